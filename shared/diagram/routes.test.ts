import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isClear } from './geometry.ts';
import { type PlacedBox, routesBetween } from './routes.ts';

const at = (id: string, column: number, y: number): PlacedBox => ({
  id,
  column,
  box: { x: column * 160, y, width: 100, height: 40 },
});

test('neighbours on one level are joined by a straight line', () => {
  const routes = routesBetween([at('a', 0, 0), at('b', 1, 0)], [{ id: 'ab', from: 'a', to: 'b' }]);
  expect(routes.get('ab')).toEqual([
    { x: 100, y: 20 },
    { x: 160, y: 20 },
  ]);
});

test('a line forward turns in the free channel before its target', () => {
  const points = routesBetween([at('a', 0, 0), at('b', 1, 80)], [{ id: 'ab', from: 'a', to: 'b' }]).get('ab');
  expect(points?.map(({ x }) => x)).toEqual([100, 130, 130, 160]);
  expect(points?.at(-1)).toEqual({ x: 160, y: 100 });
});

test('a loop goes and comes back on lines that do not cover each other', () => {
  const routes = routesBetween(
    [at('a', 0, 0), at('b', 1, 80)],
    [
      { id: 'there', from: 'a', to: 'b' },
      { id: 'back', from: 'b', to: 'a' },
    ],
  );
  const back = routes.get('back');
  expect(back?.[0]).toEqual({ x: 210, y: 80 });
  expect(back?.at(-1)).toEqual({ x: 100, y: 20 });
});

test('two lines in one channel keep apart', () => {
  const routes = routesBetween(
    [at('a', 0, 0), at('b', 0, 200), at('c', 1, 100)],
    [
      { id: 'ac', from: 'a', to: 'c' },
      { id: 'bc', from: 'b', to: 'c' },
    ],
  );
  const turns = ['ac', 'bc'].map((id) => routes.get(id)?.[1]?.x);
  expect(new Set(turns).size).toBe(2);
});

test('a line past a box on its level goes around it', () => {
  const boxes = [at('a', 0, 0), at('b', 1, 0), at('c', 2, 0)];
  const points = routesBetween(boxes, [{ id: 'ac', from: 'a', to: 'c' }]).get('ac') ?? [];
  expect(
    isClear(
      points,
      boxes.filter(({ id }) => id === 'b').map(({ box }) => box),
      3,
    ),
  ).toBe(true);
});

test('every line is level or upright everywhere, and begins and ends on the border of its boxes', () => {
  const cell = fc.record({ column: fc.nat(4), row: fc.nat(4) });
  const cells = fc.uniqueArray(cell, {
    minLength: 2,
    maxLength: 8,
    selector: ({ column, row }) => `${column} ${row}`,
  });
  fc.assert(
    fc.property(cells, fc.nat(), fc.nat(), (places, one, other) => {
      const boxes = places.map(({ column, row }, index) => at(String(index), column, row * 90));
      const [from, to] = [one % boxes.length, other % boxes.length].map((index) => boxes[index] as PlacedBox);
      if (from === undefined || to === undefined) return;
      const points = routesBetween(boxes, [{ id: 'x', from: from.id, to: to.id }]).get('x') ?? [];
      points.slice(1).forEach((point, index) => {
        const before = points[index] ?? point;
        expect(point.x === before.x || point.y === before.y).toBe(true);
      });
      for (const [end, { box }] of [
        [points[0], from],
        [points.at(-1), to],
      ] as const) {
        const isOnSide = end?.x === box.x || end?.x === box.x + box.width;
        const isOnLevel = end?.y === box.y || end?.y === box.y + box.height;
        expect(isOnSide || isOnLevel).toBe(true);
      }
    }),
  );
});
