/** Work nobody has sent yet, and what may happen to the desktop app that holds it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RaiaServer, startRaiaServer } from '../e2e/support/raia-server.ts';
import type { Shell } from './shell.ts';
import { shellHosts } from './start-shell.ts';
import { seesItsWork, signIn, workWithoutServer } from './unsent-work.ts';

/** A server, an app and its restart; only a test that hangs takes this long. */
const patienceMs = 180_000;

describe.each(shellHosts)('on $name', { timeout: patienceMs }, ({ startShell }) => {
  let server: RaiaServer;
  let userData: string;
  let shell: Shell;

  beforeAll(async () => {
    server = await startRaiaServer(8);
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    userData = await mkdtemp(path.join(tmpdir(), 'raia-desktop-'));
    shell = await startShell({ server: server.url, userData });
  });
  afterEach(async () => {
    await shell.stop();
    await rm(userData, { recursive: true, force: true });
  });

  test('IndexedDB is deleted: pending work and drafts come back from the journal file, and are sent', async () => {
    await workWithoutServer(await signIn(shell, server), server);
    await shell.stop();
    expect(await deleteIndexedDb(userData)).toBeGreaterThan(0);
    await server.start();
    shell = await startShell({ server: server.url, userData });
    const desk = await seesItsWork(shell, server);
    await desk.upToDate();
    await server.raia('verify');
  });

  test('the app is killed: what was kept is there before any network is, and is sent once there is one', async () => {
    await workWithoutServer(await signIn(shell, server), server);
    await shell.kill();
    shell = await startShell({ server: server.url, userData });
    const desk = await seesItsWork(shell, server);
    await server.start();
    await desk.pill.click();
    await desk.button(desk.say('sync:tryNow')).click();
    await desk.upToDate();
    await server.raia('verify');
  });
});

/** How many of them there were. */
async function deleteIndexedDb(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isDirectory() && entry.name === 'IndexedDB');
  for (const entry of found) await rm(path.join(entry.parentPath, entry.name), { recursive: true });
  return found.length;
}
