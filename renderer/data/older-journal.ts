/**
 * What builds before this one kept in a table of the browser's database: a row
 * for each mutation and draft, holding the records about it in their order.
 *
 * It may come in again: a window of such a build that stayed open goes on there.
 */
import type { StoreDatabase } from './database.ts';
import { findRecord, foldJournal, type JournalRecord, type OpenJournal, toLine } from './journal.ts';

export async function readOlderJournal(table: StoreDatabase['journal']): Promise<OpenJournal> {
  const rows = await table.toArray();
  const inOrder = rows.flatMap((row) => row.records).sort((one, other) => one.n - other.n);
  const read = inOrder.map(({ record }) => findRecord(record));
  const records = read.filter((record) => record !== undefined);
  return { records, setAside: read.length - records.length };
}

/**
 * What is to be added to `here` so that it holds all of `older` too; nothing where
 * it does. Under a client id of its own, because each had places of its own.
 */
export function takenOver(
  here: readonly JournalRecord[],
  older: readonly JournalRecord[],
  clientId: string,
): readonly JournalRecord[] {
  const known = new Set(here.map(toLine));
  const news = older.filter((record) => record.kind !== 'client' && !known.has(toLine(record)));
  if (news.length === 0) return [];
  const { mutations } = foldJournal([...here, ...news]);
  const order = mutations
    .filter(({ isVoid, settled, again }) => !isVoid && settled === null && again === null)
    .map(({ mutation }) => mutation.m);
  return [...news, { kind: 'client', id: clientId, lastMid: order.length, order }];
}
