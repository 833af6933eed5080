/** The tables of one person's store in one company, all of them from the first version on. */
import { Dexie, type Table } from 'dexie';
import type { StoreName } from '#shared/ipc/contract.ts';
import type { Packed } from './packed.ts';

/** Rows as received, one a line. */
export type PageRecord = Packed & { readonly kind: string; readonly scope: string; readonly n: number };
export type LogRecord = Packed & { readonly seq: number };
/** As older builds kept the journal of a browser: `m` names what it is about, `n` is the order of records. */
export type JournalRow = {
  readonly m: string;
  readonly records: readonly { readonly n: number; readonly record: unknown }[];
};
export type MetaRow = { readonly key: string; readonly value: unknown };

export type StoreDatabase = {
  readonly dexie: Dexie;
  readonly pages: Table<PageRecord, [string, string, number]>;
  readonly log: Table<LogRecord, number, Packed>;
  /** Empty from this build on; tables only grow. */
  readonly journal: Table<JournalRow, string>;
  readonly meta: Table<MetaRow, string>;
  /** Before each use: opens it again where the browser closed it, as on a full disk. Dexie tries that once. */
  readonly ready: () => Promise<void>;
  /** For good. */
  readonly close: () => void;
};

/** Where IndexedDB comes from; a test brings its own. */
export type IndexedDb = { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange };

export function databaseName({ spaceId, personId }: StoreName): string {
  return `raia-${spaceId}-${personId}`;
}

export function openDatabase(store: StoreName, from?: IndexedDb): StoreDatabase {
  const dexie = new Dexie(databaseName(store), { chromeTransactionDurability: 'strict', ...from });
  dexie.version(1).stores({ pages: '[kind+scope+n]', log: '++seq', journal: 'm', meta: 'key' });
  let isClosed = false;

  async function ready(): Promise<void> {
    if (!dexie.isOpen() && !isClosed) await dexie.open();
  }

  return {
    dexie,
    pages: dexie.table('pages'),
    log: dexie.table('log'),
    journal: dexie.table('journal'),
    meta: dexie.table('meta'),
    ready,
    close: () => {
      isClosed = true;
      dexie.close();
    },
  };
}
