import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Disk, openJournalFile } from './journal-file.ts';
import { headerBytes, journalRecords } from './journal-records.ts';

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

async function written(groups: readonly (readonly string[])[]): Promise<string> {
  const file = newFile();
  const journal = await openJournalFile(fs, file);
  for (const group of groups) await journal.file.append(group);
  await journal.file.close();
  return file;
}

async function reopened(file: string): Promise<{ lines: readonly string[]; setAside: number }> {
  const { file: journal, lines, setAside } = await openJournalFile(fs, file);
  await journal.close();
  return { lines, setAside };
}

/** Where each line's record begins and ends. */
function places(lines: readonly string[]): readonly { from: number; to: number }[] {
  let to = headerBytes;
  return lines.map((text) => {
    const from = to;
    to += journalRecords([text]).length;
    return { from, to };
  });
}

test('what was appended is read again, in order, also after a second opening', async () => {
  await fc.assert(
    fc.asyncProperty(appends, appends, async (before, after) => {
      const file = await written(before);
      const journal = await openJournalFile(fs, file);
      expect(journal.lines).toEqual(before.flat());
      for (const group of after) await journal.file.append(group);
      await journal.file.close();
      expect(await reopened(file)).toEqual({ lines: [...before.flat(), ...after.flat()], setAside: 0 });
    }),
    rule,
  );
});

test('a file cut short anywhere keeps every whole record, invents none, and takes new ones', async () => {
  await fc.assert(
    fc.asyncProperty(appends, fc.nat(), async (groups, cut) => {
      const file = await written(groups);
      const { size } = await fs.stat(file);
      const length = cut % (size + 1);
      await fs.truncate(file, length);
      const kept = groups.flat().filter((_, index) => (places(groups.flat())[index]?.to ?? 0) <= length);
      const journal = await openJournalFile(fs, file);
      expect(journal.lines).toEqual(kept);
      expect(journal.setAside).toBe(0);
      await journal.file.append(['after the cut']);
      await journal.file.close();
      expect(await reopened(file)).toEqual({ lines: [...kept, 'after the cut'], setAside: 0 });
    }),
    rule,
  );
});

test('a flipped bit costs the record it lies in and no other, and the bytes are set aside', async () => {
  await fc.assert(
    fc.asyncProperty(appends, fc.nat(), fc.nat(7), async (groups, place, bit) => {
      const file = await written(groups);
      const bytes = await fs.readFile(file);
      const at = place % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
      await fs.writeFile(file, bytes);
      const lines = groups.flat();
      const whole = lines.filter((_, index) => {
        const record = places(lines)[index];
        return record !== undefined && !(record.from <= at && at < record.to);
      });
      const first = await reopened(file);
      expect(first.lines).toEqual(whole);
      const damaged = await fs.readFile(`${file}.damaged`);
      expect(damaged.includes(bytes.subarray(at, at + 1))).toBe(true);
      // Told at every start, until somebody has looked after the bytes.
      expect(await reopened(file)).toEqual(first);
    }),
    rule,
  );
});

test('a bad record in the middle is counted, and the later ones are read', async () => {
  const file = await written([['one', 'two', 'three']]);
  const bytes = await fs.readFile(file);
  bytes.write('TWO', bytes.indexOf('two'));
  await fs.writeFile(file, bytes);
  expect(await reopened(file)).toEqual({ lines: ['one', 'three'], setAside: 1 });
  expect(await fs.readFile(`${file}.damaged`, 'utf8')).toContain('TWO');
});

test('text that looks like a record is never read as one, not even in a damaged record', async () => {
  // A record whose checksum happens to be plain text, so that text can imitate it byte by byte.
  const isPlain = (record: Buffer): boolean => record.subarray(1).every((byte) => byte < 0x80);
  const records = Array.from({ length: 1000 }, (_, index) => journalRecords([`never written ${index}`]));
  const bait = records.find(isPlain)?.toString('latin1');
  expect(bait).toBeDefined();
  const file = await written([[`a${bait}`, 'b']]);
  const bytes = await fs.readFile(file);
  bytes.writeUInt8(bytes.readUInt8(headerBytes + 5) ^ 1, headerBytes + 5);
  await fs.writeFile(file, bytes);
  expect((await reopened(file)).lines).toEqual(['b']);
});

test('compaction replaces the whole content', async () => {
  await fc.assert(
    fc.asyncProperty(
      appends,
      fc.array(line, { maxLength: 5 }),
      fc.array(line),
      async (before, kept, after) => {
        const file = newFile();
        const journal = await openJournalFile(fs, file);
        for (const group of before) await journal.file.append(group);
        await journal.file.compact(kept);
        await journal.file.append(after);
        await journal.file.close();
        expect(await reopened(file)).toEqual({ lines: [...kept, ...after], setAside: 0 });
      },
    ),
    rule,
  );
});

test('a journal of a newer build is refused and not touched', async () => {
  const file = await written([['one']]);
  const bytes = await fs.readFile(file);
  bytes.writeUInt32LE(2, 4);
  const { crc32 } = await import('node:zlib');
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 8)), 8);
  await fs.writeFile(file, bytes);
  await expect(openJournalFile(fs, file)).rejects.toMatchObject({ kind: 'failed' });
  expect(await fs.readFile(file)).toEqual(bytes);
});

/** The real disk, with room for so many more bytes, and optionally unable to shorten a file. */
function smallDisk(): Disk & { room: number; canShorten: boolean } {
  const disk = {
    room: Number.POSITIVE_INFINITY,
    canShorten: true,
    mkdir: fs.mkdir,
    rename: fs.rename,
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
        const journal = await openJournalFile(disk, file);
        for (const group of before) await journal.file.append(group);
        const bytes = await fs.readFile(file);
        disk.room = room % journalRecords(failing).length;
        disk.canShorten = canShorten;
        await expect(journal.file.append(failing)).rejects.toMatchObject({ kind: 'disk-full' });
        if (canShorten) expect(await fs.readFile(file)).toEqual(bytes);
        disk.canShorten = true;
        disk.room = Number.POSITIVE_INFINITY;
        await journal.file.append(['b']);
        await journal.file.close();
        expect(await reopened(file)).toEqual({ lines: [...before.flat(), 'b'], setAside: 0 });
      },
    ),
    rule,
  );
});

test('a compaction that finds the disk full leaves the file as it was', async () => {
  const file = newFile();
  const disk = smallDisk();
  const journal = await openJournalFile(disk, file);
  await journal.file.append(['one', 'two']);
  disk.room = 20;
  await expect(journal.file.compact(['x'.repeat(100)])).rejects.toMatchObject({ kind: 'disk-full' });
  disk.room = Number.POSITIVE_INFINITY;
  await journal.file.append(['three']);
  await journal.file.close();
  expect((await reopened(file)).lines).toEqual(['one', 'two', 'three']);
});

test('a damaged journal opens on a full disk too, and is mended once there is room', async () => {
  const file = await written([['one', 'two', 'three']]);
  const bytes = await fs.readFile(file);
  bytes.write('TWO', bytes.indexOf('two'));
  await fs.writeFile(file, bytes.subarray(0, bytes.length - 2));
  const disk = smallDisk();
  disk.room = 0;
  const journal = await openJournalFile(disk, file);
  expect(journal).toMatchObject({ lines: ['one'], setAside: 1 });
  disk.room = Number.POSITIVE_INFINITY;
  await journal.file.append(['four']);
  await journal.file.close();
  expect(await reopened(file)).toEqual({ lines: ['one', 'four'], setAside: 1 });
});
