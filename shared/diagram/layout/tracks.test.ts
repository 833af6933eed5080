import { expect, test } from 'vitest';
import { type Line, toTracks } from './tracks.ts';

/** A line that comes from the left at one height and leaves at another. */
function line(from: number, to: number, leaves: 'left' | 'right' = 'right'): Line {
  const towards = leaves === 'right' ? 1 : -1;
  const stubs = [
    { at: from, towards: -1 },
    { at: to, towards },
  ];
  return { from: Math.min(from, to), to: Math.max(from, to), stubs };
}

test('lines apart from each other share a track', () => {
  expect(toTracks([line(0, 10), line(50, 60)], [], 12)).toEqual({ track: [0, 0], count: 1 });
});

test('lines that would touch do not', () => {
  expect(toTracks([line(0, 10), line(20, 60)], [], 12).count).toBe(2);
});

test('lines stand in the order in which they do not cross', () => {
  const steep = line(0, 100);
  const inner = line(20, 120);
  // Both go down: the one from further down turns first.
  expect(toTracks([steep, inner], [], 12).track).toEqual([1, 0]);
  expect(toTracks([inner, steep], [], 12).track).toEqual([0, 1]);
});

test('a rule counts more than a crossing', () => {
  expect(toTracks([line(0, 100), line(20, 120)], [[0, 1]], 12).track).toEqual([0, 1]);
});
