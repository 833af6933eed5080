/**
 * One journal on disk: what a person did that the server has not settled.
 *
 * `append` answers after the bytes are on disk. One that fails leaves the file
 * as it was. `compact` replaces the file as a whole: at any moment either the
 * old one or the new one is there. Bytes that cannot be read are copied to a
 * `.damaged` file beside it, never dropped.
 *
 * Lines are sealed with the current key of the store, where it has one; those
 * of before are sealed at the next opening. Records whose key is not here stay
 * where they are, through every compaction, until it is.
 *
 * Calls must not overlap; `journals.ts` puts them in line.
 */
import path from 'node:path';
import {
  headerBytes,
  type JournalScan,
  joinBytes,
  journalHeader,
  journalRecords,
  type Payload,
  type Stretch,
  scanJournal,
} from '#shared/lib/journal-records.ts';
import {
  type Disk,
  type FileHandle,
  isNoRoom,
  readOrNothing,
  syncFolder,
  temporary,
  writeAt,
  writeWhole,
} from './disk.ts';
import { newestKeyId, type ReadPayloads, readPayloads, toPayload } from './journal-payloads.ts';
import type { KeyRing } from './seal.ts';

export type JournalFile = {
  readonly append: (lines: readonly string[]) => Promise<void>;
  readonly compact: (lines: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

type OpenedJournalFile = {
  readonly file: JournalFile;
  readonly lines: readonly string[];
  /** Damaged stretches found in it, and records that its keys do not open. */
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

export async function openJournalFile(disk: Disk, file: string, keys: KeyRing): Promise<OpenedJournalFile> {
  return withKind(async () => {
    await disk.mkdir(path.dirname(file), { recursive: true });
    const bytes = await readOrNothing(disk, file);
    const scan = scanJournal(bytes);
    if (scan.kind === 'newer') throw new JournalError('failed');
    const read = readPayloads(scan.payloads, keys);
    const isMended = await mend(disk, file, bytes, scan, read);
    const handle = await disk.open(file, 'r+');
    const { size } = await handle.stat();
    const damaged = (await countSetAside(disk, file)) + (isMended ? 0 : scan.damaged.length);
    const { lines, locked } = read;
    const journal = journalFile({ disk, file, keys, locked }, handle, size);
    return { file: journal, lines, setAside: damaged + locked.length };
  });
}

type Written = {
  readonly disk: Disk;
  readonly file: string;
  readonly keys: KeyRing;
  /** Records its keys do not open. */
  readonly locked: readonly Payload[];
};

/** The id of the key its newest sealed record was sealed with. */
export async function findKeyId(disk: Disk, file: string): Promise<string | undefined> {
  return withKind(async () => {
    const scan = scanJournal(await readOrNothing(disk, file));
    return scan.kind === 'read' ? newestKeyId(scan.payloads) : undefined;
  });
}

/** Every file a journal may have left. */
export function journalFiles(file: string): readonly string[] {
  return [file, temporary(file), damagedBeside(file)];
}

function journalFile({ disk, file, keys, locked }: Written, first: FileHandle, size: number): JournalFile {
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
    const records = journalRecords(lines.map((line) => toPayload(line, keys)));
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
    const payloads = [...locked, ...lines.map((line) => toPayload(line, keys))];
    const whole = joinBytes([journalHeader(), journalRecords(payloads)]);
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
 * Leaves a file whose every byte can be read, and nothing in it unsealed that
 * need not be. Where there is no room for that the unreadable bytes stay, later records go behind them, and the next start
 * tries again: a full disk must not hide what it already holds. False then.
 */
async function mend(
  disk: Disk,
  file: string,
  bytes: Buffer,
  scan: JournalScan & { kind: 'read' },
  { sealed, isSealed }: ReadPayloads,
): Promise<boolean> {
  const unreadable = scan.unfinished ? [...scan.damaged, scan.unfinished] : scan.damaged;
  if (bytes.length >= headerBytes && unreadable.length === 0 && isSealed) return true;
  try {
    if (unreadable.length > 0) await setAside(disk, file, bytes, scan);
    await writeWhole(disk, temporary(file), joinBytes([journalHeader(), journalRecords(sealed)]));
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
  const handle = await disk.open(damagedBeside(file), 'a');
  try {
    await handle.appendFile(Buffer.concat(copies));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** How many damaged stretches have ever been set aside, until somebody has looked after them and removes the file. */
async function countSetAside(disk: Disk, file: string): Promise<number> {
  const copies = await readOrNothing(disk, damagedBeside(file));
  return copies.toString('latin1').match(/^-- bytes \d+ to \d+ of /gm)?.length ?? 0;
}

async function withKind<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw new JournalError(isNoRoom(error) ? 'disk-full' : 'failed', { cause: error });
  }
}

function damagedBeside(file: string): string {
  return `${file}.damaged`;
}
