/**
 * One journal on disk: what a person did that the server has not settled.
 *
 * `append` answers after the bytes are on disk. One that fails leaves the file
 * as it was. `compact` replaces the file as a whole: at any moment either the
 * old one or the new one is there. Bytes that cannot be read are copied to a
 * `.damaged` file beside it, never dropped.
 *
 * Calls must not overlap; `journals.ts` puts them in line.
 */
import type fs from 'node:fs/promises';
import path from 'node:path';
import {
  headerBytes,
  type JournalScan,
  journalHeader,
  journalRecords,
  type Stretch,
  scanJournal,
} from './journal-records.ts';

/** The disk, injected so that a test can fill it up. */
export type Disk = Pick<typeof fs, 'mkdir' | 'open' | 'rename'>;
type FileHandle = Awaited<ReturnType<Disk['open']>>;

export type JournalFile = {
  readonly append: (lines: readonly string[]) => Promise<void>;
  readonly compact: (lines: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

type OpenedJournalFile = {
  readonly file: JournalFile;
  readonly lines: readonly string[];
  /** Damaged stretches found in it. */
  readonly setAside: number;
};

type JournalErrorKind =
  /** No room. The file is as it was; what failed may be tried again. */
  | 'disk-full'
  /** Another leader, with a newer epoch, has opened this journal. */
  | 'stale-leader'
  /** Appended or compacted before it was opened. */
  | 'not-open'
  /** Written by a newer build, or the disk refuses. The file is as it was. */
  | 'failed';

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly kind: JournalErrorKind;
  constructor(kind: JournalErrorKind, options?: ErrorOptions) {
    super(`journal: ${kind}`, options);
    this.kind = kind;
  }
}

export async function openJournalFile(disk: Disk, file: string): Promise<OpenedJournalFile> {
  return withKind(async () => {
    await disk.mkdir(path.dirname(file), { recursive: true });
    const bytes = await readOrNothing(disk, file);
    const scan = scanJournal(bytes);
    if (scan.kind === 'newer') throw new JournalError('failed');
    const isMended = await mend(disk, file, bytes, scan);
    const handle = await disk.open(file, 'r+');
    const { size } = await handle.stat();
    const setAside = (await countSetAside(disk, file)) + (isMended ? 0 : scan.damaged.length);
    return { file: journalFile(disk, file, handle, size), lines: scan.lines, setAside };
  });
}

function journalFile(disk: Disk, file: string, first: FileHandle, size: number): JournalFile {
  let handle = first;
  let end = size;
  /** Bytes past `end` may lie in the file: a write began and did not finish. */
  let isTorn = false;

  async function cutBack(): Promise<void> {
    await handle.truncate(end);
    await handle.datasync();
    isTorn = false;
  }

  async function append(lines: readonly string[]): Promise<void> {
    const records = journalRecords(lines);
    if (isTorn) await cutBack();
    isTorn = true;
    try {
      await writeAt(handle, records, end);
      await handle.datasync();
    } catch (error) {
      // A disk that refuses this too is asked again before the next append.
      await cutBack().catch(() => undefined);
      throw error;
    }
    end += records.length;
    isTorn = false;
  }

  async function compact(lines: readonly string[]): Promise<void> {
    const whole = Buffer.concat([journalHeader(), journalRecords(lines)]);
    await writeWhole(disk, temporary(file), whole);
    // Windows refuses to rename over an open file.
    await handle.close();
    try {
      await disk.rename(temporary(file), file);
      end = whole.length;
      isTorn = false;
    } finally {
      handle = await disk.open(file, 'r+');
    }
    await syncFolder(disk, file);
  }

  return {
    append: (lines) => withKind(() => append(lines)),
    compact: (lines) => withKind(() => compact(lines)),
    close: () => handle.close(),
  };
}

/**
 * Leaves a file whose every byte can be read. Where there is no room for that
 * the unreadable bytes stay, later records go behind them, and the next start
 * tries again: a full disk must not hide what it already holds. False then.
 */
async function mend(
  disk: Disk,
  file: string,
  bytes: Buffer,
  scan: JournalScan & { kind: 'read' },
): Promise<boolean> {
  const unreadable = scan.unfinished ? [...scan.damaged, scan.unfinished] : scan.damaged;
  if (bytes.length >= headerBytes && unreadable.length === 0) return true;
  try {
    if (unreadable.length > 0) await setAside(disk, file, bytes, scan);
    await writeWhole(disk, temporary(file), Buffer.concat([journalHeader(), journalRecords(scan.lines)]));
    await disk.rename(temporary(file), file);
    await syncFolder(disk, file);
    return true;
  } catch (error) {
    if (bytes.length === 0) throw error;
    return false;
  }
}

async function setAside(
  disk: Disk,
  file: string,
  bytes: Buffer,
  { damaged, unfinished }: JournalScan & { kind: 'read' },
): Promise<void> {
  const copy = (what: string, { from, to }: Stretch): Buffer[] => [
    Buffer.from(`\n-- ${what} ${from} to ${to} of ${path.basename(file)}\n`),
    bytes.subarray(from, to),
  ];
  const copies = [
    ...damaged.flatMap((stretch) => copy('bytes', stretch)),
    // A write cut off by a kill: nobody was told that it was kept.
    ...(unfinished ? copy('unfinished bytes', unfinished) : []),
  ];
  const handle = await disk.open(`${file}.damaged`, 'a');
  try {
    await handle.appendFile(Buffer.concat(copies));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** How many damaged stretches have ever been set aside, until somebody has looked after them and removes the file. */
async function countSetAside(disk: Disk, file: string): Promise<number> {
  const copies = await readOrNothing(disk, `${file}.damaged`);
  return copies.toString('latin1').match(/^-- bytes \d+ to \d+ of /gm)?.length ?? 0;
}

async function readOrNothing(disk: Disk, file: string): Promise<Buffer> {
  try {
    const handle = await disk.open(file, 'r');
    try {
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

async function writeWhole(disk: Disk, file: string, bytes: Buffer): Promise<void> {
  const handle = await disk.open(file, 'w');
  try {
    await writeAt(handle, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A write near the end of the room may take only some of the bytes before the next one fails. */
async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/** The new name itself must survive a power cut. Windows cannot sync a folder and needs no telling. */
async function syncFolder(disk: Disk, file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await disk.open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function withKind<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
    throw new JournalError(isFull ? 'disk-full' : 'failed', { cause: error });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function temporary(file: string): string {
  return `${file}.new`;
}
