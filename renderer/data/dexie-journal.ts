/**
 * The journal in a browser: a table with one row for each mutation and draft,
 * holding the records about it. An older leader is refused by the epoch in meta.
 */
import type { JournalRow, StoreDatabase } from './database.ts';
import { isFull } from './disk-full.ts';
import { findRecord, type Journal, JournalError, type JournalRecord, type OpenJournal } from './journal.ts';
import type { StoreMeta } from './pages.ts';

export function createDexieJournal({ dexie, journal, meta }: StoreDatabase): Journal {
  let epoch = 0;
  let nextN = 0;

  async function write(work: () => Promise<void>): Promise<void> {
    const before = nextN;
    try {
      await dexie.transaction('rw', [journal, meta], async () => {
        // Asked while the work is under way, which a newer epoch undoes: a person waits for this.
        await Promise.all([refuseOlder(), work()]);
      });
    } catch (cause) {
      nextN = before;
      if (cause instanceof JournalError) throw cause;
      throw new JournalError(isFull(cause) ? 'disk-full' : 'failed', { cause });
    }
  }

  async function refuseOlder(): Promise<void> {
    const found = (await meta.get('store'))?.value as Partial<StoreMeta> | undefined;
    if ((found?.epoch ?? 0) > epoch) throw new JournalError('stale-leader');
  }

  async function add(record: JournalRecord): Promise<void> {
    const m = keyOf(record);
    if (record.kind === 'draft-dropped') return journal.delete(m);
    // Of a draft and of the client only the last word matters.
    const isLastWord = record.kind === 'draft' || record.kind === 'client';
    const before = isLastWord ? [] : ((await journal.get(m))?.records ?? []);
    await journal.put({ m, records: [...before, { n: nextN, record }] });
    nextN += 1;
  }

  async function addAll(records: readonly JournalRecord[]): Promise<void> {
    for (const record of records) await add(record);
  }

  return {
    open: async (newEpoch) => {
      epoch = newEpoch;
      const rows = await journal.toArray();
      nextN = 1 + rows.flatMap((row) => row.records).reduce((last, { n }) => Math.max(last, n), -1);
      return readInOrder(rows);
    },
    append: (records) => write(() => addAll(records)),
    compact: (records) =>
      write(async () => {
        await journal.clear();
        await addAll(records);
      }),
  };
}

function keyOf(record: JournalRecord): string {
  switch (record.kind) {
    case 'client':
      return 'client';
    case 'mutation':
      return record.mutation.m;
    case 'draft':
      return `draft:${record.draft.key}`;
    case 'draft-dropped':
      return `draft:${record.key}`;
    default:
      return record.m;
  }
}

function readInOrder(rows: readonly JournalRow[]): OpenJournal {
  const inOrder = rows.flatMap((row) => row.records).sort((one, other) => one.n - other.n);
  const read = inOrder.map(({ record }) => findRecord(record));
  const records = read.filter((record) => record !== undefined);
  return { records, setAside: read.length - records.length };
}
