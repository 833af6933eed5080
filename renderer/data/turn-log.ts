/**
 * Has Chromium begin a new file for the log of its database.
 *
 * Where a write was cut short by a full disk or a power cut, Chromium goes on
 * behind the torn end, in the same file. At a later start it finds the tear in
 * the middle, takes everything for damaged and deletes the whole store. The
 * file is put away once 4 MB have gone through it, tear and all.
 */
import type { Table } from 'dexie';

type MetaRow = { readonly key: string; readonly value: unknown };

const prefix = 'turn-';
const pieces = 120;
/** Pieces of 64 kB and more would be stored elsewhere. */
const pieceBytes = 48 * 1024;

export async function turnLog(meta: Table<MetaRow, string>): Promise<void> {
  const rows = Array.from({ length: pieces }, (_, n) => ({
    key: `${prefix}${n}`,
    value: new Uint8Array(pieceBytes),
  }));
  await meta.bulkPut(rows);
  await meta.bulkDelete(rows.map(({ key }) => key));
}
