import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { later, monday } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { createFileBlobs } from './file-blobs.ts';
import { createMemoryBlobs } from './memory-blobs.ts';
import type { BlobFiles, BlobKey, UploadKey } from './ports.ts';

const forms = {
  'as files': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'raia-blobs-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    return createFileBlobs(folder);
  },
  'in memory': async () => createMemoryBlobs(),
};

function keyOf(bytes: Uint8Array): UploadKey {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { space: randomUUID(), sha256, by: randomUUID() };
}

async function read(files: BlobFiles, key: BlobKey): Promise<Buffer | undefined> {
  const stored = await files.open(key);
  return stored && buffer(stored.stream);
}

async function store(files: BlobFiles, key: UploadKey, bytes: Uint8Array, at = monday): Promise<boolean> {
  await files.append(key, 0, bytes, at);
  return files.finish(key, at);
}

describe.each(Object.entries(forms))('blobs %s', (_name, open) => {
  test('whatever the pieces, the blob is what was sent', async () => {
    const files = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 8 }), async (pieces) => {
        const whole = Buffer.concat(pieces);
        const key = keyOf(whole);
        let offset = 0;
        for (const piece of pieces) {
          await files.append(key, offset, piece, monday);
          offset += piece.length;
          expect(await files.uploaded(key)).toBe(offset);
        }
        expect(await files.find(key)).toBeUndefined();
        if (pieces.length === 0) return;
        expect(await files.finish(key, monday)).toBe(true);
        expect(await files.uploaded(key)).toBe(0);
        expect(await files.find(key)).toBe(whole.length);
        expect(whole.equals((await read(files, key)) ?? Buffer.alloc(1))).toBe(true);
      }),
      { seed, numRuns: 30 },
    );
  });

  test('bytes with another hash never become the blob, and are gone', async () => {
    const files = await open();
    const key = keyOf(randomBytes(10));
    expect(await store(files, key, randomBytes(10))).toBe(false);
    expect(await files.find(key)).toBeUndefined();
    expect(await files.uploaded(key)).toBe(0);
    expect(await files.finish(key, monday)).toBe(false);
  });

  test('the same bytes in two companies, or sent by two people, are kept apart', async () => {
    const files = await open();
    const bytes = randomBytes(20);
    const key = keyOf(bytes);
    const elsewhere = { ...key, space: randomUUID() };
    await files.append({ ...key, by: randomUUID() }, 0, bytes.subarray(0, 5), monday);
    expect(await store(files, key, bytes)).toBe(true);
    expect(await files.find(elsewhere)).toBeUndefined();
    expect(await store(files, elsewhere, bytes)).toBe(true);
    await files.remove(key);
    expect(await read(files, key)).toBeUndefined();
    expect(await files.find(elsewhere)).toBe(20);
  });

  test('what was stored or touched before a moment is listed, and unfinished uploads are dropped by theirs', async () => {
    const files = await open();
    const [old, wanted, fresh] = [randomBytes(1), randomBytes(2), randomBytes(3)].map((bytes) => ({
      bytes,
      key: keyOf(bytes),
    }));
    const noon = later(monday, 3_600_000);
    for (const one of [old, wanted]) if (one) await store(files, one.key, one.bytes);
    if (fresh) await store(files, fresh.key, fresh.bytes, noon);
    if (wanted) await files.touch(wanted.key, noon);
    const listed: string[] = [];
    for await (const { sha256 } of files.listBefore(noon)) listed.push(sha256);
    expect(listed).toEqual([old?.key.sha256]);
    const half = keyOf(randomBytes(9));
    await files.append(half, 0, randomBytes(4), monday);
    await files.dropUploadsBefore(monday);
    expect(await files.uploaded(half)).toBe(4);
    await files.dropUploadsBefore(noon);
    expect(await files.uploaded(half)).toBe(0);
  });
});
