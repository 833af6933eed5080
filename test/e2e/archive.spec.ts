import { archivedCaseSchema } from '#shared/protocol/messages.ts';
import { signedInSchema } from '#shared/protocol/session.ts';
import { Desk } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { password, type RaiaServer, startRaiaServer } from './support/raia-server.ts';

/** The latest case in the archive of this server. */
async function anArchivedCase({ url }: RaiaServer) {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'lia', password, device: 'Prova' }),
  });
  const { token } = signedInSchema.parse(await session.json());
  const firstLine = async () => {
    const answer = await fetch(`${url}/api/sync/archive?words=a`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return archivedCaseSchema.safeParse(JSON.parse((await answer.text()).split('\n')[0] ?? '')).data;
  };
  await expect.poll(firstLine).toBeDefined();
  return archivedCaseSchema.parse(await firstLine());
}

test('a case of long ago is found by its customer and subject with the keyboard alone, and opened', async ({
  newComputer,
  expectComplaint,
}) => {
  const server = await startRaiaServer(60);
  try {
    await server.stop();
    await server.start('--archive-after', '1');
    const { subject, customer } = await anArchivedCase(server);
    const page = await (await newComputer()).newPage();
    await page.goto(server.url);
    const lia = new Desk(page, server.url);
    await lia.signIn('lia');
    const status = page.getByRole('dialog').getByRole('status');
    const field = page.getByRole('textbox', { name: lia.say('shell:search') });

    // Folded, and the last word half typed.
    const words = `${subject} ${customer.slice(0, -1)}`.toUpperCase();
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.type(words);
    await expect(page.getByRole('dialog')).toContainText(lia.say('shell:paletteEmpty'));
    await expect(lia.button(lia.inArchive(words))).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('button').first()).toContainText(customer);
    await expect(status).toHaveText(/encontrados? no arquivo/);
    await page.keyboard.press('Enter');
    await expect(lia.title(subject)).toBeVisible();
    await expect(lia.ended).toBeVisible();

    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.type('xadrez');
    await expect(lia.button(lia.inArchive('xadrez'))).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(lia.say('shell:archiveNone'));
    await page.keyboard.press('Escape');

    await lia.goOffline();
    await lia.search(words);
    await expect(page.getByText(lia.say('shell:archiveOffline'))).toBeVisible();
    await expect(lia.button(lia.inArchive(words))).toHaveCount(0);
    await page.keyboard.press('Escape');
    await lia.goOnline();

    expectComplaint(/the server responded with a status of 400/);
    await page.route(/\/api\/sync\/archive\?words=/, (route) => route.fulfill({ status: 400 }));
    await lia.upToDate();
    await lia.search('xadrez');
    await lia.button(lia.inArchive('xadrez')).click();
    await expect(status).toHaveText(lia.say('shell:archiveOlder'));
  } finally {
    await server.close();
  }
});
