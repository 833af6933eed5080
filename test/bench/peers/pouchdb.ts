/** Rows in PouchDB over its IndexedDB adapter; it is given no index, which spares it work. */
import IndexedDbAdapter from 'pouchdb-adapter-indexeddb';
import PouchDB from 'pouchdb-core';
import { type Contender, flatRows, inParts } from './contender.ts';

PouchDB.plugin(IndexedDbAdapter);

export function pouchdbContender(): Contender {
  const open = () => new PouchDB('peer-pouchdb', { adapter: 'indexeddb' });
  return {
    fill: async (text) => {
      const database = open();
      await inParts(flatRows(text), (part) =>
        database.bulkDocs(part.map(({ id, ...row }) => ({ _id: id, ...row }))),
      );
    },
    load: async () => {
      const { rows } = await open().allDocs({ include_docs: true });
      return { count: rows.length, rows };
    },
  };
}
