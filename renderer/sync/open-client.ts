/** Opens the store of one person on this computer and keeps it in step with the server. */
import { sha256Of } from '#renderer/data/blobs.ts';
import { createBrowserBlobs } from '#renderer/data/browser-blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDesktopBlobs } from '#renderer/data/desktop-blobs.ts';
import { createDesktopJournal } from '#renderer/data/desktop-journal.ts';
import { createDexieJournal } from '#renderer/data/dexie-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { createPacking } from '#renderer/data/packed.ts';
import { createSealing, type Sealing } from '#renderer/data/sealing.ts';
import type { Desktop, StoreKey } from '#shared/ipc/contract.ts';
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

/**
 * `sync.state().isLoaded` tells when the rows are in memory. Rejects where the
 * store itself cannot be opened, with a `SyncError` where only its key is missing.
 */
export async function openClient(options: OpenClientOptions): Promise<RaiaClient> {
  const { session, token, serverUrl, desktop, onWiped } = options;
  const store = { spaceId: session.space.id, personId: session.person.id };
  const { ask } = createAsking({ serverUrl, token });
  const key = desktop === undefined ? null : await openStoreKey(desktop, store, ask);
  const db = openDatabase(store);
  await db.dexie.open();
  // Without it the browser may clear the store when it needs room.
  void navigator.storage?.persist?.().catch(() => false);
  const blobs = desktop === undefined ? createBrowserBlobs(store) : createDesktopBlobs(desktop, store);
  const client = openWindowStore({
    session,
    isSealed: key !== null,
    clock: browserClock,
    random: browserRandom,
    transport: createHttpTransport({ serverUrl, token }),
    journal: desktop === undefined ? createDexieJournal(db) : createDesktopJournal(desktop, store),
    blobs,
    blobTransport: createBlobTransport({ serverUrl, token }),
    sha256Of,
    pages: createDexiePages(db, createPacking(key === null ? null : await toSealing(key))),
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
  return {
    ...client,
    close: async () => {
      for (const stop of stops) stop();
      await client.close();
      await blobs.close();
    },
  };
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
  return createSealing({ id, bytes: Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)) });
}

/** Tries at once when the window is looked at again or the network comes or goes. */
function watchWindow(nudge: () => void): () => void {
  const events = ['focus', 'online', 'offline'] as const;
  for (const event of events) globalThis.addEventListener(event, nudge);
  return () => {
    for (const event of events) globalThis.removeEventListener(event, nudge);
  };
}
