/** Rows in RxDB over its Dexie storage, with the same five indexes. */
import { createRxDatabase, type RxCollection } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type Contender, type FlatRow, flatRows, indexes, inParts, pageLength, timed } from './contender.ts';

const text = { type: 'string', maxLength: 40 };
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    ...{ id: text, kind: text, parent: text, teamId: text, personId: text },
    ver: { type: 'number' },
    changedAt: { type: 'number', minimum: 0, maximum: 3e12, multipleOf: 1 },
    doc: { type: 'object' },
  },
  required: ['id', 'kind', 'parent', 'teamId', 'personId', 'changedAt'],
  indexes,
};

export function rxdbContender(): Contender {
  return {
    fill: async (pulled) => {
      const rows = await openRxRows();
      await inParts(flatRows(pulled), async (part) => {
        const { error } = await rows.bulkInsert(part);
        if (error.length > 0) throw new Error(`RxDB refused ${error.length} rows`);
      });
    },
    load: async () => {
      const rows = await (await openRxRows()).find().exec();
      return { count: rows.length, rows };
    },
    first: async () => {
      const rows = await openRxRows();
      return (await rows.find(newest({ kind: 'case' })).exec()).length;
    },
    lists: async (rounds) => {
      const rows = await openRxRows();
      const plain: number[] = [];
      const lastCases = await rows.find(newest({ kind: 'case' })).exec();
      for (let round = 0; round < rounds; round++) {
        const changedAt = { $lte: lastCases[round]?.toJSON().changedAt };
        await timed(plain, () => rows.find(newest({ kind: 'case', changedAt })).exec());
      }
      return { plain, lists: {} };
    },
  };
}

function newest(selector: object): object {
  return { selector, sort: [{ changedAt: 'desc' }], limit: pageLength };
}

async function openRxRows(): Promise<RxCollection<FlatRow>> {
  const database = await createRxDatabase({
    name: 'peer-rxdb',
    storage: getRxStorageDexie(),
    multiInstance: false,
    eventReduce: true,
  });
  const { rows } = await database.addCollections<{ rows: FlatRow }>({ rows: { schema } });
  return rows;
}
