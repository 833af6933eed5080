import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useClient, useRows } from '#renderer/data/hooks.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { useOpenCase } from '../case-context.ts';
import { AssignedLine } from './assigned-line.tsx';
import { FilesBubble } from './files-bubble.tsx';
import { FlowMessage } from './flow-message.tsx';
import { DecidedLine, LateBubble } from './late-entries.tsx';
import { MigratedLine } from './migrated-line.tsx';
import { MovedLine } from './moved-line.tsx';
import styles from './timeline.module.css';
import { type TimelineEntry, timelineOf } from './timeline-entries.ts';
import { SaidBubble, WordsBubble } from './words-bubble.tsx';

/** What was said, and how the case came here; newest at the bottom, where the composer is. */
export function Timeline() {
  const { t } = useTranslation('case');
  const { now: read } = useClient();
  const now = useNow(read);
  const { eventRows, version } = useOpenCase();
  const versionRows = useRows('flow-version');
  const entries = useMemo(() => {
    const all = versionRows.map(({ doc }) => doc).filter(({ flowId }) => flowId === version.flowId);
    return timelineOf(eventRows, version, all);
  }, [eventRows, version, versionRows]);
  const scroller = useFollowing(eventRows);
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
    case 'said':
      return <SaidBubble entry={entry} now={now} />;
    case 'words':
      return <WordsBubble entry={entry} now={now} />;
    case 'assigned':
      return <AssignedLine entry={entry} now={now} />;
    case 'late':
      return <LateBubble entry={entry} now={now} />;
    case 'decided':
      return <DecidedLine entry={entry} now={now} />;
    case 'migrated':
      return <MigratedLine entry={entry} now={now} />;
    case 'moved':
      return <MovedLine entry={entry} now={now} />;
    case 'files':
      return <FilesBubble entry={entry} now={now} />;
    case 'flow-message':
      return <FlowMessage entry={entry} now={now} />;
  }
}

/** How far from the end still counts as reading the newest. */
const nearEnd = 40;

/**
 * Opens at the end and stays there, whatever grows or shrinks: entries arrive,
 * are measured, or the composer takes room. Who has scrolled up to read is left
 * there while others write, and brought to the end by an act of their own.
 */
function useFollowing(events: readonly Row<'event'>[]) {
  const actor = useActor();
  const scroller = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const last = events.at(-1);
  const newest = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    isFollowing.current = true;
    let height = 0;
    const follow = () => {
      height = element.scrollHeight + element.clientHeight;
      if (isFollowing.current) element.scrollTop = element.scrollHeight;
    };
    const handleScroll = () => {
      // A change of height moves what is in view by itself; that is nobody's choice.
      if (height !== element.scrollHeight + element.clientHeight) return;
      isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    };
    const watch = new ResizeObserver(follow);
    for (const watched of [element, ...element.children]) watch.observe(watched);
    element.addEventListener('scroll', handleScroll, { passive: true });
    follow();
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', handleScroll);
    };
  }, []);
  useLayoutEffect(() => {
    const element = scroller.current;
    const isNew = newest.current !== last?.id;
    newest.current = last?.id;
    if (element === null || !isNew) return;
    if (last?.doc.by === actor.id) isFollowing.current = true;
    if (isFollowing.current) element.scrollTop = element.scrollHeight;
  }, [last, actor.id]);
  return scroller;
}
