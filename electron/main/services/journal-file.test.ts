import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { headerBytes, journalRecords } from '#shared/lib/journal-records.ts';
import type { Disk } from './disk.ts';
import { openJournalFile } from './journal-file.ts';
import { toPayload } from './journal-payloads.ts';
import type { KeyRing } from './seal.ts';

const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-journal-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => path.join(root, `${++files}`, 'a.journal');

const seed = Number(process.env.RAIA_SEED ?? Date.now() % 2 ** 31);
const rule = { seed, numRuns: 80 };
console.log(`journal-file: RAIA_SEED=${seed}`);

/** Any text that UTF-8 can carry: of one lone surrogate another character would come back. */
const line = fc.string({ unit: 'binary', maxLength: 200 });
const appends = fc.array(fc.array(line, { maxLength: 4 }), { minLength: 1, maxLength: 6 });

const unsealed: KeyRing = { current: undefined, all: [] };
const aKey = () => ({ id: randomUUID(), bytes: randomBytes(32) });
const key = aKey();
const sealed: KeyRing = { current: key, all: [key] };

async function written(groups: readonly (readonly string[])[], keys: KeyRing): Promise<string> {
  const file = newFile();
  const journal = await openJournalFile(fs, file, keys);
  for (const group of groups) await journal.file.append(group);
  await journal.file.close();
  return file;
}

async function reopened(
  file: string,
  keys: KeyRing,
): Promise<{ lines: readonly string[]; setAside: number }> {
  const { file: journal, lines, setAside } = await openJournalFile(fs, file, keys);
  await journal.close();
  return { lines, setAside };
}

/** Where each line's record begins and ends. */
function places(lines: readonly string[], keys: KeyRing): readonly { from: number; to: number }[] {
  let to = headerBytes;
  return lines.map((text) => {
    const from = to;
    to += journalRecords([toPayload(text, keys)]).length;
    return { from, to };
  });
}

/** The real disk, with room for so many more bytes, and optionally unable to shorten a file. */
function smallDisk(): Disk & { room: number; canShorten: boolean } {
  const disk = {
    room: Number.POSITIVE_INFINITY,
    canShorten: true,
    mkdir: fs.mkdir,
    rename: fs.rename,
    rm: fs.rm,
    open: async (...args: Parameters<Disk['open']>) => {
      const handle = await fs.open(...args);
      const full = (): Error =>
        Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      const write = handle.write.bind(handle);
      const limited = async (bytes: Buffer, offset: number, length: number, position: number) => {
        if (disk.room === 0) throw full();
        const result = await write(bytes, offset, Math.min(length, disk.room), position);
        disk.room -= result.bytesWritten;
        return result;
      };
      const truncate = handle.truncate.bind(handle);
      return Object.assign(handle, {
        write: limited,
        appendFile: async () => Promise.reject(full()),
        truncate: async (length: number) => (disk.canShorten ? truncate(length) : Promise.reject(full())),
      });
    },
  };
  return disk;
}

describe.each([
  ['plain', unsealed],
  ['sealed', sealed],
])('a %s journal', (_name, keys) => {
  test('what was appended is read again, in order, also after a second opening', async () => {
    await fc.assert(
      fc.asyncProperty(appends, appends, async (before, after) => {
        const file = await written(before, keys);
        const journal = await openJournalFile(fs, file, keys);
        expect(journal.lines).toEqual(before.flat());
        for (const group of after) await journal.file.append(group);
        await journal.file.close();
        expect(await reopened(file, keys)).toEqual({
          lines: [...before.flat(), ...after.flat()],
          setAside: 0,
        });
      }),
      rule,
    );
  });

  test('a file cut short anywhere keeps every whole record, invents none, and takes new ones', async () => {
    await fc.assert(
      fc.asyncProperty(appends, fc.nat(), async (groups, cut) => {
        const file = await written(groups, keys);
        const { size } = await fs.stat(file);
        const length = cut % (size + 1);
        await fs.truncate(file, length);
        const kept = groups
          .flat()
          .filter((_, index) => (places(groups.flat(), keys)[index]?.to ?? 0) <= length);
        const journal = await openJournalFile(fs, file, keys);
        expect(journal.lines).toEqual(kept);
        expect(journal.setAside).toBe(0);
        await journal.file.append(['after the cut']);
        await journal.file.close();
        expect(await reopened(file, keys)).toEqual({ lines: [...kept, 'after the cut'], setAside: 0 });
      }),
      rule,
    );
  });

  test('a flipped bit costs the record it lies in and no other, and the bytes are set aside', async () => {
    await fc.assert(
      fc.asyncProperty(appends, fc.nat(), fc.nat(7), async (groups, place, bit) => {
        const file = await written(groups, keys);
        const bytes = await fs.readFile(file);
        const at = place % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        await fs.writeFile(file, bytes);
        const lines = groups.flat();
        const whole = lines.filter((_, index) => {
          const record = places(lines, keys)[index];
          return record !== undefined && !(record.from <= at && at < record.to);
        });
        const first = await reopened(file, keys);
        expect(first.lines).toEqual(whole);
        const damaged = await fs.readFile(`${file}.damaged`);
        expect(damaged.includes(bytes.subarray(at, at + 1))).toBe(true);
        // Told at every start, until somebody has looked after the bytes.
        expect(await reopened(file, keys)).toEqual(first);
      }),
      rule,
    );
  });

  test('compaction replaces the whole content', async () => {
    await fc.assert(
      fc.asyncProperty(
        appends,
        fc.array(line, { maxLength: 5 }),
        fc.array(line),
        async (before, kept, after) => {
          const file = newFile();
          const journal = await openJournalFile(fs, file, keys);
          for (const group of before) await journal.file.append(group);
          await journal.file.compact(kept);
          await journal.file.append(after);
          await journal.file.close();
          expect(await reopened(file, keys)).toEqual({ lines: [...kept, ...after], setAside: 0 });
        },
      ),
      rule,
    );
  });

  test('an append that finds the disk full leaves the file as it was, and works when there is room', async () => {
    await fc.assert(
      fc.asyncProperty(
        appends,
        fc.array(line, { minLength: 1 }),
        fc.nat(),
        fc.boolean(),
        async (before, failing, room, canShorten) => {
          const file = newFile();
          const disk = smallDisk();
          const journal = await openJournalFile(disk, file, keys);
          for (const group of before) await journal.file.append(group);
          const bytes = await fs.readFile(file);
          disk.room = room % journalRecords(failing.map((each) => toPayload(each, keys))).length;
          disk.canShorten = canShorten;
          await expect(journal.file.append(failing)).rejects.toMatchObject({ kind: 'disk-full' });
          if (canShorten) expect(await fs.readFile(file)).toEqual(bytes);
          disk.canShorten = true;
          disk.room = Number.POSITIVE_INFINITY;
          await journal.file.append(['b']);
          await journal.file.close();
          expect(await reopened(file, keys)).toEqual({ lines: [...before.flat(), 'b'], setAside: 0 });
        },
      ),
      rule,
    );
  });

  test('a compaction that finds the disk full leaves the file as it was', async () => {
    const file = newFile();
    const disk = smallDisk();
    const journal = await openJournalFile(disk, file, keys);
    await journal.file.append(['one', 'two']);
    disk.room = 20;
    await expect(journal.file.compact(['x'.repeat(100)])).rejects.toMatchObject({ kind: 'disk-full' });
    disk.room = Number.POSITIVE_INFINITY;
    await journal.file.append(['three']);
    await journal.file.close();
    expect((await reopened(file, keys)).lines).toEqual(['one', 'two', 'three']);
  });
});

test('a bad record in the middle is counted, and the later ones are read', async () => {
  const file = await written([['one', 'two', 'three']], unsealed);
  const bytes = await fs.readFile(file);
  bytes.write('TWO', bytes.indexOf('two'));
  await fs.writeFile(file, bytes);
  expect(await reopened(file, unsealed)).toEqual({ lines: ['one', 'three'], setAside: 1 });
  expect(await fs.readFile(`${file}.damaged`, 'utf8')).toContain('TWO');
});

test('text that looks like a record is never read as one, not even in a damaged record', async () => {
  // A record whose checksum happens to be plain text, so that text can imitate it byte by byte.
  const isPlain = (record: Buffer): boolean => record.subarray(1).every((byte) => byte < 0x80);
  const records = Array.from({ length: 1000 }, (_, index) =>
    Buffer.from(journalRecords([toPayload(`never written ${index}`, unsealed)])),
  );
  const bait = records.find(isPlain)?.toString('latin1');
  expect(bait).toBeDefined();
  const file = await written([[`a${bait}`, 'b']], unsealed);
  const bytes = await fs.readFile(file);
  bytes.writeUInt8(bytes.readUInt8(headerBytes + 5) ^ 1, headerBytes + 5);
  await fs.writeFile(file, bytes);
  expect((await reopened(file, unsealed)).lines).toEqual(['b']);
});

test('a journal of a newer build is refused and not touched', async () => {
  const file = await written([['one']], unsealed);
  const bytes = await fs.readFile(file);
  bytes.writeUInt32LE(3, 4);
  const { crc32 } = await import('node:zlib');
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 8)), 8);
  await fs.writeFile(file, bytes);
  await expect(openJournalFile(fs, file, unsealed)).rejects.toMatchObject({ kind: 'failed' });
  expect(await fs.readFile(file)).toEqual(bytes);
});

test('a damaged journal opens on a full disk too, and is mended once there is room', async () => {
  const file = await written([['one', 'two', 'three']], unsealed);
  const bytes = await fs.readFile(file);
  bytes.write('TWO', bytes.indexOf('two'));
  await fs.writeFile(file, bytes.subarray(0, bytes.length - 2));
  const disk = smallDisk();
  disk.room = 0;
  const journal = await openJournalFile(disk, file, unsealed);
  expect(journal).toMatchObject({ lines: ['one'], setAside: 1 });
  disk.room = Number.POSITIVE_INFINITY;
  await journal.file.append(['four']);
  await journal.file.close();
  expect(await reopened(file, unsealed)).toEqual({ lines: ['one', 'four'], setAside: 1 });
});

test('no word of a sealed journal is on the disk, and a plain one is sealed when it is opened', async () => {
  const words = 'O cliente ligou duas vezes';
  const file = await written([[words]], unsealed);
  expect((await fs.readFile(file)).includes(words)).toBe(true);
  expect(await reopened(file, sealed)).toEqual({ lines: [words], setAside: 0 });
  expect((await fs.readFile(file)).includes(words)).toBe(false);
  expect(await reopened(file, sealed)).toEqual({ lines: [words], setAside: 0 });
});

test('a plain journal that finds no room to be sealed is read, and takes sealed records behind its own', async () => {
  const file = await written([['one']], unsealed);
  const disk = smallDisk();
  disk.room = 0;
  const journal = await openJournalFile(disk, file, sealed);
  expect(journal).toMatchObject({ lines: ['one'], setAside: 0 });
  disk.room = Number.POSITIVE_INFINITY;
  await journal.file.append(['two']);
  await journal.file.close();
  expect((await fs.readFile(file)).includes('two')).toBe(false);
  expect(await reopened(file, sealed)).toEqual({ lines: ['one', 'two'], setAside: 0 });
});

test('records whose key is lost are counted and kept through every compaction, until the key is back', async () => {
  await fc.assert(
    fc.asyncProperty(appends, appends, fc.boolean(), async (before, after, isCompacted) => {
      const other = aKey();
      const file = await written(before, sealed);
      const lost = await openJournalFile(fs, file, { current: other, all: [other] });
      expect(lost).toMatchObject({ lines: [], setAside: before.flat().length });
      if (isCompacted) await lost.file.compact(after.flat());
      else for (const group of after) await lost.file.append(group);
      await lost.file.close();
      const lines = [...before.flat(), ...after.flat()];
      expect(await reopened(file, { current: other, all: [key, other] })).toEqual({ lines, setAside: 0 });
    }),
    rule,
  );
});
