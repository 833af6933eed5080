/**
 * Writes the journal of the leading window: one append at a time, and the next
 * takes all that came meanwhile. Of a draft only the newest text is written.
 * What is done in one breath is written in one: the work made of a draft, and
 * that the draft is gone.
 *
 * What could not be written stays here and is tried again; nobody is told that
 * it is kept until it is.
 */
import type { NotKeeping } from './client.ts';
import type { DraftChange } from './draft-book.ts';
import type { Journal, JournalRecord } from './journal.ts';
import { JournalError } from './journal-error.ts';
import type { Clock } from './ports.ts';

export type JournalWriter = {
  /** Resolves when the records are on disk, all of them or none. */
  readonly write: (records: readonly JournalRecord[]) => Promise<void>;
  /** Its record follows those already given to `write`: a draft never goes before the work made of it is kept. */
  readonly writeDraft: (change: DraftChange) => void;
  /** Why the last attempt failed; null where it did not. */
  readonly failing: () => NotKeeping | null;
  readonly stop: () => void;
};

export type JournalWriterOptions = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly onDraftKept: (change: DraftChange) => void;
  readonly onFailingChange: () => void;
  /** A newer leader writes now. */
  readonly onStale: () => void;
};

type Waiting = { readonly records: readonly JournalRecord[]; readonly kept: () => void };

const retryMs = 2000;

export function createJournalWriter(options: JournalWriterOptions): JournalWriter {
  const { journal, clock, onDraftKept, onFailingChange, onStale } = options;
  let waiting: Waiting[] = [];
  let drafts = new Map<string, DraftChange>();
  let isWriting = false;
  let failing: NotKeeping | null = null;
  let isStopped = false;
  let cancelRetry = () => {};

  function setFailing(next: NotKeeping | null): void {
    if (failing === next) return;
    failing = next;
    onFailingChange();
  }

  async function flush(): Promise<void> {
    if (isWriting || isStopped) return;
    isWriting = true;
    await Promise.resolve();
    while (!isStopped && (waiting.length > 0 || drafts.size > 0)) {
      const batch = waiting;
      const texts = drafts;
      waiting = [];
      drafts = new Map();
      try {
        const records = [...batch.flatMap((item) => item.records), ...[...texts.values()].map(toRecord)];
        await journal.append(records);
        setFailing(null);
        for (const item of batch) item.kept();
        for (const change of texts.values()) onDraftKept(change);
      } catch (error) {
        waiting = [...batch, ...waiting];
        drafts = new Map([...texts, ...drafts]);
        fail(error);
        break;
      }
    }
    isWriting = false;
  }

  function fail(error: unknown): void {
    if (isStopped) return;
    if (error instanceof JournalError && error.kind === 'stale-leader') {
      isStopped = true;
      onStale();
      return;
    }
    setFailing(error instanceof JournalError && error.kind === 'disk-full' ? 'disk-full' : 'failed');
    cancelRetry();
    cancelRetry = clock.after(retryMs, () => void flush());
  }

  return {
    write: (records) =>
      new Promise((kept) => {
        waiting.push({ records, kept });
        void flush();
      }),
    writeDraft: (change) => {
      drafts.set(change.key, change);
      void flush();
    },
    failing: () => failing,
    stop: () => {
      isStopped = true;
      cancelRetry();
    },
  };
}

function toRecord({ key, text, at }: DraftChange): JournalRecord {
  return text === null ? { kind: 'draft-dropped', key } : { kind: 'draft', draft: { key, text, at } };
}
