import { expect, test } from './support/fixtures.ts';

test('a computer that is wiped forgets everything and says how much was never sent, in every window', async ({
  sitDown,
  newDesk,
  newComputer,
  server,
  expectComplaint,
}) => {
  expectComplaint(/status of 4\d\d/);
  // Other computers Bruno sat at are asked too, and may never answer.
  const wipe = async (): Promise<readonly unknown[]> =>
    JSON.parse(await server.raia('user', 'wipe', 'bruno', '--json')).wipes;
  const computer = await newComputer();
  const bruno = await sitDown('bruno', computer);
  const second = await newDesk(computer);
  await second.upToDate();
  await bruno.goOffline();
  await bruno.openCase({ subject: 'Nunca será enviado' });
  await bruno.writeNote('Nem esta nota.');
  await bruno.write('message', 'Nem este rascunho');
  await bruno.draftKept();
  const asked = expect.objectContaining({ doneAt: null, changes: null, drafts: null });
  expect(await wipe()).toContainEqual(asked);
  await bruno.goOnline();
  for (const desk of [bruno, second]) {
    await expect(desk.page.getByRole('heading', { name: desk.say('session:title') })).toBeVisible();
    await expect(desk.page.getByRole('alert')).toHaveText(desk.say('session:wiped'));
    // Of the person who was here nothing is.
    await expect(desk.page.getByText(desk.say('session:keptForAuthor'))).toBeHidden();
  }
  expect(
    await bruno.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
  ).toEqual(['raia-device']);
  // Preferences of this computer alone.
  const stored = await bruno.page.evaluate(() => Object.keys(localStorage));
  expect(stored.filter((key) => !key.startsWith('raia.'))).toEqual([]);
  const done = expect.objectContaining({ doneAt: expect.any(Number), changes: 2, drafts: 1 });
  await expect.poll(wipe).toContainEqual(done);

  await bruno.signIn('bruno');
  await bruno.search('Nunca será enviado');
  await expect(bruno.page.getByRole('dialog')).toContainText(bruno.say('shell:paletteEmpty'));
});
