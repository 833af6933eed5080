/** Rows in a Dexie table with five indexes. */
import { Dexie, type Table } from 'dexie';
import { type Contender, type FlatRow, flatRows, indexes, inParts } from './contender.ts';

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
  };
}

export function openDexieRows(): Table<FlatRow, string> {
  const dexie = new Dexie('peer-dexie');
  const names = indexes.map((fields) => (fields.length === 1 ? fields[0] : `[${fields.join('+')}]`));
  dexie.version(1).stores({ rows: ['id', ...names].join(', ') });
  return dexie.table('rows');
}
