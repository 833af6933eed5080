/**
 * A file as a thread has it that may wait for the disk: what was asked is done
 * when the call returns. `FileSystemSyncAccessHandle` is one.
 */
export type SlotFile = {
  readonly getSize: () => number;
  /** How many bytes were there to be read. */
  readonly read: (into: Uint8Array, options: { readonly at: number }) => number;
  /** How many bytes were written, which may be fewer where the room ends. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }) => number;
  readonly flush: () => void;
  readonly close: () => void;
};

export type SlotFolder = {
  readonly names: () => Promise<readonly string[]>;
  /** Made where there is none. Where the browser allows it, others may have it open too. */
  readonly open: (name: string) => Promise<SlotFile>;
  /** Nobody has it open. True of a file that is not there. */
  readonly isFree: (name: string) => Promise<boolean>;
};

export function readAll(file: SlotFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  for (let at = 0; at < bytes.length; ) {
    const read = file.read(bytes.subarray(at), { at });
    if (read === 0) throw new Error(`The file ended after ${at} of ${bytes.length} bytes`);
    at += read;
  }
  return bytes;
}

export function writeAll(file: SlotFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  for (let written = 0; written < bytes.length; ) {
    const more = file.write(bytes.subarray(written), { at: at + written });
    if (more === 0) throw new DOMException('The disk took nothing', 'QuotaExceededError');
    written += more;
  }
}
