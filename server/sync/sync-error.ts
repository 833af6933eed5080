export type SyncErrorKind =
  /** The database is away or gave up: nothing is acknowledged, the same request may be sent again. */
  | 'unavailable'
  /** So much waits already that this was not begun: the same request may be sent again. */
  | 'busy'
  /** This build does not know a mutator, or not in that version; a newer one will. */
  | 'mutator-unknown'
  /** The cursors of a pull cannot be read. */
  | 'cursors-unreadable';

export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly kind: SyncErrorKind;

  constructor(kind: SyncErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Whoever opened a space at another start of the database opens it again: its newest commits may be missing since. */
export function mustBeSameStart(opened: string, now: string): void {
  if (now !== opened) throw new SyncError('unavailable', 'The database was started again');
}
