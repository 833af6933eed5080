/**
 * The journal in a browser, by way of the worker that may flush its files. What
 * an older build kept in a table of the database is taken over, once.
 */
import type { StoreName } from '#shared/ipc/contract.ts';
import { databaseName, type StoreDatabase } from './database.ts';
import { type Journal, readLines, toLine } from './journal.ts';
import { JournalError, type JournalErrorKind } from './journal-error.ts';
import type { JournalCall } from './journal-messages.ts';
import type { JournalLines, OpenedLines } from './journal-slots.ts';
import { readOlderJournal, takenOver } from './older-journal.ts';
import { askThread } from './thread.ts';

/** `older`: where builds before this one kept it. */
export function createLineJournal(
  lines: JournalLines,
  older: Pick<StoreDatabase, 'journal' | 'ready'>,
): Journal {
  async function open(epoch: number): Promise<ReturnType<typeof readLines>> {
    const opened = readLines(await lines.open(epoch));
    await older.ready();
    const left = await readOlderJournal(older.journal);
    if (left.records.length === 0 && left.setAside === 0) return opened;
    const records = takenOver(opened.records, left.records, crypto.randomUUID());
    if (records.length > 0) await lines.append(records.map(toLine));
    // What this build cannot read stays there, counted.
    if (left.setAside === 0) await older.journal.clear();
    return { records: [...opened.records, ...records], setAside: opened.setAside + left.setAside };
  }

  return {
    open: async (epoch) => {
      try {
        return await open(epoch);
      } catch (cause) {
        throw cause instanceof JournalError ? cause : new JournalError('failed', { cause });
      }
    },
    append: (records) => lines.append(records.map(toLine)),
    compact: (records) => lines.compact(records.map(toLine)),
    close: lines.close,
  };
}

export type JournalThread = JournalLines & {
  /** Rejects with a `JournalError` where this browser keeps no files. */
  readonly started: Promise<void>;
  readonly end: () => void;
};

/** What is asked of it before it has started waits for that. */
export function startJournalThread(store: StoreName): JournalThread {
  const worker = new Worker(new URL('./journal-worker.ts', import.meta.url), { type: 'module' });
  const { ask, end } = askThread<JournalCall, OpenedLines, JournalErrorKind>(
    worker,
    databaseName(store),
    (kind) => new JournalError(kind),
  );
  return {
    started: ask({ kind: 'start' }).then(() => undefined),
    open: (epoch) => ask({ kind: 'open', epoch }),
    append: async (lines) => void (await ask({ kind: 'append', lines })),
    compact: async (lines) => void (await ask({ kind: 'compact', lines })),
    close: async () => void (await ask({ kind: 'close' })),
    end,
  };
}
