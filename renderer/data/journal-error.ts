/** Why the journal could not be read or written. */
export type JournalErrorKind =
  /** A newer leader writes now. */
  | 'stale-leader'
  /** No room: kept in memory and tried again. */
  | 'disk-full'
  /** This browser keeps no files: it is too old, or the window is a private one. */
  | 'unsupported'
  | 'failed';

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly kind: JournalErrorKind;
  constructor(kind: JournalErrorKind, options?: ErrorOptions) {
    super(`The journal could not be written (${kind})`, options);
    this.kind = kind;
  }
}
