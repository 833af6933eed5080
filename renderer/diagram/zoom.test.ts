import { expect, test } from 'vitest';
import { zoomOfKey } from './zoom.ts';

const pressed = (key: string, parts = {}) => zoomOfKey({ key, ctrlKey: false, metaKey: false, ...parts });

test('plus and minus zoom and 0 shows all of it, unless the browser is meant', () => {
  expect(['+', '=', '-', '0', 'a'].map((key) => pressed(key))).toEqual(['in', 'in', 'out', 'all', undefined]);
  expect(pressed('0', { ctrlKey: true })).toBeUndefined();
  expect(pressed('+', { metaKey: true })).toBeUndefined();
});
