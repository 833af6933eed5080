/** What lies on the disk of a desktop computer, who can read it, and how it goes away. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RaiaServer, startRaiaServer } from '../e2e/support/raia-server.ts';
import type { DoubleState } from './double-state.ts';
import { newComputer } from './new-computer.ts';
import { startDouble } from './start-double.ts';
import { seesItsWork, signIn, typedWords, workWithoutServer } from './unsent-work.ts';

/** A server, an app and its restart; only a test that hangs takes this long. */
const patienceMs = 180_000;

describe('on the stand-in', { timeout: patienceMs }, () => {
  let server: RaiaServer;

  beforeAll(async () => {
    server = await startRaiaServer(8);
  });
  afterAll(() => server?.close());

  const aComputer = () =>
    newComputer((userData, settings: Partial<DoubleState> = {}) =>
      startDouble({ server: server.url, userData }, settings),
    );

  // The first: later on the server has these words from others, whose cases everyone finds.
  test('a wipe leaves neither the journal nor the key, and the next one to sign in begins anew', async () => {
    const { userData, start } = await aComputer();
    const shell = await start();
    const desk = await signIn(shell, server);
    await workWithoutServer(desk, server);
    await server.raia('user', 'wipe', 'bruno');
    await server.start();
    await desk.page.getByText(desk.say('session:wiped')).waitFor();
    expect(await readdir(path.join(userData, 'journals'))).toEqual([]);
    expect(JSON.parse(await readFile(path.join(userData, 'keys.json'), 'utf8'))).toEqual({});
    await desk.knock('bruno');
    await desk.upToDate();
    await desk.search(typedWords[0]);
    await desk.page.getByText(desk.say('shell:paletteEmpty')).waitFor();
  });

  test('no word typed here is in the files of the computer', async () => {
    const { userData, start } = await aComputer();
    const shell = await start();
    await workWithoutServer(await signIn(shell, server), server);
    await shell.stop();
    await server.start();
    expect(await wordsOnDisk(userData)).toEqual([]);
  });

  test('where the system has no keychain nothing is encrypted, and that is said', async () => {
    const { userData, start } = await aComputer();
    const shell = await start({ hasKeychain: false });
    const desk = await signIn(shell, server);
    await workWithoutServer(desk, server);
    await desk.pill.click();
    await desk.page.getByText(desk.say('sync:noKeychain')).waitFor();
    await shell.stop();
    await server.start();
    // The search finds what is there to be found.
    expect(await wordsOnDisk(userData)).toEqual(typedWords);
  });

  test('a key the keychain has lost comes back with signing in, and all work with it', async () => {
    const { start } = await aComputer();
    let shell = await start();
    await workWithoutServer(await signIn(shell, server), server);
    await shell.stop();
    await server.start();
    shell = await start({ keychainSecret: 0x33 });
    await signIn(shell, server);
    const desk = await seesItsWork(shell, server);
    await desk.upToDate();
    await desk.pill.click();
    await desk.page.getByText(desk.say('sync:sealed')).waitFor();
    await server.raia('verify');
  });

  test('a key nobody has leaves its work set aside and told; cases are fetched anew', async () => {
    const { start } = await aComputer();
    let shell = await start();
    const page = await shell.page();
    await page.context().route('**/api/session/keys/*', (route) => route.abort());
    const sent = 'Aberto antes da queda';
    const before = await signIn(shell, server);
    await before.openCase({ subject: sent });
    await workWithoutServer(before, server);
    await shell.stop();
    await server.start();
    shell = await start({ keychainSecret: 0x33 });
    const desk = await signIn(shell, server);
    await expect.poll(() => desk.pill.getAttribute('data-mood'), { timeout: 30_000 }).toBe('set-aside');
    await desk.openByName(sent);
  });
});

/** Those of the words that are in the journal, in a file or in the browser's database, in either way a browser writes text. */
async function wordsOnDisk(userData: string): Promise<readonly string[]> {
  const entries = await readdir(userData, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /[/\\](IndexedDB|journals|blobs)[/\\]/.test(file));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  expect(files.some((file) => file.endsWith('.journal'))).toBe(true);
  return typedWords.filter((words) =>
    contents.some((bytes) => [words, Buffer.from(words, 'utf16le')].some((form) => bytes.includes(form))),
  );
}
