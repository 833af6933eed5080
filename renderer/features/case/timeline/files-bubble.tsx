import { useTranslation } from 'react-i18next';
import { useRow } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import type { AttachmentId } from '#shared/domain/case/attachment.ts';
import { FileRow } from '../files/file-row.tsx';
import fileStyles from '../files/files.module.css';
import { Bubble } from './bubble.tsx';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'files' }; readonly now: number };

export function FilesBubble({ entry, now }: Props) {
  const { t } = useTranslation('files');
  const nameOf = usePersonName();
  const { event, attachmentIds } = entry;
  return (
    <Bubble
      entry={entry}
      name={nameOf(event.by)}
      kind={t('attached', { count: attachmentIds.length })}
      now={now}
    >
      <ul className={fileStyles.list}>
        {attachmentIds.map((id) => (
          <File key={id} id={id} />
        ))}
      </ul>
    </Bubble>
  );
}

function File({ id }: { readonly id: AttachmentId }) {
  const row = useRow('attachment', id);
  return row === undefined ? null : <FileRow row={row} />;
}
