import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '#shared/domain/kinds.ts';
import { aTeam } from '../../test/support/builders.ts';
import { seed } from '../../test/support/seed.ts';
import { createHeldRows, type HeldChange, heldInSlices } from './held-rows.ts';

const ids = ['one', 'two', 'three'];
const aChange = fc
  .record({
    id: fc.constantFrom(...ids),
    ver: fc.integer({ min: 1, max: 20 }),
    parent: fc.constantFrom(null, 'left', 'right'),
    isGone: fc.boolean(),
  })
  .map(({ id, ver, parent, isGone }): HeldChange => {
    const row: Row = { kind: 'team', id, parent, ver, doc: aTeam({ name: `${id} ${ver}` }) };
    return { kind: 'team', id, at: ver, row: isGone ? null : row };
  });
/** A version is one state of one row. */
const changes = fc.uniqueArray(aChange, { selector: ({ id, at }) => `${id} ${at}`, maxLength: 30 });

function held(list: readonly HeldChange[]) {
  const rows = createHeldRows();
  rows.apply(list, () => {});
  return rows;
}

test('whatever the order rows arrive in, the newest version of each stays', () => {
  fc.assert(
    fc.property(changes, fc.infiniteStream(fc.nat()), (list, order) => {
      const keys = [...order.take(list.length)];
      const shuffled = list.map((_, n) => n).sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
      const rows = held(shuffled.flatMap((n) => list[n] ?? []));
      for (const id of ids) {
        const newest = list.filter((change) => change.id === id).sort((one, other) => other.at - one.at)[0];
        expect(rows.find('team', id)).toBe(newest?.row ?? undefined);
      }
    }),
    { seed },
  );
});

test('the children of a row are those that name it, each once', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const rows = held(list);
      for (const parent of ['left', 'right']) {
        const expected = [...rows.all('team')].filter((row) => row.parent === parent);
        expect(new Set(rows.childrenOf('team', parent))).toEqual(new Set(expected));
      }
    }),
    { seed },
  );
});

test('a row that changes its parent touches both families', () => {
  const rows = createHeldRows();
  const doc = aTeam();
  const row = (ver: number, parent: string): Row => ({ kind: 'team', id: 'one', parent, ver, doc });
  rows.apply([{ kind: 'team', id: 'one', at: 1, row: row(1, 'left') }], () => {});
  const touched: (string | null)[] = [];
  rows.apply([{ kind: 'team', id: 'one', at: 2, row: row(2, 'right') }], ({ parent }) =>
    touched.push(parent),
  );
  expect(touched).toEqual(['left', 'right']);
});

test('a row that left and came back as it was is held, and what is older than its return is not', () => {
  const doc = aTeam({ name: 'one' });
  const row: Row = { kind: 'team', id: 'one', parent: null, ver: 1, doc };
  const came: HeldChange = { kind: 'team', id: 'one', at: 1, row };
  const left: HeldChange = { kind: 'team', id: 'one', at: 2, row: null };
  const returned: HeldChange = { kind: 'team', id: 'one', at: 3, row };
  for (const order of [
    [came, left, returned],
    [returned, left, came],
    [left, returned, came, left],
  ])
    expect([...held(order).all('team')]).toEqual([row]);
  expect([...held([came, returned, left, { ...left, at: 4 }]).all('team')]).toEqual([]);
});

test('a first sync is put together a part at a time, and the window answers in between', async () => {
  const doc = aTeam();
  const list = Array.from({ length: 9_000 }, (_, n): HeldChange => {
    const row: Row = { kind: 'team', id: `team ${n}`, parent: null, ver: n, doc };
    return { kind: 'team', id: row.id, at: n, row };
  });
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const rows = await heldInSlices(list, { now: () => 0, after: () => () => {}, pause });
  expect([...rows.all('team')]).toEqual(list.map(({ row }) => row));
  expect(pauses).toBeGreaterThan(3);
});
