/**
 * The bytes of a journal file.
 *
 * Header, 12 bytes: `RAIJ`, format version (u32), CRC-32 of those eight bytes.
 * Then records: a marker, length of the payload (u32), CRC-32 (u32), payload.
 * All numbers are little endian.
 *
 * After the marker 0xFF the payload is UTF-8, in which 0xFF never occurs, and
 * the CRC is over length and payload. After 0xFE it is sealed bytes, and the CRC
 * is over the marker too, so that one is never read as the other. A reader that
 * has lost its place looks for the next marker: text that looks like a record
 * is never taken for one, sealed bytes by one chance in four billion.
 *
 * Version 1: the first one.
 * Version 2: sealed records. Files of version 1 are read as they are.
 */
import { crc32 } from 'node:zlib';

const version = 2;
const magic = Buffer.from('RAIJ');
export const headerBytes = 12;
const recordHeadBytes = 9;
const plainMarker = 0xff;
const sealedMarker = 0xfe;

/** Text, or sealed bytes. */
export type Payload = string | Buffer<ArrayBuffer>;

/** Bytes from `from` up to, not including, `to`. */
export type Stretch = { readonly from: number; readonly to: number };

export type JournalScan =
  /** Written by a newer build. Nothing in it may be touched. */
  | { readonly kind: 'newer' }
  | {
      readonly kind: 'read';
      readonly payloads: readonly Payload[];
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

export function journalRecords(payloads: readonly Payload[]): Buffer {
  return Buffer.concat(payloads.map(toRecord));
}

export function scanJournal(bytes: Buffer<ArrayBuffer>): JournalScan {
  const first = headerOf(bytes);
  if (first === 'newer') return { kind: 'newer' };
  const payloads: Payload[] = [];
  const damaged: Stretch[] = [];
  let offset = first === 'ours' ? headerBytes : 0;
  let goodTo = offset;
  while (offset < bytes.length) {
    const record = recordAt(bytes, offset);
    if (record) {
      if (goodTo < offset) damaged.push({ from: goodTo, to: offset });
      payloads.push(record.payload);
      offset = record.to;
      goodTo = offset;
    } else offset += 1;
  }
  if (goodTo === bytes.length) return { kind: 'read', payloads, damaged, unfinished: undefined };
  const tail = { from: goodTo, to: bytes.length };
  return isUnfinished(bytes, tail)
    ? { kind: 'read', payloads, damaged, unfinished: tail }
    : { kind: 'read', payloads, damaged: [...damaged, tail], unfinished: undefined };
}

function toRecord(content: Payload): Buffer {
  const payload = Buffer.from(content);
  const record = Buffer.alloc(recordHeadBytes + payload.length);
  record[0] = typeof content === 'string' ? plainMarker : sealedMarker;
  record.writeUInt32LE(payload.length, 1);
  payload.copy(record, recordHeadBytes);
  record.writeUInt32LE(checksum(record, 0, record.length), 5);
  return record;
}

function headerOf(bytes: Buffer): 'ours' | 'newer' | 'unreadable' {
  if (bytes.length < headerBytes || !bytes.subarray(0, 4).equals(magic)) return 'unreadable';
  if (bytes.readUInt32LE(8) !== crc32(bytes.subarray(0, 8))) return 'unreadable';
  return bytes.readUInt32LE(4) <= version ? 'ours' : 'newer';
}

type ReadRecord = { readonly payload: Payload; readonly to: number };

function recordAt(bytes: Buffer<ArrayBuffer>, from: number): ReadRecord | undefined {
  if (!isMarker(bytes[from]) || from + recordHeadBytes > bytes.length) return undefined;
  const to = from + recordHeadBytes + bytes.readUInt32LE(from + 1);
  if (to > bytes.length || bytes.readUInt32LE(from + 5) !== checksum(bytes, from, to)) return undefined;
  const payload = bytes.subarray(from + recordHeadBytes, to);
  return { payload: bytes[from] === plainMarker ? payload.toString() : payload, to };
}

function isMarker(byte: number | undefined): boolean {
  return byte === plainMarker || byte === sealedMarker;
}

function checksum(bytes: Buffer, from: number, to: number): number {
  const head = bytes.subarray(bytes[from] === plainMarker ? from + 1 : from, from + 5);
  return crc32(bytes.subarray(from + recordHeadBytes, to), crc32(head));
}

/** A header or record that is right as far as it goes and ends too early. */
function isUnfinished(bytes: Buffer, { from, to }: Stretch): boolean {
  if (from === 0) return journalHeader().subarray(0, to).equals(bytes.subarray(0, to));
  if (!isMarker(bytes[from])) return false;
  return to - from < recordHeadBytes || from + recordHeadBytes + bytes.readUInt32LE(from + 1) > to;
}
