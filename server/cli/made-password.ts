import { randomBytes } from 'node:crypto';

/** A password nobody chose: 72 random bits, easy to copy. */
export function madePassword(): string {
  return randomBytes(9).toString('base64url');
}
