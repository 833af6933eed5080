/** Opens the store of one person on this computer and keeps it in step with the server. */
import { fromBase64 } from '#renderer/data/base64.ts';
import { type Blobs, sha256Of } from '#renderer/data/blobs.ts';
import { createBrowserBlobs } from '#renderer/data/browser-blobs.ts';
import { createLineJournal, startJournalThread } from '#renderer/data/browser-journal.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase, type StoreDatabase } from '#renderer/data/database.ts';
import { createDesktopBlobs } from '#renderer/data/desktop-blobs.ts';
import { createDesktopJournal } from '#renderer/data/desktop-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { createHotView } from '#renderer/data/hot-view.ts';
import { startInflating } from '#renderer/data/inflating.ts';
import type { Journal } from '#renderer/data/journal.ts';
import { createPacking } from '#renderer/data/packed.ts';
import { createRememberedJournal } from '#renderer/data/remembered-journal.ts';
import { createSealing, type Sealing } from '#renderer/data/sealing.ts';
import { createStamps } from '#renderer/data/stamps.ts';
import type { Desktop, StoreKey, StoreName } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/protocol/session.ts';
import { createAsking } from './asking.ts';
import { createBlobTransport } from './blob-transport.ts';
import { browserClock, browserLocks, browserRandom, openBrowserChannel } from './browser-ports.ts';
import { usualFolding } from './folder.ts';
import { createHttpTransport } from './http-transport.ts';
import { keepCopy, openStoreKey } from './store-key.ts';
import { openWindowStore } from './window-store.ts';

export type OpenClientOptions = {
  readonly session: Session;
  readonly token: string;
  /** Such as `http://127.0.0.1:4820`; empty where the page comes from the server itself. */
  readonly serverUrl: string;
  readonly desktop: Desktop | undefined;
  /** The company wants this computer to forget everything it keeps of this person. May be called again. */
  readonly onWiped: () => void;
};

export type OpenedClient = {
  /** Can show what was last seen before anything is opened. `sync.state().isLoaded` tells when the rows are in memory. */
  readonly client: RaiaClient;
  /** Rejects where the store cannot be opened, with a `JournalError` where this browser keeps no files. */
  readonly whole: Promise<void>;
};

/** Rejects with a `SyncError` where the key of the store is missing. */
export async function openClient(options: OpenClientOptions): Promise<OpenedClient> {
  const { session, token, serverUrl, desktop, onWiped } = options;
  const store = { spaceId: session.space.id, personId: session.person.id };
  const { ask } = createAsking({ serverUrl, token });
  const key = desktop === undefined ? null : await openStoreKey(desktop, store, ask);
  const sealing = key === null ? null : await toSealing(key);
  const inflating = startInflating(store);
  const packing = createPacking(sealing, inflating.inflateText);
  const db = openDatabase(store);
  const kept = desktop === undefined ? inBrowser(store, db) : onDesktop(desktop, store);
  // Without it the browser may clear the store when it needs room.
  void navigator.storage?.persist?.().catch(() => false);
  const client = openWindowStore({
    session,
    isSealed: key !== null,
    clock: browserClock,
    random: browserRandom,
    transport: createHttpTransport({ serverUrl, token }),
    journal: kept.journal,
    blobs: kept.blobs,
    blobTransport: createBlobTransport({ serverUrl, token }),
    sha256Of,
    pages: createDexiePages(db, packing),
    hot: createHotView(localStorage, store, packing),
    stamp: createStamps(localStorage, browserClock.now),
    channel: openBrowserChannel(`raia-${store.spaceId}-${store.personId}`),
    locks: browserLocks,
    folding: usualFolding,
  });
  const stops = [
    watchWindow(client.sync.nudge),
    client.sync.subscribe(() => {
      if (client.sync.state().connection === 'wiped') onWiped();
    }),
    ...(key === null ? [] : [onceLoaded(client, () => keepCopy({ ask, clock: browserClock, key, onWiped }))]),
  ];
  const close = async (): Promise<void> => {
    for (const stop of stops) stop();
    try {
      await client.close();
      await kept.close();
    } finally {
      inflating.end();
    }
  };
  return {
    client: { ...client, close },
    whole: Promise.all([db.ready(), kept.ready]).then(() => undefined),
  };
}

/** What must never be lost: in files, apart from the database. */
type Kept = {
  readonly journal: Journal;
  readonly blobs: Blobs;
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
};

function inBrowser(store: StoreName, db: StoreDatabase): Kept {
  const thread = startJournalThread(store);
  const blobs = createBrowserBlobs(store);
  const close = async (): Promise<void> => {
    await blobs.close();
    thread.end();
  };
  const journal = createRememberedJournal(createLineJournal(thread, db), browserClock);
  return { journal, blobs, ready: thread.started, close };
}

function onDesktop(desktop: Desktop, store: StoreName): Kept {
  const blobs = createDesktopBlobs(desktop, store);
  const journal = createDesktopJournal(desktop, store);
  return { journal, blobs, ready: Promise.resolve(), close: blobs.close };
}

/** When the work kept here is known. The answer stops it. */
function onceLoaded({ sync }: Pick<RaiaClient, 'sync'>, start: () => () => void): () => void {
  let stop: (() => void) | undefined;
  const stopListening = sync.subscribe(() => {
    if (stop === undefined && sync.state().isLoaded) stop = start();
  });
  return () => {
    stopListening();
    stop?.();
  };
}

function toSealing({ id, key }: StoreKey): Promise<Sealing> {
  return createSealing({ id, bytes: fromBase64(key) });
}

/** Tries at once when the window is looked at again or the network comes or goes. */
function watchWindow(nudge: () => void): () => void {
  const events = ['focus', 'online', 'offline'] as const;
  for (const event of events) globalThis.addEventListener(event, nudge);
  return () => {
    for (const event of events) globalThis.removeEventListener(event, nudge);
  };
}
