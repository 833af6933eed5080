/** Rows in a Dexie table with five indexes. */
import { Dexie, type Table } from 'dexie';
import { type Contender, type FlatRow, flatRows, indexes, inParts, pageLength, timed } from './contender.ts';

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
      const people = [...new Set((await rows.limit(2_000).toArray()).map(({ personId }) => personId))];
      const times = { indexed: [] as number[], plain: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const person = people[round % people.length] ?? '';
        const mine = rows.where('[personId+changedAt]').between([person, 0], [person, Infinity]);
        await timed(times.indexed, () => mine.reverse().limit(pageLength).toArray());
        const isHigh = ({ kind, doc }: FlatRow) => kind === 'case' && doc.priority === 'high';
        const high = rows.where('[kind+changedAt]').between(['case', 0], ['case', Infinity]).filter(isHigh);
        await timed(times.plain, async () => {
          const found = await high.toArray();
          return found
            .sort((one, other) => Number(one.doc.openedAt) - Number(other.doc.openedAt))
            .slice(0, pageLength);
        });
      }
      return times;
    },
  };
}

export function openDexieRows(): Table<FlatRow, string> {
  const dexie = new Dexie('peer-dexie');
  const names = indexes.map((fields) => (fields.length === 1 ? fields[0] : `[${fields.join('+')}]`));
  dexie.version(1).stores({ rows: ['id', ...names].join(', ') });
  return dexie.table('rows');
}
