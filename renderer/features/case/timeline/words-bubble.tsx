import { useTranslation } from 'react-i18next';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { assertNever } from '#shared/lib/must.ts';
import { useOpenCase } from '../case-context.ts';
import { Bubble } from './bubble.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'words' }; readonly now: number };

export function WordsBubble({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const kind = useKindText(entry);
  const nameOf = usePersonName();
  const { customer } = useOpenCase();
  const { happening, event } = entry;
  const isCustomer = isFromCustomer(happening);
  const name = isCustomer ? (customer?.name ?? nameOf(event.by)) : nameOf(event.by);
  const isMessage = happening.kind === 'message-written' || happening.kind === 'opened';
  return (
    <Bubble
      entry={entry}
      name={name}
      mark={isCustomer ? <Avatar name={name} tone="client" /> : undefined}
      kind={kind}
      look={isMessage ? undefined : 'note'}
      now={now}
    >
      <p className={styles.text} dir="auto">
        {happening.text.trim() === '' ? t('noWords') : happening.text}
      </p>
    </Bubble>
  );
}

/** What the customer answered, as somebody wrote it down at a step. */
export function SaidBubble({
  entry,
  now,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'said' };
  readonly now: number;
}) {
  const { t } = useTranslation('case');
  const { customer } = useOpenCase();
  const by = usePersonName()(entry.event.by);
  const name = customer?.name ?? by;
  return (
    <Bubble
      entry={entry}
      name={name}
      mark={<Avatar name={name} tone="client" />}
      kind={t('kindFromCustomer', { name: by })}
      now={now}
    >
      <p className={styles.text} dir="auto">
        {entry.text}
      </p>
    </Bubble>
  );
}

function isFromCustomer(happening: Props['entry']['happening']): boolean {
  return (
    happening.kind === 'opened' || (happening.kind === 'message-written' && happening.from === 'customer')
  );
}

function useKindText({ happening, event }: Props['entry']): string {
  const { t } = useTranslation(['case', 'queue']);
  const nameOf = usePersonName();
  const { supportCase } = useOpenCase();
  switch (happening.kind) {
    case 'opened':
      return t('case:kindOpened', { channel: t(`queue:channel_${supportCase.channel}`) });
    case 'noted':
      return t('case:kindNote');
    case 'message-written':
      return happening.from === 'agent'
        ? t('case:kindMessage')
        : t('case:kindFromCustomer', { name: nameOf(event.by) });
    case 'handed-over':
      return t('case:kindHandedOver', { to: nameOf(happening.to) });
    case 'escalated':
      return t('case:kindEscalated');
    case 'returned':
      return t('case:kindReturned');
    case 'reopened':
      return t('case:kindReopened');
    case 'repaired':
      return t(`case:kindRepaired_${happening.act}`);
    default:
      return assertNever(happening);
  }
}
