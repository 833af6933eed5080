/** The store of the app itself, opened as in a window, over a server that answers one first pull or is away. */

import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDexieJournal } from '#renderer/data/dexie-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import {
  browserClock,
  browserLocks,
  browserRandom,
  openBrowserChannel,
} from '#renderer/sync/browser-ports.ts';
import { usualFolding } from '#renderer/sync/folder.ts';
import { SyncError, type Transport } from '#renderer/sync/transport.ts';
import { openWindowStore } from '#renderer/sync/window-store.ts';
import { kinds } from '#shared/domain/kinds.ts';
import { aPerson } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import type { Contender } from '../peers/contender.ts';

export function raiaContender(): Contender {
  return {
    fill: async (text) => void (await openFilled(text)),
    load: async () => {
      const client = await openLoaded();
      return { count: countRows(client), rows: client };
    },
  };
}

const person = aPerson();
const session = { person, space: { id: idOf('space'), name: 'Casa Aurora' } };
export const raiaStore = { spaceId: session.space.id, personId: person.id };

/** Open, after a first pull that is answered with this text. */
export async function openFilled(text: string): Promise<RaiaClient> {
  const client = openStore(firstPull(text));
  await until(client, () => !client.sync.state().isFirstSync);
  return client;
}

/** Open without a server, with all rows of this computer in memory. */
async function openLoaded(): Promise<RaiaClient> {
  const client = openStore(away);
  await until(client, () => client.sync.state().isLoaded);
  return client;
}

function openStore(transport: Transport): RaiaClient {
  const db = openDatabase(raiaStore);
  return openWindowStore({
    session,
    transport,
    clock: browserClock,
    random: browserRandom,
    journal: createDexieJournal(db),
    pages: createDexiePages(db),
    channel: openBrowserChannel('raia-bench'),
    locks: browserLocks,
    folding: usualFolding,
  });
}

const unreachable = async (): Promise<never> => {
  throw new SyncError('unreachable');
};
const away: Transport = { push: unreachable, pull: unreachable, live: unreachable };

function firstPull(text: string): Transport {
  return { push: unreachable, pull: async () => text, live: async () => () => {} };
}

function countRows({ rows }: RaiaClient): number {
  return Object.keys(kinds).reduce((sum, kind) => sum + rows.all(kind as keyof typeof kinds).length, 0);
}

function until({ sync }: RaiaClient, isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      stop();
      resolve();
    };
    const stop = sync.subscribe(look);
    look();
  });
}
