/** The store of the app itself, opened as in a window, over a server that answers one first pull or is away. */

import { sha256Of } from '#renderer/data/blobs.ts';
import { createBrowserBlobs } from '#renderer/data/browser-blobs.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDexieJournal } from '#renderer/data/dexie-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { createPacking, type Packing } from '#renderer/data/packed.ts';
import { createSealing } from '#renderer/data/sealing.ts';
import { type CaseList, type CaseTable, createCaseTable } from '#renderer/features/queue/case-table.ts';
import { readHotText, toHotText } from '#renderer/features/queue/hot-queue.ts';
import { type QueueQuery, queueOrders, queueViews } from '#renderer/features/queue/queue-query.ts';
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
import { must } from '#shared/lib/must.ts';
import { aPerson } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { type Contender, pageLength, timed } from '../peers/contender.ts';

export function raiaContender(): Contender {
  let filled: RaiaClient | undefined;
  return {
    fill: async (text) => {
      filled = await openFilled(text);
    },
    keepFirst: async () => {
      const client = must(filled, 'a filled store');
      client.hot.keep(must(toHotText(everyOpenCase, listOf(client)), 'the list of a whole view'));
      while ((await client.hot.read()) === null) await browserClock.pause();
    },
    load: async () => {
      const client = await openLoaded();
      return { count: countRows(client), rows: client };
    },
    first: async () => readHotText(await (await openStore(away)).hot.read(), everyOpenCase)?.list.length ?? 0,
    lists: async (rounds) => {
      const client = await openLoaded();
      const table = tableOf(client);
      const times: number[] = [];
      for (let round = 0; round < rounds; round++)
        for (const view of queueViews)
          for (const order of queueOrders)
            await timed(times, () => {
              const list = table.select(
                { ...everyOpenCase, view, order },
                someone(client, round),
                pageLength,
              );
              for (let nth = 0; nth < list.length; nth++) list.itemAt(nth);
            });
      return { indexed: times, plain: times };
    },
  };
}

const everyOpenCase: QueueQuery = { view: 'open', order: 'changed', tone: null, stepId: null, text: '' };

function listOf(client: RaiaClient): CaseList {
  return tableOf(client).select(everyOpenCase, client.actor.id);
}

function tableOf({ rows }: RaiaClient): CaseTable {
  const table = createCaseTable();
  const cases = rows.all('case');
  table.update({ cases, versions: rows.all('flow-version'), customers: rows.all('customer') });
  return table;
}

/** Who has cases, another one each time. */
function someone({ rows }: RaiaClient, nth: number): string {
  const cases = rows.all('case');
  return cases[(nth * 7) % cases.length]?.doc.assigneeId ?? '';
}

const person = aPerson();
const session = { person, space: { id: idOf('space'), name: 'Casa Aurora' } };
export const raiaStore = { spaceId: session.space.id, personId: person.id };

/** Open, after a first pull that is answered with this text. */
export async function openFilled(text: string): Promise<RaiaClient> {
  const client = await openStore(firstPull(text));
  await until(client, () => !client.sync.state().isFirstSync);
  return client;
}

/** Open without a server, with all rows of this computer in memory. */
async function openLoaded(): Promise<RaiaClient> {
  const client = await openStore(away);
  await until(client, () => client.sync.state().isLoaded);
  return client;
}

/** As on the desktop: deflated, then sealed. */
export async function packing(): Promise<Packing> {
  return createPacking(await createSealing({ id: idOf('key'), bytes: new Uint8Array(32) }));
}

async function openStore(transport: Transport): Promise<RaiaClient> {
  const db = openDatabase(raiaStore);
  return openWindowStore({
    session,
    transport,
    clock: browserClock,
    random: browserRandom,
    journal: createDexieJournal(db),
    blobs: createBrowserBlobs(raiaStore),
    blobTransport: { findOffset: unreachable, append: unreachable, download: unreachable },
    sha256Of,
    pages: createDexiePages(db, await packing()),
    isSealed: true,
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
