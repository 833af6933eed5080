import { expect, test } from 'vitest';
import { createHeldRows } from '#renderer/data/held-rows.ts';
import type { Mending } from '#renderer/data/pages.ts';
import { toInstant } from '#shared/lib/instant.ts';
import type { PullEnd } from '#shared/protocol/messages.ts';
import { aCustomer, aPerson } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { sumsOfRows } from '../../test/support/sync-life.ts';
import { createMender } from './mender.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const doc = aCustomer();
const customer = (name: string, ver: number) =>
  ({ id: idOf(name), kind: 'customer', parent: null, ver, doc }) as const;
const line = (row: object) => JSON.stringify(row);

function aMender() {
  const held = createHeldRows();
  let now = 1_000_000 * minute;
  let mendings: readonly Mending[] = [];
  const mender = createMender({
    held: () => held,
    owner: aPerson().id,
    clock: { now: () => now, after: () => () => {}, pause: async () => {} },
    mendings: () => mendings,
  });
  const end: PullEnd = {
    ...{ end: true, head: 9, term: idOf('term'), fresh: false, restored: false, scopes: ['ref'] },
    ...{ lastMid: 0, outcomes: [], now: toInstant(0) },
  };
  return {
    held,
    mender,
    wait: (ms: number) => {
      now += ms;
    },
    hold: (...rows: ReturnType<typeof customer>[]) =>
      held.apply(rows.map((row) => ({ kind: row.kind, id: row.id, at: row.ver, row }))),
    mend: (...lines: string[]) => {
      const mended = mender.mend({ rowsText: lines.join('\n'), end, settled: [], anew: 'ref' });
      mendings = mended.mendings;
      return mended;
    },
    compare: async (...theirs: ReturnType<typeof customer>[]) => {
      mendings = await mender.compare({ ref: sumsOfRows(theirs) });
      return mendings;
    },
  };
}

test('sums are asked for at once and then once a minute', async () => {
  const { mender, compare, wait } = aMender();
  expect(mender.comparing()).toEqual({ wantsSums: true, anew: null });
  await compare();
  expect(mender.comparing()).toEqual({ wantsSums: false, anew: null });
  wait(minute);
  expect(mender.comparing().wantsSums).toBe(true);
});

test('of a scope fetched anew only what was not as it should be is published, as of now', () => {
  const { hold, mend } = aMender();
  hold(customer('same', 3), customer('older', 4), customer('too many', 5));
  const { rowsText, mendings } = mend(
    ...[customer('same', 3), customer('older', 6), customer('missing', 2)].map(line),
  );
  const published = rowsText.split('\n').map((text): object => JSON.parse(text));
  expect(published).toEqual([
    { ...customer('older', 6), at: 9 },
    { ...customer('missing', 2), at: 9 },
    { id: idOf('too many'), kind: 'customer', parent: null, ver: 9, gone: true },
  ]);
  expect(mendings).toMatchObject([{ scope: 'ref', rows: 3, tries: 1, isMended: false }]);
});

test('what cannot be read, and news of what left, is published as it came', () => {
  const { mend } = aMender();
  const lines = ['not a row', line({ id: idOf('x'), kind: 'case', parent: null, ver: 7, gone: true })];
  expect(mend(...lines).rowsText).toBe(lines.join('\n'));
});

test('a scope that is as it should be afterwards is mended', async () => {
  const { mender, compare, mend, hold } = aMender();
  await compare(customer('one', 1));
  expect(mender.comparing()).toEqual({ wantsSums: true, anew: 'ref' });
  mend(line(customer('one', 1)));
  hold(customer('one', 1));
  expect(await compare(customer('one', 1))).toMatchObject([{ rows: 1, isMended: true }]);
  expect(mender.comparing().anew).toBeNull();
});

test('a scope that differs again waits, twice as long each time and a day at most', async () => {
  const { mender, compare, mend, wait } = aMender();
  await compare(customer('one', 1));
  for (const waits of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]) {
    expect(mender.comparing().anew).toBe('ref');
    mend();
    expect(await compare(customer('one', 1))).toMatchObject([{ isMended: false }]);
    expect(mender.comparing().anew).toBeNull();
    wait(waits * minute - 1);
    await compare(customer('one', 1));
    expect(mender.comparing().anew).toBeNull();
    wait(1);
    await compare(customer('one', 1));
  }
});

test('a mended scope counts from the beginning after a day', async () => {
  const { compare, mend, hold, wait } = aMender();
  await compare(customer('one', 1));
  const missing = () => mend(line(customer('one', 1))).mendings;
  missing();
  await compare();
  expect(missing()).toMatchObject([{ tries: 2 }]);
  hold(customer('one', 1));
  expect(await compare(customer('one', 1))).toMatchObject([{ isMended: true }]);
  wait(day + 1);
  expect(mend().mendings).toMatchObject([{ tries: 1 }]);
});

test('where nothing was found wrong after all, nothing is remembered', async () => {
  const { compare, mend, hold } = aMender();
  await compare(customer('one', 1));
  hold(customer('one', 1));
  mend(line(customer('one', 1)));
  expect(await compare(customer('one', 1))).toEqual([]);
});

test('what was mended while that could not be remembered is found to be so the next time', async () => {
  const { mend, hold, compare, wait } = aMender();
  mend(line(customer('one', 1)));
  hold(customer('one', 1));
  wait(minute);
  expect(await compare(customer('one', 1))).toMatchObject([{ rows: 1, isMended: true }]);
});
