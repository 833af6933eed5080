/** The file of a backup cannot be read or written; its cause is what the system said. */
export class FileError extends Error {
  override readonly name: string = 'FileError';
  /** Such as `ENOSPC`. */
  readonly code: string;
  constructor(cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    super(`The file cannot be used (${code})`, { cause });
    this.code = code;
  }
}

/** What rejects in `work` is about the file. */
export async function onFile<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new FileError(cause);
  }
}
