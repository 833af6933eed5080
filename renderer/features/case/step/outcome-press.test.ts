import { expect, test } from 'vitest';
import { isMeant, seenAfterMs } from './outcome-press.ts';

const press = { isRepeat: false, at: 5_000, shownAt: 1_000 };

test('a key completes a step that has been on screen for a moment', () => {
  expect(isMeant(press)).toBe(true);
  expect(isMeant({ ...press, at: press.shownAt + seenAfterMs })).toBe(true);
});

test('a held key, and one pressed before the step was seen, does nothing', () => {
  expect(isMeant({ ...press, isRepeat: true })).toBe(false);
  expect(isMeant({ ...press, at: press.shownAt + seenAfterMs - 1 })).toBe(false);
  // Pressed while the computer was busy bringing the step.
  expect(isMeant({ ...press, at: press.shownAt - 200 })).toBe(false);
  expect(isMeant({ ...press, shownAt: null })).toBe(false);
});
