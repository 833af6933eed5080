/** Passwords are kept as argon2id; the parameters travel inside the hash. */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'));
}

let decoy: Promise<string> | undefined;

/** Without a hash (no such login) it does the same work and says no, so that the time tells nothing. */
export async function isPassword(password: string, hashed: string | undefined): Promise<boolean> {
  decoy ??= hash(randomBytes(16).toString('hex'));
  const isRight = await verify(hashed ?? (await decoy), password.normalize('NFC'));
  return isRight && hashed !== undefined;
}
