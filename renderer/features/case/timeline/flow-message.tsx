import { useTranslation } from 'react-i18next';
import { LogoMark } from '#renderer/ui/logo-mark.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import { findMessage, findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { useOpenCase } from '../case-context.ts';
import { Bubble } from './bubble.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'flow-message' }; readonly now: number };

/** A message the flow sent in passing, as it was told. One to a colleague is folded: they have it already. */
export function FlowMessage({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const { version } = useOpenCase();
  const { message, event } = entry;
  const template = findMessage(version, message.messageId);
  const title = template === undefined ? message.messageId : words(template.name);
  const to = t(`to_${message.to}`);
  if (message.to !== 'customer')
    return (
      <details className={styles.aside}>
        <summary>{title.toLowerCase().includes(to.toLowerCase()) ? title : `${title}, ${to}`}</summary>
        <p className={styles.text}>{message.text}</p>
      </details>
    );
  return (
    <Bubble entry={entry} name={title} mark={<LogoMark size={26} />} kind={to} look="flow" now={now}>
      <FlowText text={message.text} asked={askedIn(event, message.text, version)} />
    </Bubble>
  );
}

/** What its author wrote into the message at the step it came from; a solution is told at its end and may be long. */
function askedIn({ happening }: CaseEvent, text: string, version: FlowVersion): string | null {
  if (happening.kind !== 'step-completed' && happening.kind !== 'late-accepted') return null;
  const step = findStep(version, happening.elementId);
  const words = step?.form
    .filter(({ type }) => type === 'text' || type === 'long-text')
    .map(({ id }) => happening.form[id]?.trim() ?? '')
    .filter((value) => value !== '' && text.includes(value));
  return words === undefined || words.length === 0 ? null : words.join('\n\n');
}

/** The first lines stand; a long message opens on request. */
function FlowText({ text, asked }: { readonly text: string; readonly asked: string | null }) {
  const { t } = useTranslation('case');
  const paragraphs = text.split(/\n{2,}/);
  const lead = paragraphs.find((paragraph) => paragraph.length > 30) ?? text;
  if (paragraphs.length === 1) return <p className={styles.text}>{text}</p>;
  if (asked !== null)
    return (
      <>
        <p>{lead.split('\n')[0]}</p>
        <p className={styles.asked} dir="auto">
          {asked}
        </p>
        <details>
          <summary>{t('wholeMessage')}</summary>
          <p className={styles.text} dir="auto">
            {text}
          </p>
        </details>
      </>
    );
  return (
    <details>
      <summary>{lead.split('\n')[0]}</summary>
      <p className={styles.text}>{text}</p>
    </details>
  );
}
