import { IconInbox, IconLayoutSidebarLeftCollapse, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { usePins } from '#renderer/data/pins.ts';
import { useRefusedCases } from '#renderer/data/refused-cases.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { listOf } from './case-table.ts';
import { QueueChips, QueueSearch } from './queue-filters.tsx';
import { QueueList } from './queue-list.tsx';
import styles from './queue-panel.module.css';
import type { QueueQuery } from './queue-query.ts';
import { useQueueStore } from './queue-store.ts';
import { RowContext, type RowWords } from './row-context.ts';
import { useHotQueue } from './use-hot-queue.ts';
import { useLanes } from './use-lanes.ts';
import { useCaseList, useQueueQuery } from './use-queue.ts';

type Props = {
  readonly openId: string | null;
  readonly onOpen: (caseId: string) => void;
  readonly onNew: () => void;
  /** Left out where the queue cannot be collapsed. */
  readonly onCollapse?: (() => void) | undefined;
};

const noCases = listOf([]);

/** What do I take next? */
export function QueuePanel({ openId, onOpen, onNew, onCollapse }: Props) {
  const { t } = useTranslation(['queue', 'shell']);
  const rowWords = useRowWordsNow();
  const lanes = useLanes();
  const query = useQueueQuery(lanes);
  const held = useCaseList(query);
  const hot = useHotQueue(held, query);
  const isLoading = useSyncState(
    (state) => !state.isLoaded || held === null || (state.isFirstSync && held.length === 0),
  );
  const isWaiting = isLoading && hot === null;
  const list = (isLoading ? hot?.list : undefined) ?? held ?? noCases;
  const count = (isLoading ? hot?.count : undefined) ?? list.length;
  const panel = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // From the words typed straight into what they found.
  const handleFilterKey = (event: KeyboardEvent) => {
    if (event.target !== field.current) return;
    if (event.key === 'ArrowDown') panel.current?.querySelector<HTMLElement>('li a[tabindex="0"]')?.focus();
    else if (event.key === 'Enter' && list.length > 0) onOpen(list.itemAt(0).id);
    else return;
    event.preventDefault();
  };
  useKeys({ '/': () => field.current?.focus(), n: onNew });
  return (
    <section ref={panel} className={styles.panel} aria-label={t('queue:title')}>
      <header className={styles.top}>
        <div className={styles.title}>
          <h2>{t(`queue:view_${query.view}`)}</h2>
          <small aria-hidden="true">{isWaiting ? '' : count}</small>
          <span className="visually-hidden" role="status">
            {isWaiting ? '' : t('queue:count', { count })}
          </span>
          <Button
            look="primary"
            size="small"
            aria-label={t('queue:new')}
            aria-keyshortcuts="n"
            onClick={onNew}
          >
            <IconPlus size={15} aria-hidden="true" />
            {t('queue:newShort')}
            <Kbd>N</Kbd>
          </Button>
        </div>
        <QueueSearch field={field} onKey={handleFilterKey}>
          {onCollapse !== undefined && (
            <IconButton label={t('shell:hideQueue')} onClick={onCollapse}>
              <IconLayoutSidebarLeftCollapse size={17} aria-hidden="true" />
            </IconButton>
          )}
        </QueueSearch>
        <QueueChips lanes={lanes} chosen={query.laneKey} />
      </header>
      {isWaiting ? (
        <QueueSkeleton />
      ) : list.length === 0 ? (
        <QueueEmpty query={query} />
      ) : (
        <RowContext value={rowWords}>
          <QueueList list={list} openId={openId} onOpen={onOpen} />
        </RowContext>
      )}
    </section>
  );
}

function useRowWordsNow(): RowWords {
  const { t } = useTranslation(['queue', 'sync']);
  const words = useWords();
  const language = useLanguage();
  const client = useClient();
  const now = useNow(client.now);
  const refused = useRefusedCases();
  const pins = usePins();
  return useMemo(
    () => ({ t, words, language, now, refused, pins }),
    [t, words, language, now, refused, pins],
  );
}

function QueueEmpty({ query: { view, text: typed, laneKey, stepKey } }: { readonly query: QueueQuery }) {
  const { t } = useTranslation('queue');
  const isFiltered = typed !== '' || laneKey !== null || stepKey !== null;
  const { filterCleared, viewChosen } = useQueueStore.getState();
  const text = isFiltered ? t('emptyFiltered') : view === 'mine' ? t('emptyMine') : t('emptyOther');
  return (
    <EmptyState icon={<IconInbox size={22} aria-hidden="true" />} title={t('emptyTitle')} text={text}>
      {isFiltered ? (
        <Button onClick={filterCleared}>{t('clearFilter')}</Button>
      ) : (
        view === 'mine' && <Button onClick={() => viewChosen('unassigned')}>{t('seeUnassigned')}</Button>
      )}
    </EmptyState>
  );
}

const placeholders = ['78%', '56%', '70%', '62%', '84%', '50%'];

function QueueSkeleton() {
  const { t } = useTranslation('sync');
  return (
    <>
      <BeginningNote />
      <div className={styles.skeletons} role="status" aria-label={t('firstSync')}>
        {placeholders.map((width) => (
          <div key={width}>
            <Skeleton width="46%" height={10} />
            <Skeleton width={width} />
            <Skeleton width="38%" height={14} />
          </div>
        ))}
      </div>
    </>
  );
}

/** Not a live region: it would be read out at every page. */
function BeginningNote() {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const come = useSyncState(({ beginning }) => beginning?.come ?? 0);
  const all = useSyncState(({ beginning }) => beginning?.all ?? 0);
  if (all === 0) return null;
  return (
    <p className={styles.beginning}>
      {t('firstSyncCome', { come: sizeText(come, language), all: sizeText(all, language) })}
    </p>
  );
}
