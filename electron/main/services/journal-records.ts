/**
 * The bytes of a journal file.
 *
 * Header, 12 bytes: `RAIJ`, format version (u32), CRC-32 of those eight bytes.
 * Then records: the byte 0xFF, length of the payload (u32), CRC-32 of length
 * and payload (u32), payload. All numbers are little endian.
 *
 * A payload is UTF-8, in which 0xFF never occurs. So a reader that has lost its
 * place finds the next record by that byte, and text that looks like a record
 * is never taken for one.
 *
 * Version 1: the first one.
 */
import { crc32 } from 'node:zlib';

const version = 1;
const magic = Buffer.from('RAIJ');
export const headerBytes = 12;
const recordHeadBytes = 9;
const marker = 0xff;

/** Bytes from `from` up to, not including, `to`. */
export type Stretch = { readonly from: number; readonly to: number };

export type JournalScan =
  /** Written by a newer build. Nothing in it may be touched. */
  | { readonly kind: 'newer' }
  | {
      readonly kind: 'read';
      readonly lines: readonly string[];
      /** What cannot be read, wherever it lies. */
      readonly damaged: readonly Stretch[];
      /** What a write cut short left at the end. Nobody was told that it was kept. */
      readonly unfinished: Stretch | undefined;
    };

export function journalHeader(): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32LE(version, 4);
  header.writeUInt32LE(crc32(header.subarray(0, 8)), 8);
  return header;
}

export function journalRecords(lines: readonly string[]): Buffer {
  return Buffer.concat(lines.map(toRecord));
}

export function scanJournal(bytes: Buffer): JournalScan {
  const first = headerOf(bytes);
  if (first === 'newer') return { kind: 'newer' };
  const lines: string[] = [];
  const damaged: Stretch[] = [];
  let offset = first === 'ours' ? headerBytes : 0;
  let goodTo = offset;
  while (offset < bytes.length) {
    const record = recordAt(bytes, offset);
    if (record) {
      if (goodTo < offset) damaged.push({ from: goodTo, to: offset });
      lines.push(record.line);
      offset = record.to;
      goodTo = offset;
    } else {
      const next = bytes.indexOf(marker, offset + 1);
      offset = next === -1 ? bytes.length : next;
    }
  }
  if (goodTo === bytes.length) return { kind: 'read', lines, damaged, unfinished: undefined };
  const tail = { from: goodTo, to: bytes.length };
  return isUnfinished(bytes, tail)
    ? { kind: 'read', lines, damaged, unfinished: tail }
    : { kind: 'read', lines, damaged: [...damaged, tail], unfinished: undefined };
}

function toRecord(line: string): Buffer {
  const payload = Buffer.from(line, 'utf8');
  const record = Buffer.alloc(recordHeadBytes + payload.length);
  record[0] = marker;
  record.writeUInt32LE(payload.length, 1);
  payload.copy(record, recordHeadBytes);
  record.writeUInt32LE(checksum(record, 0, record.length), 5);
  return record;
}

function headerOf(bytes: Buffer): 'ours' | 'newer' | 'unreadable' {
  if (bytes.length < headerBytes || !bytes.subarray(0, 4).equals(magic)) return 'unreadable';
  if (bytes.readUInt32LE(8) !== crc32(bytes.subarray(0, 8))) return 'unreadable';
  return bytes.readUInt32LE(4) === version ? 'ours' : 'newer';
}

function recordAt(bytes: Buffer, from: number): { readonly line: string; readonly to: number } | undefined {
  if (bytes[from] !== marker || from + recordHeadBytes > bytes.length) return undefined;
  const to = from + recordHeadBytes + bytes.readUInt32LE(from + 1);
  if (to > bytes.length || bytes.readUInt32LE(from + 5) !== checksum(bytes, from, to)) return undefined;
  return { line: bytes.toString('utf8', from + recordHeadBytes, to), to };
}

function checksum(bytes: Buffer, from: number, to: number): number {
  return crc32(bytes.subarray(from + recordHeadBytes, to), crc32(bytes.subarray(from + 1, from + 5)));
}

/** A header or record that is right as far as it goes and ends too early. */
function isUnfinished(bytes: Buffer, { from, to }: Stretch): boolean {
  if (from === 0) return journalHeader().subarray(0, to).equals(bytes.subarray(0, to));
  if (bytes[from] !== marker) return false;
  return to - from < recordHeadBytes || from + recordHeadBytes + bytes.readUInt32LE(from + 1) > to;
}
