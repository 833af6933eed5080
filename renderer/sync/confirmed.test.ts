import { expect, test } from 'vitest';
import { createLocalView } from '#renderer/data/local-view.ts';
import { emptyMeta, PagesError, type PagesErrorKind } from '#renderer/data/pages.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { aCustomer, aPerson } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { aDisk, aMemoryPages } from '../../test/support/sync-disk.ts';
import { sumsOfRows } from '../../test/support/sync-life.ts';
import { aSimTime } from '../../test/support/sync-time.ts';
import { createConfirmed } from './confirmed.ts';
import { createLedger } from './ledger.ts';
import { createLoader } from './loader.ts';

const customer = {
  ...({ id: idOf('customer'), kind: 'customer', parent: null, ver: 2 } as const),
  doc: aCustomer(),
};
/** All of a scope, told anew, and nothing differs any more. */
const mending = {
  rowsText: JSON.stringify(customer),
  end: {
    ...{ end: true as const, head: 2, term: idOf('term'), fresh: false, restored: false, scopes: ['ref'] },
    ...{ lastMid: 0, outcomes: [], now: toInstant(0), sums: { ref: sumsOfRows([customer]) } },
  },
  settled: [],
  anew: 'ref',
};

/** Its store keeps one publication more, and fails then. */
async function aConfirmed(failure: PagesErrorKind) {
  const time = aSimTime();
  const clock = { now: time.now, after: time.after, pause: async () => {} };
  const disk = aDisk();
  const memory = aMemoryPages(disk);
  let publications = 0;
  const pages: typeof memory = {
    ...memory,
    publish: (...args) => {
      publications += 1;
      return publications === 2 ? Promise.reject(new PagesError(failure)) : memory.publish(...args);
    },
  };
  const person = aPerson();
  const view = createLocalView(toActor(person));
  const confirmed = createConfirmed({
    ...{ pages, clock, held: view.held, rows: view.rows, owner: person.id, meta: emptyMeta, setAside: 0 },
    hot: { begin: () => {} },
    loader: createLoader(pages, clock),
    ledger: createLedger({
      state: { client: { id: idOf('client'), lastMid: 0 }, mutations: [], drafts: [] },
      write: async () => {},
      newId: () => idOf('new'),
      onChange: () => {},
    }),
    folding: { atRecords: 100, leaving: 1 },
    epoch: await pages.takeLead(0),
    onPublished: (change) => view.update([], change),
    onWanting: () => {},
  });
  const change = await confirmed.load();
  view.update([], change);
  return { confirmed, disk };
}

test('a scope found mended that cannot be remembered so is no failure of its pull, and is found so again', async () => {
  const { confirmed, disk } = await aConfirmed('disk-full');
  await confirmed.publish(mending);
  expect(disk.meta).toMatchObject({ cursors: { ref: 2 }, mendings: [{ isMended: false }] });
  expect(confirmed.meta().mendings).toEqual(disk.meta.mendings);
  await confirmed.publish({ ...mending, rowsText: '', anew: null });
  expect(disk.meta.mendings).toMatchObject([{ rows: 1, isMended: true }]);
});

test('a later leader is heard of in whatever is published', async () => {
  const { confirmed } = await aConfirmed('stale-leader');
  await expect(confirmed.publish(mending)).rejects.toMatchObject({ kind: 'stale-leader' });
});
