import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSecrets, type Keychain } from './secrets.ts';

const root = mkdtempSync(path.join(tmpdir(), 'raia-secrets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => path.join(root, `${++files}`, 'session.json');
const server = 'http://127.0.0.1:4820';

/** Turns the bytes round; enough to see that the plain token is not written. */
function keychain(isAvailable = true): Keychain {
  return {
    isAvailable: async () => isAvailable,
    encrypt: async (text) => Buffer.from(`locked:${text}`).reverse(),
    decrypt: async (bytes) => {
      const text = Buffer.from(bytes).reverse().toString();
      if (!text.startsWith('locked:')) throw new Error('another key');
      return text.slice('locked:'.length);
    },
  };
}

test('a token outlives the app, encrypted, for its own server only', async () => {
  const file = newFile();
  await createSecrets(keychain(), file, server).write('the-token');
  expect(readFileSync(file, 'utf8')).not.toContain('the-token');
  expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from('the-token').toString('base64'));
  expect(await createSecrets(keychain(), file, server).read()).toBe('the-token');
  expect(await createSecrets(keychain(), file, 'https://other.example').read()).toBeNull();
});

test('signing out forgets the token and leaves that of another server', async () => {
  const file = newFile();
  await createSecrets(keychain(), file, 'https://other.example').write('theirs');
  const secrets = createSecrets(keychain(), file, server);
  await secrets.write('mine');
  await secrets.write(null);
  expect(await secrets.read()).toBeNull();
  expect(await createSecrets(keychain(), file, server).read()).toBeNull();
  expect(await createSecrets(keychain(), file, 'https://other.example').read()).toBe('theirs');
});

test('without a keychain the token stays in memory and nothing is written', async () => {
  const file = newFile();
  const secrets = createSecrets(keychain(false), file, server);
  expect(await secrets.remembersSession()).toBe(false);
  await secrets.write('the-token');
  expect(await secrets.read()).toBe('the-token');
  expect(readdirSync(root)).not.toContain(path.basename(path.dirname(file)));
});

test('a token locked before the keychain went away does not come back with it', async () => {
  for (const next of [null, 'newer']) {
    const file = newFile();
    await createSecrets(keychain(), file, server).write('older');
    await createSecrets(keychain(false), file, server).write(next);
    expect(await createSecrets(keychain(), file, server).read()).toBeNull();
  }
});

test('a token handed over takes the place of the kept one, until signing out', async () => {
  const file = newFile();
  await createSecrets(keychain(), file, server).write('older');
  const secrets = createSecrets(keychain(), file, server, 'handed-over');
  expect(await secrets.read()).toBe('handed-over');
  expect(await createSecrets(keychain(), file, server).read()).toBe('handed-over');
  await secrets.write(null);
  expect(await secrets.read()).toBeNull();
});

test('a file that cannot be read or decrypted means signing in again, not an error', async () => {
  const file = newFile();
  await createSecrets(keychain(), file, server).write('x');
  writeFileSync(file, JSON.stringify({ [server]: Buffer.from('of another key').toString('base64') }));
  expect(await createSecrets(keychain(), file, server).read()).toBeNull();
  writeFileSync(file, 'torn');
  expect(await createSecrets(keychain(), file, server).read()).toBeNull();
});
