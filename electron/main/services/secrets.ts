/**
 * The session token of each server, encrypted by the system's keychain.
 *
 * Where the system keeps no secrets the token lives in memory alone:
 * `remembersSession` says so, and the person signs in again after a restart.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** The part of Electron's `safeStorage` used here. */
export type Keychain = {
  readonly isAvailable: () => Promise<boolean>;
  readonly encrypt: (text: string) => Promise<Buffer>;
  readonly decrypt: (bytes: Buffer) => Promise<string>;
};

export type Secrets = {
  readonly remembersSession: () => Promise<boolean>;
  readonly read: () => Promise<string | null>;
  readonly write: (token: string | null) => Promise<void>;
};

/** Tokens by server origin, base64 of what the keychain made of them. */
const fileSchema = z.record(z.string(), z.string()).readonly();
type Tokens = z.infer<typeof fileSchema>;

/** `handedOver` is the launcher's token; it is kept as if the person had just signed in. */
export function createSecrets(
  keychain: Keychain,
  file: string,
  server: string,
  handedOver?: string,
): Secrets {
  /** Undefined until the file was read. */
  let token: string | null | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function inLine<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  }

  async function write(next: string | null): Promise<void> {
    token = next;
    const locked = next !== null && (await keychain.isAvailable()) ? await keychain.encrypt(next) : null;
    const { [server]: former, ...others } = await readTokens(file);
    // Without a keychain now, a token it locked before must still not come back.
    if (locked !== null) await writeTokens(file, { ...others, [server]: locked.toString('base64') });
    else if (former !== undefined) await writeTokens(file, others);
  }

  async function readKept(): Promise<string | null> {
    const kept = (await readTokens(file))[server];
    if (kept === undefined || !(await keychain.isAvailable())) return null;
    // Encrypted under a key the system no longer has: the person signs in again.
    return keychain.decrypt(Buffer.from(kept, 'base64')).catch(() => null);
  }

  if (handedOver !== undefined) {
    token = handedOver;
    inLine(() => write(handedOver)).catch((error: unknown) => console.error('session not kept:', error));
  }

  return {
    remembersSession: () => keychain.isAvailable(),
    read: () =>
      inLine(async () => {
        if (token === undefined) token = await readKept();
        return token;
      }),
    write: (next) => inLine(() => write(next)),
  };
}

async function readTokens(file: string): Promise<Tokens> {
  try {
    return fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}

async function writeTokens(file: string, tokens: Tokens): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(tokens), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
