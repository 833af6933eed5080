/** What the bench uses of its peers, which are installed for it alone: nothing else may need them to be read. */
declare module 'rxdb' {
  export type RxQuery<Row> = { exec(): Promise<readonly { toJSON(): Row }[]> };
  export type RxCollection<Row> = {
    bulkInsert(rows: readonly Row[]): Promise<{ readonly error: readonly unknown[] }>;
    find(query?: object): RxQuery<Row>;
  };
  export function createRxDatabase(options: object): Promise<{
    addCollections<Rows extends object>(
      collections: object,
    ): Promise<{ readonly [Name in keyof Rows]: RxCollection<Rows[Name]> }>;
  }>;
}

declare module 'rxdb/plugins/storage-dexie' {
  export function getRxStorageDexie(): object;
}

declare module 'pouchdb-core' {
  export default class PouchDB {
    static plugin(plugin: object): void;
    constructor(name: string, options: { readonly adapter: 'indexeddb' });
    bulkDocs(rows: readonly object[]): Promise<unknown>;
    allDocs(options: { readonly include_docs: boolean }): Promise<{ readonly rows: readonly unknown[] }>;
  }
}

declare module 'pouchdb-adapter-indexeddb' {
  const adapter: object;
  export default adapter;
}

declare module 'replicache' {
  export const TEST_LICENSE_KEY: string;
  export type ReadTransaction = {
    scan(options: object): { values(): { toArray(): Promise<unknown[]> } };
  };
  export class Replicache {
    constructor(options: object);
    query<T>(read: (tx: ReadTransaction) => Promise<T>): Promise<T>;
    subscribe<T>(read: (tx: ReadTransaction) => Promise<T>, onData: (result: T) => void): () => void;
  }
}

declare module 'socket.io-client' {
  export type Socket = {
    on(event: string, listener: () => void): void;
    disconnect(): void;
  };
  export function io(url: string, options: object): Socket;
}
