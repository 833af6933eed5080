/** Rows in IndexedDB without anything over it, with the same five indexes. */
import { type Contender, type FlatRow, flatRows, indexes, inParts } from './contender.ts';

export function rawIndexedDbContender(): Contender {
  return {
    fill: async (text) => {
      const database = await open();
      await inParts(flatRows(text), (part) => put(database, part));
    },
    load: async () => {
      const store = (await open()).transaction('rows').objectStore('rows');
      const rows: unknown[] = await answerOf(store.getAll());
      return { count: rows.length, rows };
    },
  };
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('peer-raw', 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore('rows', { keyPath: 'id' });
    for (const fields of indexes)
      store.createIndex(fields.join('+'), fields.length === 1 ? fields[0] : fields);
  };
  return answerOf(opening);
}

function put(database: IDBDatabase, rows: readonly FlatRow[]): Promise<void> {
  const transaction = database.transaction('rows', 'readwrite');
  const store = transaction.objectStore('rows');
  for (const row of rows) store.put(row);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
