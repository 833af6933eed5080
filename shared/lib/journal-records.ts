/**
 * The bytes of a journal, on the desktop and in a browser.
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
import { crc32 } from './crc32.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const version = 2;
/** RAIJ */
const magic = [0x52, 0x41, 0x49, 0x4a];
export const headerBytes = 12;
const recordHeadBytes = 9;
const plainMarker = 0xff;
const sealedMarker = 0xfe;

/** Text in UTF-8, or sealed bytes. */
export type Payload = { readonly isSealed: boolean; readonly bytes: Bytes };

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

export function journalHeader(): Bytes {
  const header = new Uint8Array(headerBytes);
  const view = viewOf(header);
  header.set(magic);
  view.setUint32(4, version, true);
  view.setUint32(8, crc32(header.subarray(0, 8)), true);
  return header;
}

export function journalRecords(payloads: readonly Payload[]): Bytes {
  return joinBytes(payloads.map(toRecord));
}

export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function scanJournal(bytes: Bytes): JournalScan {
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

function toRecord({ isSealed, bytes }: Payload): Bytes {
  const record = new Uint8Array(recordHeadBytes + bytes.length);
  const view = viewOf(record);
  record[0] = isSealed ? sealedMarker : plainMarker;
  view.setUint32(1, bytes.length, true);
  record.set(bytes, recordHeadBytes);
  view.setUint32(5, checksum(record, 0, record.length), true);
  return record;
}

function headerOf(bytes: Bytes): 'ours' | 'newer' | 'unreadable' {
  if (bytes.length < headerBytes || magic.some((byte, at) => bytes[at] !== byte)) return 'unreadable';
  const view = viewOf(bytes);
  if (view.getUint32(8, true) !== crc32(bytes.subarray(0, 8))) return 'unreadable';
  return view.getUint32(4, true) <= version ? 'ours' : 'newer';
}

type ReadRecord = { readonly payload: Payload; readonly to: number };

function recordAt(bytes: Bytes, from: number): ReadRecord | undefined {
  if (!isMarker(bytes[from]) || from + recordHeadBytes > bytes.length) return undefined;
  const view = viewOf(bytes);
  const to = from + recordHeadBytes + view.getUint32(from + 1, true);
  if (to > bytes.length || view.getUint32(from + 5, true) !== checksum(bytes, from, to)) return undefined;
  const payload = bytes.subarray(from + recordHeadBytes, to);
  return { payload: { isSealed: bytes[from] === sealedMarker, bytes: payload }, to };
}

function isMarker(byte: number | undefined): boolean {
  return byte === plainMarker || byte === sealedMarker;
}

function checksum(bytes: Bytes, from: number, to: number): number {
  const head = bytes.subarray(bytes[from] === plainMarker ? from + 1 : from, from + 5);
  return crc32(bytes.subarray(from + recordHeadBytes, to), crc32(head));
}

/** A header or record that is right as far as it goes and ends too early. */
function isUnfinished(bytes: Bytes, { from, to }: Stretch): boolean {
  if (from === 0)
    return to < headerBytes && journalHeader().every((byte, at) => at >= to || bytes[at] === byte);
  // The file grew before its bytes came, or a torn write was being cleared.
  if (bytes[from] === 0) return true;
  if (!isMarker(bytes[from])) return false;
  return to - from < recordHeadBytes || from + recordHeadBytes + viewOf(bytes).getUint32(from + 1, true) > to;
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
