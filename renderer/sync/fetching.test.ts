import { expect, test } from 'vitest';
import { fetchAll } from '#renderer/data/fetch-all.ts';
import { must } from '#shared/lib/must.ts';
import { hours } from '#test/support/builders.ts';
import { sha256Of } from '#test/support/sha256.ts';
import { aDisk, aMemoryBlobs } from '#test/support/sync-disk.ts';
import { aSimTime } from '#test/support/sync-time.ts';
import { startFetching } from './fetching.ts';
import { createFiles } from './files.ts';
import { SyncError } from './transport.ts';

const contents = [1, 2, 3].map((n) => new Uint8Array(n).fill(n));
const hashes = contents.map(sha256Of);
const nth = (n: number): string => must(hashes[n], 'a hash');
const [first, second, third] = [nth(0), nth(1), nth(2)];

/** A computer whose server has three files, and what it asked for. */
function aComputer() {
  const time = aSimTime();
  const disk = aDisk();
  const asked: string[] = [];
  /** How the server fails over a file, by its hash. */
  const failing = new Map<string, Error>();
  const state = { mayRun: true };
  const files = createFiles({
    blobs: aMemoryBlobs(disk, time.now),
    blobTransport: {
      findOffset: async () => undefined,
      append: async () => ({ kind: 'not-found' }),
      download: async (sha256) => {
        asked.push(sha256);
        const failure = failing.get(sha256);
        if (failure !== undefined) throw failure;
        return contents[hashes.indexOf(sha256)];
      },
    },
    sha256Of: async (bytes) => sha256Of(bytes),
  });
  const clock = { ...time, pause: async () => {} };
  const fetching = startFetching({ files, clock, wanted: () => hashes, mayRun: () => state.mayRun });
  const lookAfter = async (ms: number): Promise<readonly string[]> => {
    asked.length = 0;
    await time.advance(ms);
    fetching.look();
    await time.advance(1);
    return [...asked];
  };
  return { disk, failing, files, lookAfter, state };
}

test('without room the first file that cannot be kept is the last one fetched, for an hour', async () => {
  const { disk, lookAfter } = aComputer();
  disk.isFull = true;
  expect(await lookAfter(0)).toEqual([first]);
  expect(await lookAfter(hours(0.9))).toEqual([]);
  expect(await lookAfter(hours(0.2))).toEqual([first]);
  disk.isFull = false;
  expect(await lookAfter(hours(1))).toEqual(hashes);
  expect(await lookAfter(hours(1))).toEqual([]);
});

test('whoever asks for files is told that there was no room for them', async () => {
  const { disk, files } = aComputer();
  disk.isFull = true;
  expect(await fetchAll(files, hashes)).toEqual({ end: 'disk-full', tried: [first] });
  disk.isFull = false;
  expect(await fetchAll(files, [...hashes, 'f'.repeat(64)])).toMatchObject({ end: 'some' });
});

test.each([
  ['a server with no time', new SyncError('busy')],
  ['a refusal', new SyncError('rejected')],
  ['a cut line', new SyncError('unreachable')],
])('%s over one file leaves it alone for ten minutes, and the others come', async (_name, failure) => {
  const { disk, failing, lookAfter } = aComputer();
  failing.set(first, failure);
  expect(await lookAfter(0)).toEqual(hashes);
  expect([...disk.blobs.keys()]).toEqual([second, third]);
  expect(await lookAfter(hours(0.1))).toEqual([]);
  failing.clear();
  expect(await lookAfter(hours(0.1))).toEqual([first]);
  expect(await lookAfter(hours(1))).toEqual([]);
});

test('a server out of reach is asked for two files and no more; those behind them come next', async () => {
  const { disk, failing, files, lookAfter } = aComputer();
  for (const sha256 of hashes) failing.set(sha256, new SyncError('unreachable'));
  expect(await fetchAll(files, hashes)).toEqual({ end: 'offline', tried: [first, second] });
  expect(await lookAfter(0)).toEqual([first, second]);
  failing.clear();
  expect(await lookAfter(0)).toEqual([third]);
  expect(await lookAfter(hours(0.2))).toEqual([first, second]);
  expect(disk.blobs.size).toBe(3);
});

test('whoever asks for files is told of one that did not get through, though others came or are not there', async () => {
  const { failing, files } = aComputer();
  failing.set(second, new SyncError('busy'));
  const all = [first, second, third, 'f'.repeat(64)];
  expect(await fetchAll(files, all)).toEqual({ end: 'offline', tried: all });
});

test('nothing is fetched while something else goes first', async () => {
  const { lookAfter, state } = aComputer();
  state.mayRun = false;
  expect(await lookAfter(0)).toEqual([]);
  state.mayRun = true;
  expect(await lookAfter(0)).toEqual(hashes);
});

test('what lies here and cannot be read is found, and fetched anew', async () => {
  const { disk, files, lookAfter } = aComputer();
  await lookAfter(0);
  const held = must(disk.blobs.get(first), 'a file');
  disk.blobs.set(first, { ...held, isSent: false, bytes: held.bytes.map((byte) => byte ^ 1) });
  expect(await files.readHere(first)).toBeUndefined();
  expect(files.isUnreadable(first)).toBe(true);
  expect(await lookAfter(hours(1))).toEqual([first]);
  expect(files.isUnreadable(first)).toBe(false);
  expect(await files.readHere(first)).toEqual(contents[0]);
});

test('a window that begins to lead opens what lies here once, and finds what is unreadable', async () => {
  const { disk, lookAfter } = aComputer();
  for (const [n, sha256] of hashes.entries()) {
    const bytes = must(contents[n], 'content');
    const isSent = true;
    disk.blobs.set(sha256, { sha256, isSent, at: 0, bytes: n === 0 ? bytes.map((byte) => byte ^ 1) : bytes });
  }
  expect(await lookAfter(0)).toEqual([first]);
  expect(await lookAfter(hours(1))).toEqual([]);
});
