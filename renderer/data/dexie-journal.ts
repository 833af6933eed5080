/**
 * The journal in a browser: a table with one row for each mutation and draft,
 * holding the records about it. An older leader is refused by the epoch in meta.
 *
 * A browser may delete its store under a running app, as Chromium does when it
 * meets a full disk. The window remembers every row, and puts them back.
 */
import type { JournalRow, StoreDatabase } from './database.ts';
import { isFull } from './disk-full.ts';
import { findRecord, type Journal, JournalError, type JournalRecord, type OpenJournal } from './journal.ts';
import type { StoreMeta } from './pages.ts';

/** By `m`; undefined where the row goes. */
type Changes = ReadonlyMap<string, JournalRow | undefined>;

const clientKey = 'client';

export function createDexieJournal({ dexie, journal, meta, mend }: StoreDatabase): Journal {
  let epoch = 0;
  let nextN = 0;
  const rows = new Map<string, JournalRow>();

  async function write(work: () => Promise<void>): Promise<void> {
    try {
      await mend();
      await dexie.transaction('rw', [journal, meta], async () => {
        // Asked while the work is under way, which a newer epoch undoes: a person waits for this.
        await Promise.all([refuseOlder(), work()]);
      });
    } catch (cause) {
      if (cause instanceof JournalError) throw cause;
      throw new JournalError(isFull(cause) ? 'disk-full' : 'failed', { cause });
    }
  }

  async function refuseOlder(): Promise<void> {
    const found = (await meta.get('store'))?.value as Partial<StoreMeta> | undefined;
    if ((found?.epoch ?? 0) > epoch) throw new JournalError('stale-leader');
  }

  /** What is about to change is left to those who change it. */
  async function putBack(changes: Changes = new Map()): Promise<void> {
    if (!rows.has(clientKey) || (await journal.get(clientKey)) !== undefined) return;
    await journal.bulkPut([...rows.values()].filter(({ m }) => !changes.has(m)));
  }

  async function apply(changes: Changes): Promise<void> {
    for (const [m, row] of changes) await (row === undefined ? journal.delete(m) : journal.put(row));
  }

  function remember(changes: Changes): void {
    for (const [m, row] of changes) {
      if (row === undefined) rows.delete(m);
      else rows.set(m, row);
    }
  }

  return {
    open: async (newEpoch) => {
      epoch = newEpoch;
      await write(() => putBack());
      const found = await journal.toArray();
      rows.clear();
      remember(new Map(found.map((row) => [row.m, row])));
      nextN = 1 + found.flatMap(({ records }) => records).reduce((last, { n }) => Math.max(last, n), -1);
      return readInOrder(found);
    },
    append: async (records) => {
      const changes = changesOf(rows, records, nextN);
      await write(async () => {
        await Promise.all([putBack(changes), apply(changes)]);
      });
      nextN += records.length;
      remember(changes);
    },
    compact: async (records) => {
      const changes = changesOf(new Map(), records, nextN);
      await write(async () => {
        await journal.clear();
        await apply(changes);
      });
      nextN += records.length;
      rows.clear();
      remember(changes);
    },
  };
}

function changesOf(
  before: ReadonlyMap<string, JournalRow>,
  records: readonly JournalRecord[],
  firstN: number,
): Changes {
  const changes = new Map<string, JournalRow | undefined>();
  for (const [place, record] of records.entries()) {
    const m = keyOf(record);
    const known = changes.has(m) ? changes.get(m) : before.get(m);
    // Of a draft and of the client only the last word matters.
    const isLastWord = record.kind === 'draft' || record.kind === 'client';
    const kept = isLastWord ? [] : (known?.records ?? []);
    const row = { m, records: [...kept, { n: firstN + place, record }] };
    changes.set(m, record.kind === 'draft-dropped' ? undefined : row);
  }
  return changes;
}

function keyOf(record: JournalRecord): string {
  switch (record.kind) {
    case 'client':
      return clientKey;
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
