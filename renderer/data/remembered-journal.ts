/**
 * A journal whose files a browser may delete under an open window, as Chromium
 * does with everything of a site when its disk is full (0018). The window that
 * leads remembers what it read and wrote, and puts it back.
 *
 * A journal that somebody leads is never empty: it begins with its client.
 */
import { compacted, foldJournal, type Journal, type JournalRecord, type OpenJournal } from './journal.ts';
import { JournalError } from './journal-error.ts';
import type { Clock } from './ports.ts';

/** Folded when there are twice as many as after the last folding, and more than this. */
const fewRecords = 500;

export function createRememberedJournal(journal: Journal, clock: Pick<Clock, 'now'>): Journal {
  let epoch = 0;
  let remembered: readonly JournalRecord[] = [];
  let mostRecords = fewRecords;
  /** Found deleted, and not yet put back. */
  let isGone = false;
  /** Whoever does not lead remembers nothing: others write meanwhile. */
  let isLeading = false;

  function remember(records: readonly JournalRecord[]): void {
    isGone = false;
    if (!isLeading) return;
    remembered = records;
    if (records.length <= mostRecords) return;
    remembered = compacted(foldJournal(records), clock.now());
    mostRecords = Math.max(fewRecords, 2 * remembered.length);
  }

  async function putBack(records: readonly JournalRecord[]): Promise<void> {
    isGone = true;
    await journal.compact(records);
    remember(records);
  }

  async function open(): Promise<OpenJournal> {
    const opened = await journal.open(epoch);
    if (!isEmpty(opened) || remembered.length === 0) {
      remember(opened.records);
      return opened;
    }
    await putBack(remembered);
    return { records: remembered, setAside: 0 };
  }

  async function appendAfterAll(records: readonly JournalRecord[]): Promise<void> {
    // Opening it makes it anew, empty, also where it fails after that.
    isGone = true;
    // It is there, and may hold what this leader has not read: whoever leads next begins with it.
    if (!isEmpty(await journal.open(epoch))) throw new JournalError('stale-leader');
    await putBack([...remembered, ...records]);
  }

  return {
    open: (newEpoch) => {
      epoch = newEpoch;
      isLeading = true;
      return open();
    },
    append: async (records) => {
      if (isGone) return appendAfterAll(records);
      try {
        await journal.append(records);
      } catch (error) {
        if (!(error instanceof JournalError) || error.kind !== 'failed') throw error;
        return appendAfterAll(records);
      }
      remember([...remembered, ...records]);
    },
    compact: async (records) => {
      await journal.compact(records);
      remember(records);
    },
    close: () => {
      isLeading = false;
      remembered = [];
      return journal.close();
    },
  };
}

function isEmpty({ records, setAside }: OpenJournal): boolean {
  return records.length === 0 && setAside === 0;
}
