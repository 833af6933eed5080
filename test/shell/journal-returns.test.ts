/** Work nobody has sent yet, and what may happen to the desktop app that holds it. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RaiaServer, startRaiaServer } from '../e2e/support/raia-server.ts';
import { newComputer } from './new-computer.ts';
import { shellHosts } from './start-shell.ts';
import { seesItsWork, signIn, workWithoutServer } from './unsent-work.ts';

/** A server, an app and its restart; only a test that hangs takes this long. */
const patienceMs = 180_000;

describe.each(shellHosts)('on $name', { timeout: patienceMs }, ({ startShell }) => {
  let server: RaiaServer;

  beforeAll(async () => {
    server = await startRaiaServer(8);
  });
  afterAll(() => server?.close());

  const aComputer = () => newComputer((userData) => startShell({ server: server.url, userData }));

  test('IndexedDB is deleted: pending work and drafts come back from the journal file, and are sent', async () => {
    const { userData, start } = await aComputer();
    const shell = await start();
    await workWithoutServer(await signIn(shell, server), server);
    await shell.stop();
    expect(await deleteIndexedDb(userData)).toBeGreaterThan(0);
    await server.start();
    const desk = await seesItsWork(await start(), server);
    await desk.upToDate();
    await server.raia('verify');
  });

  test('the app is killed: what was kept is there before any network is, and is sent once there is one', async () => {
    const { start } = await aComputer();
    const shell = await start();
    await workWithoutServer(await signIn(shell, server), server);
    await shell.kill();
    const desk = await seesItsWork(await start(), server);
    await server.start();
    await desk.pill.click();
    await desk.button(desk.say('sync:syncNow')).click();
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
