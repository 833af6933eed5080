/** What files of this computer are written with, so that they outlive a power cut. */
import type fs from 'node:fs/promises';
import path from 'node:path';

/** The disk, injected so that a test can fill it up. */
export type Disk = Pick<typeof fs, 'mkdir' | 'open' | 'rename' | 'rm'>;
export type FileHandle = Awaited<ReturnType<Disk['open']>>;

export async function readOrNothing(disk: Disk, file: string): Promise<Buffer<ArrayBuffer>> {
  try {
    const handle = await disk.open(file, 'r');
    try {
      return Buffer.from(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** The whole of a file, flushed. It has the name of another until it is renamed. */
export async function writeWhole(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const handle = await disk.open(file, 'w', 0o600);
  try {
    await writeAt(handle, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A write near the end of the room may take only some of the bytes before the next one fails. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/** The new name itself must survive a power cut. Windows cannot sync a folder and needs no telling. */
export async function syncFolder(disk: Disk, file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await disk.open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function isNoRoom(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
}

export function temporary(file: string): string {
  return `${file}.new`;
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
