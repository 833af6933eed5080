import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countPlace, isClear, labelPlaces, type Point, roundedPath, withArrow } from './geometry.ts';

const point = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 900 }) });
const line = fc.array(point, { minLength: 2, maxLength: 6 });

describe('rounded path', () => {
  test('a straight line stays straight', () => {
    expect(
      roundedPath(
        [
          { x: 0, y: 5 },
          { x: 40, y: 5 },
        ],
        10,
      ),
    ).toBe('M0 5 L40 5');
  });

  test('a corner is cut by the radius on both sides', () => {
    const path = roundedPath(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 50, y: 50 },
      ],
      10,
    );
    expect(path).toBe('M0 0 L40 0 Q50 0 50 10 L50 50');
  });

  test('two near corners share the line between them', () => {
    const path = roundedPath(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 50, y: 6 },
        { x: 90, y: 6 },
      ],
      10,
    );
    expect(path).toBe('M0 0 L47 0 Q50 0 50 3 L50 3 Q50 6 53 6 L90 6');
  });

  test('every path begins at the first point, ends at the last and has finite numbers', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: 40 }), (points, radius) => {
        const path = roundedPath(points, radius);
        const [first, last] = [points[0], points.at(-1)];
        expect(path).not.toMatch(/NaN|Infinity/);
        expect(path.startsWith(`M${first?.x} ${first?.y}`)).toBe(true);
        if (path.includes('L')) expect(path.endsWith(`${last?.x} ${last?.y}`)).toBe(true);
      }),
    );
  });
});

describe('arrow', () => {
  test('its tip is where the line ended, and the line stops at its neck', () => {
    const { line: shaft, head } = withArrow(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
      ],
      8,
    );
    expect(shaft.at(-1)).toEqual({ x: 42, y: 0 });
    expect(head).toBe('M50 0 L42 4 L42 -4 Z');
  });
});

describe('labels', () => {
  const bent: readonly Point[] = [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 100 },
  ];

  test('a name stands beside a line that is mostly upright, and under one that is mostly level', () => {
    const best = (points: readonly Point[]) =>
      labelPlaces(points).toSorted((a, b) => a.cost - b.cost)[0]?.place;
    expect(best(bent)).toMatchObject({ stands: 'beside', x: 30, y: 50 });
    expect(best([...bent, { x: 230, y: 100 }])).toMatchObject({ stands: 'under', x: 130, y: 100 });
  });

  test('a count sits in the middle of the longest part', () => {
    expect(countPlace(bent)).toMatchObject({ stands: 'on', x: 30, y: 50 });
  });
});

test('a line is clear of a box only outside its margin', () => {
  const box = { x: 40, y: 10, width: 20, height: 20 };
  const level = (y: number) => [
    { x: 0, y },
    { x: 100, y },
  ];
  expect(isClear(level(20), [box], 3)).toBe(false);
  expect(isClear(level(8), [box], 3)).toBe(false);
  expect(isClear(level(6), [box], 3)).toBe(true);
});
