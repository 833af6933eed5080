import { expect, test } from 'vitest';
import { fetchAll } from '#renderer/data/fetch-all.ts';
import { must } from '#shared/lib/must.ts';
import { hours } from '#test/support/builders.ts';
import { sha256Of } from '#test/support/sha256.ts';
import { aDisk, aMemoryBlobs } from '#test/support/sync-disk.ts';
import { aSimTime } from '#test/support/sync-time.ts';
import { startFetching } from './fetching.ts';
import { createFiles } from './files.ts';

const contents = [1, 2, 3].map((n) => new Uint8Array(n).fill(n));
const hashes = contents.map(sha256Of);
const first = must(hashes[0], 'a hash');

/** A computer whose server has three files, and what it asked for. */
function aComputer() {
  const time = aSimTime();
  const disk = aDisk();
  const asked: string[] = [];
  const files = createFiles({
    blobs: aMemoryBlobs(disk, time.now),
    blobTransport: {
      findOffset: async () => undefined,
      append: async () => ({ kind: 'not-found' }),
      download: async (sha256) => {
        asked.push(sha256);
        return contents[hashes.indexOf(sha256)];
      },
    },
    sha256Of: async (bytes) => sha256Of(bytes),
  });
  const clock = { ...time, pause: async () => {} };
  const fetching = startFetching({ files, clock, wanted: () => hashes, mayRun: () => true });
  const lookAfter = async (ms: number): Promise<readonly string[]> => {
    asked.length = 0;
    await time.advance(ms);
    fetching.look();
    await time.advance(1);
    return [...asked];
  };
  return { disk, files, lookAfter };
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
