/**
 * The first 20 bytes of the files of a journal: `RAIS`, the number of the leader
 * who wrote it (float 64), how often the journal was rewritten (u32), CRC-32 of
 * these sixteen bytes. All numbers are little endian.
 */
import { crc32 } from '#shared/lib/crc32.ts';
import type { SlotFile } from './slot-file.ts';

export type SlotStamp = { readonly leader: number; readonly turn: number };

export const stampBytes = 20;
/** RAIS */
const magic = [0x52, 0x41, 0x49, 0x53];

export function toStampBytes({ leader, turn }: SlotStamp): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(stampBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setFloat64(4, leader, true);
  view.setUint32(12, turn, true);
  view.setUint32(16, crc32(bytes.subarray(0, 16)), true);
  return bytes;
}

/** `none`: there is none, or it was being written or taken away and one of its ends is not there. */
export function readStamp(file: SlotFile): SlotStamp | 'none' | 'damaged' {
  const bytes = new Uint8Array(stampBytes);
  file.read(bytes, { at: 0 });
  const view = new DataView(bytes.buffer);
  const isWhole =
    magic.every((byte, at) => bytes[at] === byte) &&
    view.getUint32(16, true) === crc32(bytes.subarray(0, 16));
  if (isWhole) return { leader: view.getFloat64(4, true), turn: view.getUint32(12, true) };
  return bytes[0] === 0 || bytes[stampBytes - 1] === 0 ? 'none' : 'damaged';
}

export function isLater(one: SlotStamp, other: SlotStamp): boolean {
  return one.leader > other.leader || (one.leader === other.leader && one.turn > other.turn);
}
