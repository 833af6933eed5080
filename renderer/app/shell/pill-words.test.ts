import { expect, test } from 'vitest';
import type { SyncState } from '#renderer/data/client.ts';
import { canTakeAlong, pillMood, pillRest } from './pill-words.ts';

const calm: SyncState = {
  connection: 'online',
  pending: 0,
  refused: 0,
  notKeeping: null,
  setAside: 0,
  files: { waiting: 0, sending: null, hasNoRoom: false, damaged: [] },
  lastContactAt: 0,
  mendings: [],
  isLoaded: true,
  isFirstSync: false,
  beginning: null,
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
  const worst: SyncState = { ...calm, connection: 'offline', pending: 3, notKeeping: 'disk-full' };
  expect(pillMood(worst, 1)).toBe('disk-full');
  expect(pillMood({ ...worst, notKeeping: 'failed' }, 1)).toBe('cannot-keep');
  expect(pillMood({ ...worst, notKeeping: null }, 1)).toBe('needs-you');
  expect(pillMood({ ...worst, notKeeping: null, connection: 'signed-out' }, 1)).toBe('signed-out');
  expect(pillMood({ ...worst, notKeeping: null, connection: 'server-older' }, 1)).toBe('needs-update');
});

test('what needs somebody hides neither that one is offline nor how much waits', () => {
  const rest = (parts: Partial<SyncState>, asking = 1) => {
    const state = { ...calm, ...parts };
    return pillRest(state, pillMood(state, asking));
  };
  expect(rest({ connection: 'offline', pending: 2 })).toBe('offline');
  expect(rest({ connection: 'offline', notKeeping: 'disk-full' })).toBe('offline');
  expect(rest({ pending: 2 })).toBe('sending');
  expect(rest({ files: { ...calm.files, waiting: 1 } })).toBe('sending-files');
  expect(rest({ connection: 'signed-out', pending: 2 })).toBe('kept');
  expect(rest({ connection: 'connecting', pending: 2 }, 0)).toBe('kept');
  expect(rest({})).toBeNull();
});

test('nothing is said twice', () => {
  for (const parts of [{ connection: 'offline', pending: 2 }, { pending: 2 }, {}] as const) {
    const state = { ...calm, ...parts };
    expect(pillRest(state, pillMood(state, 0))).toBeNull();
  }
});

test('what waits while the server is out of reach can be taken along in a file, and nothing else', () => {
  const files = { ...calm.files, waiting: 1 };
  for (const connection of ['offline', 'connecting'] as const) {
    expect(canTakeAlong({ ...calm, connection, pending: 1 })).toBe(true);
    expect(canTakeAlong({ ...calm, connection, files })).toBe(true);
    expect(canTakeAlong({ ...calm, connection })).toBe(false);
  }
  expect(canTakeAlong({ ...calm, pending: 1 })).toBe(false);
  expect(canTakeAlong({ ...calm, connection: 'wiped', pending: 1 })).toBe(false);
});
