import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedFile } from '#renderer/data/client.ts';
import { useClient } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { FileIcon } from './file-icon.tsx';
import type { FileState } from './file-state.ts';
import styles from './files.module.css';
import { useFileState, useIsHere } from './use-file-state.ts';
import { isPicture, useImageUrl } from './use-image-url.ts';

type Doing = 'nothing' | 'fetching' | Exclude<OpenedFile['kind'], 'opened'>;

/** One attached file: what it is, where its bytes are, and the way to them. */
export function FileRow({ row }: { readonly row: Row<'attachment'> }) {
  const { t } = useTranslation('files');
  const language = useLanguage();
  const { files } = useClient();
  const { name, type, bytes, sha256, addedBy } = row.doc;
  const state = useFileState(row);
  const [doing, setDoing] = useState<Doing>('nothing');
  const [isShown, setIsShown] = useState(false);
  const isHere = useIsHere(sha256) === true;
  const isShowable = isPicture(type);

  const open = async (use: (content: Uint8Array<ArrayBuffer>) => void) => {
    if (doing === 'fetching') return;
    setDoing('fetching');
    const opened = await files.open(sha256);
    setDoing(opened.kind === 'opened' ? 'nothing' : opened.kind);
    if (opened.kind === 'opened') use(opened.bytes);
  };
  const handleSave = () => void open((content) => saveFile(name, content));
  const handleShow = () => void open(() => setIsShown(true));

  return (
    <li className={styles.file}>
      <Picture
        sha256={sha256}
        type={type}
        isHere={isHere}
        onOpen={isShowable ? handleShow : undefined}
        name={name}
      />
      <div className={styles.about}>
        {isShowable ? (
          <button type="button" className={styles.name} dir="auto" onClick={handleShow}>
            {name}
          </button>
        ) : (
          <span className={styles.name} dir="auto">
            {name}
          </span>
        )}
        <small>
          {sizeText(bytes, language)} · <StateWords state={state} addedBy={addedBy} />
        </small>
        {state.kind === 'sending' && (
          <span className={styles.bar} aria-hidden="true">
            <i style={{ width: `${Math.round(state.share * 100)}%` }} />
          </span>
        )}
        {doing !== 'nothing' && (
          <small
            className={doing === 'fetching' || doing === 'offline' ? undefined : styles.bad}
            role="status"
          >
            {t(`doing_${doing}`)}
          </small>
        )}
      </div>
      <IconButton label={t('save', { name })} size="small" onClick={handleSave}>
        <IconDownload size={16} aria-hidden="true" />
      </IconButton>
      {isShowable && (
        <Dialog title={name} isOpen={isShown} onClose={() => setIsShown(false)} size={900}>
          <Large sha256={sha256} type={type} name={name} />
        </Dialog>
      )}
    </li>
  );
}

function StateWords({ state, addedBy }: { readonly state: FileState; readonly addedBy: PersonId }) {
  const { t } = useTranslation('files');
  const nameOf = usePersonName();
  const isBad = state.kind === 'missing' || state.kind === 'damaged' || state.kind === 'elsewhere-mine';
  const percent = state.kind === 'sending' ? Math.round(state.share * 100) : 0;
  return (
    <span className={classes(isBad && styles.bad, state.kind === 'present' && styles.ok)}>
      {t(`state_${state.kind}`, { percent, name: nameOf(addedBy) })}
    </span>
  );
}

type PictureProps = {
  readonly sha256: string;
  readonly type: string;
  readonly name: string;
  readonly isHere: boolean;
  readonly onOpen: (() => void) | undefined;
};

/** A small preview of what lies on this computer; for everything else, its kind. */
function Picture({ sha256, type, name, isHere, onOpen }: PictureProps) {
  const [cannotBeDrawn, setCannotBeDrawn] = useState(false);
  const url = useImageUrl(sha256, type, isHere && isPicture(type));
  if (url === null || cannotBeDrawn || onOpen === undefined)
    return (
      <span className={styles.kind}>
        <FileIcon type={type} size={20} />
      </span>
    );
  return (
    // The name beside it does the same by key, and says what it is.
    <button type="button" className={styles.kind} tabIndex={-1} aria-hidden="true" onClick={onOpen}>
      <img src={url} alt="" title={name} onError={() => setCannotBeDrawn(true)} />
    </button>
  );
}

function Large({ sha256, type, name }: Pick<PictureProps, 'sha256' | 'type' | 'name'>) {
  const url = useImageUrl(sha256, type, true);
  return url === null ? null : <img className={styles.large} src={url} alt={name} />;
}
