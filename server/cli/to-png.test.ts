/** How large a picture may become. */
import { expect, test } from 'vitest';
import { scaleOf } from './to-png.ts';

test('a drawing has twice its pixels', () => {
  expect(scaleOf(1_600, 900)).toBe(2);
});

test.each([
  [8_000, 8_000],
  [100_000, 100_000],
  [16_000, 4_000],
])('one of %i by %i has no more pixels than fit into memory', (width, height) => {
  const scale = scaleOf(width, height);
  expect(width * scale * (height * scale)).toBeLessThanOrEqual(40_000_001);
});

test('a long one is no longer than pictures can be', () => {
  expect(200_000 * scaleOf(200_000, 10)).toBeCloseTo(16_000);
});
