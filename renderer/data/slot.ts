/**
 * A slot: one file with a whole journal in it and room for more.
 *
 * A stamp, the bytes of the journal as on the desktop, then zeros up to the end
 * of the file. The room is taken in steps: on a disk that has become full, and in
 * a browser that is killed there, work can be kept until it is used up. No record
 * ends with a zero byte, so the zeros are never part of one.
 *
 * An append that fails leaves what can be read as it was. A slot is filled from
 * the beginning with its stamp last: until then nobody takes it for a journal.
 */
import {
  headerBytes,
  joinBytes,
  journalHeader,
  journalRecords,
  type Payload,
  scanJournal,
} from '#shared/lib/journal-records.ts';
import { readAll, type SlotFile, writeAll } from './slot-file.ts';
import { type SlotStamp, stampBytes, toStampBytes } from './slot-stamp.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type Slot = {
  readonly append: (lines: readonly string[]) => void;
  readonly close: () => void;
};

export type SlotContent = {
  readonly lines: readonly string[];
  /** Records that cannot be read. They stay where they are. */
  readonly setAside: number;
  /** As they lie there, without room and without what a write cut short has left. */
  readonly journal: Bytes;
};

/** Undefined where a newer build wrote it. */
export function readSlot(file: SlotFile): SlotContent | undefined {
  const journal = withoutRoom(readAll(file).subarray(stampBytes));
  const scan = scanJournal(journal);
  if (scan.kind === 'newer') return undefined;
  const { payloads, damaged, unfinished } = scan;
  const lines = payloads.map(({ bytes }) => new TextDecoder().decode(bytes));
  return { lines, setAside: damaged.length, journal: journal.subarray(0, unfinished?.from) };
}

/** `length`: of the journal in it. `roomBytes`: how much is taken at once. */
export function openSlot(file: SlotFile, length: number, roomBytes: number): Slot {
  // What was read may have been left on its way to the disk by who wrote it.
  file.flush();
  let end = stampBytes + length;
  /** Up to here the file may hold what is no part of the journal. */
  let tornTo = stampBytes + withoutRoom(readAll(file).subarray(stampBytes)).length;

  function makeRoom(needed: number): void {
    const size = file.getSize();
    if (needed > size) writeAll(file, new Uint8Array(roundUp(needed, roomBytes) - size), size);
  }

  function clear(): void {
    writeAll(file, new Uint8Array(tornTo - end), end);
    file.flush();
    tornTo = end;
  }

  return {
    append: (lines) => {
      const records = journalRecords(lines.map(toPayload));
      if (tornTo > end) clear();
      makeRoom(end + records.length);
      tornTo = end + records.length;
      try {
        writeAll(file, records, end);
        file.flush();
      } catch (error) {
        // A disk that refuses this too is asked again before the next append.
        attempt(clear);
        throw error;
      }
      end = tornTo;
    },
    close: () => file.close(),
  };
}

/** Makes a slot of a file, whatever was in it. Where it throws there is nothing in it, or all of it. */
export function fillSlot(file: SlotFile, stamp: SlotStamp, journal: Bytes, roomBytes: number): Slot {
  writeAll(file, new Uint8Array(stampBytes), 0);
  file.flush();
  const length = stampBytes + journal.length;
  const whole = new Uint8Array(Math.max(file.getSize(), roundUp(length, roomBytes)));
  whole.set(journal, stampBytes);
  writeAll(file, whole, 0);
  file.flush();
  writeAll(file, toStampBytes(stamp), 0);
  file.flush();
  return openSlot(file, journal.length, roomBytes);
}

export function toJournal(lines: readonly string[]): Bytes {
  return joinBytes([journalHeader(), journalRecords(lines.map(toPayload))]);
}

/** In a browser nothing is sealed (0016). */
function toPayload(line: string): Payload {
  return { isSealed: false, bytes: new TextEncoder().encode(line) };
}

/** The header may end with a zero byte. */
function withoutRoom(bytes: Bytes): Bytes {
  return bytes.subarray(0, Math.max(bytes.findLastIndex((byte) => byte !== 0) + 1, headerBytes));
}

function roundUp(length: number, step: number): number {
  return Math.ceil(length / step) * step;
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Told already.
  }
}
