import { expect, test } from 'vitest';
import type { SyncState } from '#renderer/data/client.ts';
import { pillMood } from './pill-words.ts';

const calm: SyncState = {
  connection: 'online',
  pending: 0,
  refused: 0,
  isDiskFull: false,
  setAside: 0,
  files: { waiting: 0, sending: null, hasNoRoom: false, damaged: [] },
  lastContactAt: 0,
  isLoaded: true,
  isFirstSync: false,
  isLeader: true,
};

test('it is up to date only when nothing waits and the server was reached', () => {
  expect(pillMood(calm, 0)).toBe('up-to-date');
  expect(pillMood({ ...calm, pending: 1 }, 0)).toBe('sending');
  expect(pillMood({ ...calm, connection: 'connecting' }, 0)).toBe('connecting');
  expect(pillMood({ ...calm, connection: 'offline' }, 0)).toBe('offline');
});

test('files that wait are told after everything written has gone', () => {
  const files = { ...calm.files, waiting: 2 };
  expect(pillMood({ ...calm, files }, 0)).toBe('sending-files');
  expect(pillMood({ ...calm, files, pending: 1 }, 0)).toBe('sending');
  expect(pillMood({ ...calm, files, connection: 'offline' }, 0)).toBe('offline');
});

test('a computer with unreadable records is never called up to date', () => {
  expect(pillMood({ ...calm, setAside: 1 }, 0)).toBe('set-aside');
  expect(pillMood({ ...calm, setAside: 1, pending: 1 }, 0)).toBe('sending');
});

test('what is more urgent is told first', () => {
  const worst: SyncState = { ...calm, connection: 'offline', pending: 3, isDiskFull: true };
  expect(pillMood(worst, 1)).toBe('disk-full');
  expect(pillMood({ ...worst, isDiskFull: false }, 1)).toBe('needs-you');
  expect(pillMood({ ...worst, isDiskFull: false, connection: 'signed-out' }, 1)).toBe('signed-out');
  expect(pillMood({ ...worst, isDiskFull: false, connection: 'server-older' }, 1)).toBe('needs-update');
});
