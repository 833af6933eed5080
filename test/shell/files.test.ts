/** Files attached in the desktop app: they lie in its folder until the company's server has them. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk } from '../e2e/support/desk.ts';
import { aDocument } from '../e2e/support/pictures.ts';
import { type RaiaServer, startRaiaServer } from '../e2e/support/raia-server.ts';
import { newComputer } from './new-computer.ts';
import { shellHosts } from './start-shell.ts';

/** A server, an app and its restart; only a test that hangs takes this long. */
const patienceMs = 180_000;
const subject = 'Foto da etiqueta';
const invoice = aDocument('nota fiscal.pdf', 'application/pdf', 300_000);

describe.each(shellHosts)('on $name', { timeout: patienceMs }, ({ startShell }) => {
  let server: RaiaServer;

  beforeAll(async () => {
    server = await startRaiaServer(8);
  });
  afterAll(() => server?.close());

  test('a file attached without a server outlives a kill of the app, and is sent when there is one', async () => {
    const { userData, start } = await newComputer((folder) =>
      startShell({ server: server.url, userData: folder }),
    );
    const shell = await start();
    const door = new Desk(await shell.page(), server.url, 'en');
    await door.knock('bruno');
    let desk = door.reading('pt-BR');
    await desk.upToDate();
    await server.kill();
    await desk.openCase({ subject });
    await desk.chooseFiles(invoice);
    await desk.send();
    await desk.file(invoice.name).getByText(desk.say('files:state_kept')).waitFor();
    expect(await blobsIn(userData)).toMatchObject([[expect.any(String), 'waiting']]);
    await shell.kill();
    const again = await start();
    desk = new Desk(await again.page(), server.url);
    await desk.personButton.waitFor();
    await desk.openByName(subject);
    await desk.file(invoice.name).getByText(desk.say('files:state_kept')).waitFor();
    await server.start();
    await desk.pill.click();
    await desk.button(desk.say('sync:syncNow')).click();
    await desk.file(invoice.name).getByText(desk.say('files:state_present')).waitFor();
    await desk.upToDate();
    expect(await blobsIn(userData)).toMatchObject([[expect.any(String), 'sent']]);
    await server.raia('verify');
  });
});

/** Hash and shelf of each file kept. */
async function blobsIn(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => [name, path.basename(parentPath)] as const);
}
