/** One upload against the real server side, over a line that is cut anywhere. */
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '#renderer/data/blobs.ts';
import type { BlobTransport } from '#renderer/sync/blob-transport.ts';
import { SyncError } from '#renderer/sync/transport.ts';
import { nextPieceBytes, smallestPieceBytes, type UploadEnd, upload } from '#renderer/sync/upload.ts';
import { createBlobs } from '#server/blobs/create-blobs.ts';
import { createMemoryBlobs } from '#server/blobs/memory-blobs.ts';
import { largestPieceBytes } from '#shared/protocol/blobs.ts';
import { aFile } from '../support/builders.ts';
import { seed } from '../support/seed.ts';
import { sha256Of } from '../support/sha256.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '../support/sync-space.ts';

/** What the line does with one request: brings it, loses it, loses its answer, or brings it twice. */
type Fate = 'through' | 'lost' | 'unanswered' | 'doubled';

async function aServerThatWaitsFor(bytes: Bytes, length = bytes.length) {
  const company = await aSyncSpace();
  const blobs = createBlobs({ ...company, files: createMemoryBlobs(), clock: () => company.clock.now });
  const author = { space: company.space, person: syncPeople.agent.id };
  const sha256 = sha256Of(bytes);
  const client = aClient(company, syncPeople.agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  await client.mutate('case.attach', { caseId, files: [aFile({ sha256, bytes: length })] });
  const over = (fates: Fate[]): BlobTransport => {
    const ask = async <T>(work: () => Promise<T>): Promise<T> => {
      const fate = fates.shift() ?? 'through';
      if (fate === 'lost') throw new SyncError('unreachable');
      if (fate === 'doubled') await work();
      const answer = await work();
      if (fate === 'unanswered') throw new SyncError('unreachable');
      return answer;
    };
    return {
      findOffset: (name) => ask(async () => (await blobs.findUpload(author, name))?.offset),
      append: (name, offset, piece) =>
        ask(async () => {
          const answer = await blobs.append(author, { sha256: name, offset, bytes: piece });
          return answer.kind === 'too-long' ? { kind: 'wrong-hash' } : answer;
        }),
      download: async () => undefined,
    };
  };
  return {
    sha256,
    over,
    stored: async () => {
      const found = await blobs.open(author, sha256);
      return found && sha256Of(await buffer(found.stream));
    },
    states: async () =>
      (await client.pull()).rows
        .filter(({ kind }) => kind === 'attachment')
        .map(({ doc }) => Object(doc).state as string),
  };
}

const options = { now: () => 0, sha256Of: async (bytes: Bytes) => sha256Of(bytes), onProgress: () => {} };

test('cut anywhere and taken up again, what the server has in the end is the file, and its row is present', async () => {
  const fates = fc.array(fc.constantFrom<Fate>('through', 'through', 'lost', 'unanswered', 'doubled'), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400_000 }),
      fates,
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (size, line, patience) => {
        const bytes = new Uint8Array(size).fill(size % 251);
        const server = await aServerThatWaitsFor(bytes);
        const transport = server.over([...line]);
        const turns = [...patience];
        let end: UploadEnd = 'interrupted';
        for (let tries = 0; end === 'interrupted' && tries < 60; tries += 1)
          end = await upload(server.sha256, bytes, {
            ...options,
            transport,
            mayGoOn: () => turns.shift() ?? true,
          }).catch((error) => {
            expect(error).toBeInstanceOf(SyncError);
            return 'interrupted' as const;
          });
        expect(end).toBe('sent');
        expect(await server.stored()).toBe(server.sha256);
        expect(await server.states()).toEqual(['present']);
      },
    ),
    { seed, numRuns: 60 },
  );
});

test('progress is told from where the server stands, never from the beginning again', async () => {
  const bytes = new Uint8Array(300_000).fill(5);
  const server = await aServerThatWaitsFor(bytes);
  const told: number[] = [];
  const more = { ...options, mayGoOn: () => true, onProgress: (sent: number) => void told.push(sent) };
  const fates: Fate[] = ['through', 'through', 'through', 'unanswered'];
  const transport = server.over(fates);
  await expect(upload(server.sha256, bytes, { ...more, transport })).rejects.toBeInstanceOf(SyncError);
  const before = told.at(-1) ?? 0;
  expect(before).toBeGreaterThan(0);
  expect(await upload(server.sha256, bytes, { ...more, transport })).toBe('sent');
  expect(told).toEqual([...told].sort((one, other) => one - other));
});

test('bytes that changed since are called damaged, whatever their length', async () => {
  const bytes = new Uint8Array(1_000).fill(1);
  const more = { ...options, mayGoOn: () => true };
  for (const here of [new Uint8Array(1_000).fill(2), bytes.subarray(0, 500), new Uint8Array(1_500).fill(1)]) {
    const server = await aServerThatWaitsFor(bytes);
    const transport = server.over([]);
    expect(await upload(server.sha256, here, { ...more, transport })).toBe('damaged');
    expect(await server.states()).toEqual(['awaited']);
  }
});

test('a file no row of theirs names is not wanted; a server that contradicts itself is left alone', async () => {
  const bytes = new Uint8Array(10).fill(1);
  const server = await aServerThatWaitsFor(bytes);
  const transport = server.over([]);
  const more = { ...options, mayGoOn: () => true };
  expect(await upload(sha256Of(new Uint8Array(3)), bytes, { ...more, transport })).toBe('not-wanted');
  const mad: BlobTransport = {
    ...transport,
    append: async (_name, offset) => ({ kind: 'wrong-offset', offset: offset === 0 ? 1 : 0 }),
  };
  await expect(upload(server.sha256, bytes, { ...more, transport: mad })).rejects.toMatchObject({
    kind: 'busy',
  });
});

test('pieces grow on a quick line and shrink on a slow one, within their limits', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60_000 }), { maxLength: 40 }), (times) => {
      let bytes = 64 * 1024;
      for (const tookMs of times) {
        const next = nextPieceBytes(bytes, tookMs);
        if (tookMs < 1_000) expect(next).toBeGreaterThanOrEqual(bytes);
        if (tookMs > 4_000) expect(next).toBeLessThanOrEqual(bytes);
        expect(next).toBeGreaterThanOrEqual(smallestPieceBytes);
        expect(next).toBeLessThanOrEqual(largestPieceBytes);
        bytes = next;
      }
    }),
    { seed },
  );
});
