import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPokes } from './pokes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const space = 'a space';
const intervalMs = 50;

/** Listeners by name, and what each holds at the moment. */
function aFloor(grants: Map<string, readonly string[]>) {
  const read: (readonly string[])[] = [];
  const heard: string[] = [];
  const pokes = createPokes({
    readGrants: async (_space, keys) => {
      read.push(keys);
      return new Map([...grants].filter(([key]) => keys.includes(key)));
    },
    onError: (error) => {
      throw error;
    },
  });
  let ver = 0;
  return {
    read,
    heard,
    forget: pokes.forget,
    listen: (key: string) =>
      pokes.listen({
        ...{ space, key },
        send: (frame) => heard.push(`${key} ${JSON.parse(frame.subarray(2).toString()).scope}`),
        close: () => heard.push(`${key} is over`),
      }),
    /** Something is committed to these scopes, and everybody is told. */
    commit: async (...scopes: readonly string[]) => {
      ver += 1;
      [read, heard].forEach((list) => {
        list.length = 0;
      });
      pokes.committed({ space, term: '', scopes: new Map(scopes.map((scope) => [scope, ver])) });
      await vi.advanceTimersByTimeAsync(intervalMs);
    },
  };
}

test('rights are read again of those it concerns, and of nobody else', async () => {
  const grants = new Map([
    ['lia', ['ref', 'team:a']],
    ['olga', ['ref', 'team:b']],
  ]);
  const { listen, commit, read, heard } = aFloor(grants);
  for (const key of grants.keys()) listen(key);
  await commit('team:a');
  // Nothing is known of those who have just come.
  expect([read, heard]).toEqual([[['lia', 'olga']], ['lia team:a']]);
  await commit('team:a');
  expect([read, heard]).toEqual([[['lia']], ['lia team:a']]);
  await commit('team:c');
  expect([read, heard]).toEqual([[], []]);
});

test('who was given a scope hears of it, because everybody hears of the rights of people', async () => {
  const grants = new Map([['olga', ['ref', 'team:b']]]);
  const { listen, commit, heard } = aFloor(grants);
  listen('olga');
  await commit('team:b');
  grants.set('olga', ['ref', 'team:a', 'team:b']);
  await commit('ref');
  await commit('team:a');
  expect(heard).toEqual(['olga team:a']);
});

test('who was given a scope in word that got lost hears of it, once that is noticed', async () => {
  const grants = new Map([['olga', ['ref', 'team:b']]]);
  const { listen, commit, forget, heard } = aFloor(grants);
  listen('olga');
  await commit('team:b');
  grants.set('olga', ['ref', 'team:a', 'team:b']);
  forget();
  await commit('team:a');
  expect(heard).toEqual(['olga team:a']);
});

test('rights that take long to read do not stand over those read after them', async () => {
  type Grants = ReadonlyMap<string, readonly string[]>;
  let answerSlowly = (_grants: Grants): void => {};
  const slow = new Promise<Grants>((resolve) => {
    answerSlowly = resolve;
  });
  const answers = [slow];
  const heard: string[] = [];
  const pokes = createPokes({
    readGrants: () => answers.shift() ?? Promise.resolve(new Map([['olga', ['ref', 'team:a']]])),
    onError: () => {},
  });
  pokes.listen({ space, key: 'olga', send: () => heard.push('poke'), close: () => {} });
  const commit = async (scope: string, ver: number): Promise<void> => {
    pokes.committed({ space, term: '', scopes: new Map([[scope, ver]]) });
    await vi.advanceTimersByTimeAsync(intervalMs);
  };
  await commit('ref', 1);
  await commit('ref', 2);
  answerSlowly(new Map([['olga', ['ref']]]));
  await vi.advanceTimersByTimeAsync(intervalMs);
  heard.length = 0;
  await commit('team:a', 3);
  expect(heard).toEqual(['poke']);
});

test('what is committed while rights are read slowly is told together after them', async () => {
  const reading: (() => void)[] = [];
  const told: number[] = [];
  const pokes = createPokes({
    readGrants: () =>
      new Promise((done) => reading.push(() => done(new Map([['lia', ['team:a', 'team:b']]])))),
    onError: (error) => {
      throw error;
    },
  });
  const send = (frame: Buffer) => told.push(JSON.parse(frame.subarray(2).toString()).ver);
  pokes.listen({ space, key: 'lia', send, close: () => {} });
  for (let ver = 1; ver <= 20; ver += 1) {
    pokes.committed({ space, term: '', scopes: new Map([[ver % 2 === 0 ? 'team:a' : 'team:b', ver]]) });
    await vi.advanceTimersByTimeAsync(intervalMs);
  }
  expect(reading).toHaveLength(1);
  reading[0]?.();
  await vi.advanceTimersByTimeAsync(intervalMs);
  expect(reading).toHaveLength(2);
  reading[1]?.();
  await vi.advanceTimersByTimeAsync(intervalMs);
  expect([reading.length, told]).toEqual([2, [1, 20, 19]]);
});

test('who lost a scope, or whose session is over, hears nothing of it', async () => {
  const grants = new Map([
    ['lia', ['ref', 'team:a']],
    ['ana', ['ref', 'team:a']],
  ]);
  const { listen, commit, heard } = aFloor(grants);
  for (const key of grants.keys()) listen(key);
  await commit('team:a');
  grants.set('lia', ['ref']);
  grants.delete('ana');
  await commit('team:a');
  expect(heard).toEqual(['ana is over']);
});

test('of many commits in a moment the first is told at once and the last when the moment is over', async () => {
  const told: number[] = [];
  const pokes = createPokes({
    readGrants: async () => new Map([['lia', ['team:a']]]),
    onError: (error) => {
      throw error;
    },
  });
  const send = (frame: Buffer) => told.push(JSON.parse(frame.subarray(2).toString()).ver);
  pokes.listen({ space, key: 'lia', send, close: () => {} });
  for (let ver = 1; ver <= 20; ver += 1) {
    pokes.committed({ space, term: '', scopes: new Map([['team:a', ver]]) });
    await vi.advanceTimersByTimeAsync(2);
  }
  expect(told).toEqual([1]);
  await vi.advanceTimersByTimeAsync(intervalMs);
  expect(told).toEqual([1, 20]);
});
