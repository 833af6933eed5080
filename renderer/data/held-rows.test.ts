import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '#shared/domain/kinds.ts';
import { aTeam } from '../../test/support/builders.ts';
import { seed } from '../../test/support/seed.ts';
import { createHeldRows, type HeldChange } from './held-rows.ts';

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
    return { kind: 'team', id, ver, row: isGone ? null : row };
  });
/** A version is one state of one row. */
const changes = fc.uniqueArray(aChange, { selector: ({ id, ver }) => `${id} ${ver}`, maxLength: 30 });

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
        const newest = list.filter((change) => change.id === id).sort((one, other) => other.ver - one.ver)[0];
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
  rows.apply([{ kind: 'team', id: 'one', ver: 1, row: row(1, 'left') }], () => {});
  const touched: (string | null)[] = [];
  rows.apply([{ kind: 'team', id: 'one', ver: 2, row: row(2, 'right') }], ({ parent }) =>
    touched.push(parent),
  );
  expect(touched).toEqual(['left', 'right']);
});
