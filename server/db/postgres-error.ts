export type PostgresErrorKind =
  /** npm did not install the binaries of this platform. */
  | 'binaries-missing'
  /** Run as root, and no other system user could be found or made. */
  | 'no-system-user'
  /** The data was written by another major version. */
  | 'other-version'
  /** The data is there, the file with its password is not. */
  | 'password-lost'
  /** Another PostgreSQL holds the data and does not take our password. */
  | 'held'
  /** Processes of one that was killed have not ended yet. */
  | 'still-ending'
  /** Another program listens on the port. */
  | 'port-taken'
  /** Anything else; the message carries what PostgreSQL said. */
  | 'failed';

/** The embedded PostgreSQL cannot be used. The message is a sentence for whoever started us. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly kind: PostgresErrorKind;

  constructor(kind: PostgresErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
