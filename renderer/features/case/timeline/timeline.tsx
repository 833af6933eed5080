import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useOpenCase } from '../case-context.ts';
import { AssignedLine } from './assigned-line.tsx';
import { FlowMessage } from './flow-message.tsx';
import { MovedLine } from './moved-line.tsx';
import styles from './timeline.module.css';
import { type TimelineEntry, timelineOf } from './timeline-entries.ts';
import { WordsBubble } from './words-bubble.tsx';

/** What was said, and how the case came here; newest at the bottom, where the composer is. */
export function Timeline() {
  const { t } = useTranslation('case');
  const { now: read } = useClient();
  const now = useNow(read);
  const { eventRows, version, supportCase } = useOpenCase();
  const entries = useMemo(() => timelineOf(eventRows, version), [eventRows, version]);
  const scroller = useStickToEnd(supportCase.id, entries.length);
  return (
    <section ref={scroller} className={styles.scroller} aria-label={t('timeline')}>
      <ol className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} now={now} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, now }: { readonly entry: TimelineEntry; readonly now: number }) {
  switch (entry.kind) {
    case 'words':
      return <WordsBubble entry={entry} now={now} />;
    case 'assigned':
      return <AssignedLine entry={entry} now={now} />;
    case 'moved':
      return <MovedLine entry={entry} now={now} />;
    case 'flow-message':
      return <FlowMessage entry={entry} now={now} />;
  }
}

/** Opens at the end and stays there as entries arrive, unless the person has scrolled up to read. */
function useStickToEnd(caseId: string, length: number) {
  const scroller = useRef<HTMLElement>(null);
  const last = useRef<{ readonly caseId: string; readonly length: number } | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const isNewCase = last.current?.caseId !== caseId;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < 260;
    if (isNewCase || (isNear && last.current?.length !== length)) element.scrollTop = element.scrollHeight;
    last.current = { caseId, length };
  }, [caseId, length]);
  return scroller;
}
