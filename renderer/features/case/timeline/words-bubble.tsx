import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { assertNever } from '#shared/lib/must.ts';
import { useOpenCase } from '../case-context.ts';
import { usePersonName } from '../use-people.ts';
import { Moment, PendingWords } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'words' }; readonly now: number };

export function WordsBubble({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const kind = useKindText(entry);
  const nameOf = usePersonName();
  const { customer } = useOpenCase();
  const { happening, event, isPending } = entry;
  const isCustomer = isFromCustomer(happening);
  const name = isCustomer ? (customer?.name ?? nameOf(event.by)) : nameOf(event.by);
  const isMessage = happening.kind === 'message-written' || happening.kind === 'opened';
  return (
    <article className={styles.entry}>
      <Avatar name={name} tone={isCustomer ? 'client' : 'person'} />
      <div className={classes(styles.bubble, !isMessage && styles.note, isPending && styles.pending)}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>, {kind},{' '}
          {isPending ? <PendingWords rowId={event.id} /> : <Moment at={event.at} now={now} />}
        </p>
        <p className={styles.text} dir="auto">
          {happening.text.trim() === '' ? t('noWords') : happening.text}
        </p>
      </div>
    </article>
  );
}

/** What the customer answered, as somebody wrote it down at a step. */
export function SaidBubble({
  entry: { event, isPending, text },
  now,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'said' };
  readonly now: number;
}) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const { customer } = useOpenCase();
  const name = customer?.name ?? nameOf(event.by);
  return (
    <article className={styles.entry}>
      <Avatar name={name} tone="client" />
      <div className={classes(styles.bubble, isPending && styles.pending)}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>, {t('kindFromCustomer', { name: nameOf(event.by) })},{' '}
          {isPending ? <PendingWords rowId={event.id} /> : <Moment at={event.at} now={now} />}
        </p>
        <p className={styles.text} dir="auto">
          {text}
        </p>
      </div>
    </article>
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
    default:
      return assertNever(happening);
  }
}
