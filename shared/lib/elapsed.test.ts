import { expect, test } from 'vitest';
import { elapsedText } from './elapsed.ts';

test.each([
  [-5_000, '< 1 min'],
  [59_000, '< 1 min'],
  [60_000, '1 min'],
  [59 * 60_000, '59 min'],
  [120 * 60_000, '2 h'],
  [185 * 60_000, '3 h 05'],
  [24 * 3_600_000, '1 d'],
  [52 * 3_600_000, '2 d 4 h'],
])('%d ms read as "%s"', (ms, text) => {
  expect(elapsedText(ms)).toBe(text);
});
