import { expect, test } from 'vitest';
import { type Viewport, viewportOf } from './use-fit.ts';
import { zoomBy, zoomOfKey } from './zoom.ts';

const pressed = (key: string, parts = {}) => zoomOfKey({ key, ctrlKey: false, metaKey: false, ...parts });

test('plus and minus zoom and 0 shows all of it, unless the browser is meant', () => {
  expect(['+', '=', '-', '0', 'a'].map((key) => pressed(key))).toEqual(['in', 'in', 'out', 'all', undefined]);
  expect(pressed('0', { ctrlKey: true })).toBeUndefined();
  expect(pressed('+', { metaKey: true })).toBeUndefined();
});

const room = { width: 1000, height: 600 };

function allOf(drawing: typeof room): Viewport | undefined {
  const seen: Viewport[] = [];
  const setViewport = async (viewport: Viewport) => seen.push(viewport) > 0;
  zoomBy({ zoomIn: async () => true, zoomOut: async () => true, setViewport }, 'all', drawing, room);
  return seen[0];
}

test('a drawing that fits is shown whole as it was at first, however much it grew', () => {
  for (const width of [400, 800, 1000, 1400]) {
    const drawing = { width, height: 300 };
    expect(allOf(drawing)).toEqual(viewportOf(drawing, room, { x: width, y: 0 }));
  }
});

test('one that was too large to be read is shown whole, in the middle', () => {
  expect(viewportOf({ width: 4000, height: 600 }, room, { x: 0, y: 0 }).zoom).toBe(0.7);
  expect(allOf({ width: 4000, height: 600 })).toEqual({ x: 0, y: 225, zoom: 0.25 });
});
