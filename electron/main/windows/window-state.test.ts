import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWindowState, writeWindowState } from './window-state.ts';

const root = mkdtempSync(path.join(tmpdir(), 'raia-window-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const file = path.join(root, 'window.json');
const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const state = { x: 100, y: 50, width: 1440, height: 900, isMaximized: false };

test('a window opens where it was', () => {
  writeWindowState(file, state);
  expect(readWindowState(file, [screen])).toEqual(state);
});

test('a window that would be out of reach opens in the middle instead', () => {
  for (const away of [{ x: 1900 }, { x: -1400 }, { y: -20 }, { y: 1060 }]) {
    writeWindowState(file, { ...state, ...away });
    expect([away, readWindowState(file, [screen])]).toEqual([away, undefined]);
  }
  writeWindowState(file, { ...state, x: -1400 });
  expect(readWindowState(file, [screen, { ...screen, x: -1920 }])).toBeDefined();
});

test('a file that makes no sense is ignored', () => {
  for (const text of ['', 'null', '{"x":1}', JSON.stringify({ ...state, width: 3 })]) {
    writeFileSync(file, text);
    expect([text, readWindowState(file, [screen])]).toEqual([text, undefined]);
  }
  expect(readWindowState(path.join(root, 'missing.json'), [screen])).toBeUndefined();
});
