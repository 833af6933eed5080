import { useTranslation } from 'react-i18next';
import { useRow } from '#renderer/data/hooks.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { classes } from '#renderer/ui/classes.ts';
import type { AttachmentId } from '#shared/domain/case/attachment.ts';
import { FileRow } from '../files/file-row.tsx';
import fileStyles from '../files/files.module.css';
import { usePersonName } from '../use-people.ts';
import { Moment, PendingWords } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'files' }; readonly now: number };

export function FilesBubble({ entry, now }: Props) {
  const { t } = useTranslation('files');
  const nameOf = usePersonName();
  const { event, attachmentIds, isPending } = entry;
  const name = nameOf(event.by);
  return (
    <article className={styles.entry}>
      <Avatar name={name} tone="person" />
      <div className={classes(styles.bubble, isPending && styles.pending)}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>, {t('attached', { count: attachmentIds.length })},{' '}
          {isPending ? <PendingWords rowId={event.id} /> : <Moment at={event.at} now={now} />}
        </p>
        <ul className={fileStyles.list}>
          {attachmentIds.map((id) => (
            <File key={id} id={id} />
          ))}
        </ul>
      </div>
    </article>
  );
}

function File({ id }: { readonly id: AttachmentId }) {
  const row = useRow('attachment', id);
  return row === undefined ? null : <FileRow row={row} />;
}
