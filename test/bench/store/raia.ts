/** The store of the app itself, opened as in a window, over a server that answers one first pull or is away. */

import { sha256Of } from '#renderer/data/blobs.ts';
import { createBrowserBlobs } from '#renderer/data/browser-blobs.ts';
import { createLineJournal, startJournalThread } from '#renderer/data/browser-journal.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { inflateText } from '#renderer/data/deflate.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { createHotView } from '#renderer/data/hot-view.ts';
import { startInflating } from '#renderer/data/inflating.ts';
import { createPacking, type Packing } from '#renderer/data/packed.ts';
import { createSealing } from '#renderer/data/sealing.ts';
import { createStamps } from '#renderer/data/stamps.ts';
import { type CaseList, type CaseTable, createCaseTable } from '#renderer/features/queue/case-table.ts';
import { readHotText, toHotText } from '#renderer/features/queue/hot-queue.ts';
import type { CaseQuery, QueueQuery } from '#renderer/features/queue/queue-query.ts';
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
import { type Contender, listOrders, listViews, pageLength, timed } from '../peers/contender.ts';

export function raiaContender(): Contender {
  let filled: RaiaClient | undefined;
  return {
    fill: async (text) => {
      filled = await openFilled(text);
    },
    rest: async () => {
      const client = must(filled, 'a filled store');
      client.hot.keep(must(toHotText(everyOpenCase, listOf(client)), 'the list of a whole view'));
      while ((await client.hot.read()) === null) await browserClock.pause();
      await untilDeflated();
    },
    load: async () => {
      const client = await openLoaded();
      return { count: countRows(client), rows: client };
    },
    first: async () => readHotText(await (await openStore(away)).hot.read(), everyOpenCase)?.list.length ?? 0,
    lists: async (rounds) => {
      const client = await openLoaded();
      const table = tableOf(client);
      const me = someone(client);
      // The clock of a browser is too coarse for one page.
      const pages = (query: CaseQuery, fromOf: (nth: number) => number): void => {
        for (let page = 0; page < pagesAtOnce; page++) {
          const list = table.select(query, me);
          const from = fromOf(page);
          for (let nth = from; nth < Math.min(from + pageLength, list.length); nth++) list.itemAt(nth);
        }
      };
      const everyCase: CaseQuery = { ...everyOpenCase, view: 'any' };
      const plain: number[] = [];
      for (let round = 0; round < rounds; round++)
        await timed(plain, () => pages(everyCase, (page) => page * pageLength));
      const lists = new Map<string, number[]>();
      for (const view of listViews)
        for (const order of listOrders) {
          const times: number[] = [];
          lists.set(`${view} ${order}`, times);
          const query = { ...everyOpenCase, view, order };
          for (let round = 0; round < rounds; round++) await timed(times, () => pages(query, () => 0));
        }
      const ofOne = (times: readonly number[]) => times.map((ms) => ms / pagesAtOnce);
      return {
        plain: ofOne(plain),
        lists: Object.fromEntries([...lists].map(([name, times]) => [name, ofOne(times)])),
      };
    },
  };
}

const pagesAtOnce = 100;
const everyOpenCase: QueueQuery = { view: 'open', order: 'changed', laneKey: null, stepKey: null, text: '' };

function listOf(client: RaiaClient): CaseList {
  return tableOf(client).select(everyOpenCase, client.actor().id);
}

function tableOf({ rows }: RaiaClient): CaseTable {
  const table = createCaseTable('pt-BR');
  const cases = rows.all('case');
  table.update({ cases, versions: rows.all('flow-version'), customers: rows.all('customer') });
  return table;
}

/** Who has cases. */
function someone({ rows }: RaiaClient): string {
  return must(
    rows.all('case').find(({ doc }) => doc.assigneeId !== null)?.doc.assigneeId,
    'a case of somebody',
  );
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

/** What was kept as it came is deflated behind it. */
export async function untilDeflated(): Promise<void> {
  const pages = createDexiePages(openDatabase(raiaStore), createPacking(null, inflateText));
  while ((await pages.meta()).rawFrom !== null)
    await new Promise<void>((resolve) => browserClock.after(100, resolve));
  await pages.close();
}

/** As on the desktop: deflated, then sealed. */
export async function packing(): Promise<Packing> {
  const sealing = await createSealing({ id: idOf('key'), bytes: new Uint8Array(32) });
  return createPacking(sealing, startInflating(raiaStore).inflateText);
}

async function openStore(transport: Transport): Promise<RaiaClient> {
  const [db, packed] = [openDatabase(raiaStore), await packing()];
  return openWindowStore({
    session,
    transport,
    clock: browserClock,
    random: browserRandom,
    journal: createLineJournal(startJournalThread(raiaStore), db),
    blobs: createBrowserBlobs(raiaStore),
    blobTransport: { findOffset: unreachable, append: unreachable, download: unreachable },
    sha256Of,
    pages: createDexiePages(db, packed),
    hot: createHotView(localStorage, raiaStore, packed),
    stamp: createStamps(localStorage, browserClock.now),
    isSealed: true,
    channel: openBrowserChannel('raia-bench'),
    locks: browserLocks,
    folding: usualFolding,
  });
}

const unreachable = async (): Promise<never> => {
  throw new SyncError('unreachable');
};
const away: Transport = {
  push: unreachable,
  pull: unreachable,
  snapshotPage: unreachable,
  archive: unreachable,
  live: unreachable,
};

/** Who has read that far hears nothing new. */
function firstPull(text: string): Transport {
  const nothingNew = text.slice(text.lastIndexOf('\n') + 1).replace('"fresh":true', '"fresh":false');
  const pull: Transport['pull'] = async ({ term }) => (term === null ? text : nothingNew);
  return { ...away, pull, live: async () => () => {} };
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
