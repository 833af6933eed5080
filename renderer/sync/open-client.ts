/** Opens the store of one person on this computer and keeps it in step with the server. */
import { sha256Of } from '#renderer/data/blobs.ts';
import { createBrowserBlobs } from '#renderer/data/browser-blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDesktopBlobs } from '#renderer/data/desktop-blobs.ts';
import { createDesktopJournal } from '#renderer/data/desktop-journal.ts';
import { createDexieJournal } from '#renderer/data/dexie-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import type { Desktop } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/protocol/session.ts';
import { createBlobTransport } from './blob-transport.ts';
import { browserClock, browserLocks, browserRandom, openBrowserChannel } from './browser-ports.ts';
import { usualFolding } from './folder.ts';
import { createHttpTransport } from './http-transport.ts';
import { openWindowStore } from './window-store.ts';

export type OpenClientOptions = {
  readonly session: Session;
  readonly token: string;
  /** Such as `http://127.0.0.1:4820`; empty where the page comes from the server itself. */
  readonly serverUrl: string;
  readonly desktop: Desktop | undefined;
};

/** `sync.state().isLoaded` tells when the rows are in memory. Rejects where the store itself cannot be opened. */
export async function openClient({
  session,
  token,
  serverUrl,
  desktop,
}: OpenClientOptions): Promise<RaiaClient> {
  const store = { spaceId: session.space.id, personId: session.person.id };
  const db = openDatabase(store);
  await db.dexie.open();
  // Without it the browser may clear the store when it needs room.
  void navigator.storage?.persist?.().catch(() => false);
  const blobs = desktop === undefined ? createBrowserBlobs(store) : createDesktopBlobs(desktop, store);
  const client = openWindowStore({
    session,
    clock: browserClock,
    random: browserRandom,
    transport: createHttpTransport({ serverUrl, token }),
    journal: desktop === undefined ? createDexieJournal(db) : createDesktopJournal(desktop, store),
    blobs,
    blobTransport: createBlobTransport({ serverUrl, token }),
    sha256Of,
    pages: createDexiePages(db),
    channel: openBrowserChannel(`raia-${store.spaceId}-${store.personId}`),
    locks: browserLocks,
    folding: usualFolding,
  });
  const stopWatching = watchWindow(client.sync.nudge);
  return {
    ...client,
    close: async () => {
      stopWatching();
      await client.close();
      await blobs.close();
    },
  };
}

/** Tries at once when the window is looked at again or the network comes or goes. */
function watchWindow(nudge: () => void): () => void {
  const events = ['focus', 'online', 'offline'] as const;
  for (const event of events) globalThis.addEventListener(event, nudge);
  return () => {
    for (const event of events) globalThis.removeEventListener(event, nudge);
  };
}
