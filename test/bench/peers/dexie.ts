/** Rows in a Dexie table with five indexes. */
import { Dexie, type Table } from 'dexie';
import {
  type Contender,
  type FlatRow,
  flatRows,
  indexes,
  inParts,
  listOrders,
  listViews,
  pageLength,
  timed,
} from './contender.ts';

export function dexieContender(): Contender {
  return {
    fill: async (text) => {
      const rows = openDexieRows();
      await inParts(flatRows(text), (part) => rows.bulkPut(part));
    },
    load: async () => {
      const rows = await openDexieRows().toArray();
      return { count: rows.length, rows };
    },
    first: async () => {
      const cases = openDexieRows().where('[kind+changedAt]').between(['case', 0], ['case', Infinity]);
      return (await cases.reverse().limit(pageLength).toArray()).length;
    },
    lists: async (rounds) => {
      const rows = openDexieRows();
      const places = ofCases(await rows.limit(2_000).toArray());
      const plain: number[] = [];
      const lists = new Map<string, number[]>();
      for (const { personId, changedAt } of places.slice(0, rounds)) {
        const before = rows.where('[kind+changedAt]').between(['case', 0], ['case', changedAt]);
        await timed(plain, () => before.reverse().limit(pageLength).toArray());
        for (const view of listViews)
          for (const order of listOrders) {
            const times = lists.get(`${view} ${order}`) ?? [];
            lists.set(`${view} ${order}`, times);
            await timed(times, () => firstOf(rows, { view, order, personId }));
          }
      }
      return { plain, lists: Object.fromEntries(lists) };
    },
  };
}

export function openDexieRows(): Table<FlatRow, string> {
  const dexie = new Dexie('peer-dexie');
  const names = indexes.map((fields) => (fields.length === 1 ? fields[0] : `[${fields.join('+')}]`));
  dexie.version(1).stores({ rows: ['id', ...names].join(', ') });
  return dexie.table('rows');
}

type Listed = {
  readonly view: (typeof listViews)[number];
  readonly order: (typeof listOrders)[number];
  readonly personId: string;
};

/** By the index that fits best; where that does not give the order, what it gives is sorted. */
async function firstOf(
  rows: Table<FlatRow, string>,
  { view, order, personId }: Listed,
): Promise<readonly FlatRow[]> {
  const person = view === 'mine' ? personId : '';
  const by =
    view === 'open'
      ? rows.where('[kind+changedAt]').between(['case', 0], ['case', Infinity])
      : rows.where('[personId+changedAt]').between([person, 0], [person, Infinity]);
  const open = by.filter(({ kind, doc }) => kind === 'case' && isOpen(doc));
  if (order === 'changed') return open.reverse().limit(pageLength).toArray();
  const found = await open.toArray();
  const rankOf = ({ doc }: FlatRow) => (order === 'priority' ? ranks.indexOf(String(doc.priority)) : 0);
  const byAge = (one: FlatRow, other: FlatRow) => Number(one.doc.openedAt) - Number(other.doc.openedAt);
  return found.sort((one, other) => rankOf(one) - rankOf(other) || byAge(one, other)).slice(0, pageLength);
}

const ranks = ['high', 'normal', 'low'];

function isOpen(doc: FlatRow['doc']): boolean {
  return Object(doc.position).endedAt === null;
}

/** Cases somebody has: each is a place to begin at, and somebody to ask for. */
function ofCases(rows: readonly FlatRow[]): readonly FlatRow[] {
  return rows.filter(({ kind, personId }) => kind === 'case' && personId !== '');
}
