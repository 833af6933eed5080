/** What a failure of the database means to those who called: the class of its SQLSTATE decides. */

export type DatabaseTrouble =
  /** This very data cannot be stored (classes 22 and 23); trying again changes nothing. */
  | 'data'
  /** The server is away, full, or gave the transaction up (08, 25P03, 40, 53, 57); trying again may help. */
  | 'unavailable'
  /** Anything else: a bug of ours. */
  | 'bug';

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

export function databaseTrouble(error: unknown): DatabaseTrouble {
  if (!(error instanceof Error)) return 'bug';
  if (error instanceof AggregateError && error.errors.length > 0) return databaseTrouble(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (networkCodes.has(code) || lostConnection.test(error.message)) return 'unavailable';
  if (/^(22|23)...$/.test(code)) return 'data';
  if (/^(08|40|53|57)...$/.test(code) || code === '25P03') return 'unavailable';
  return 'bug';
}
