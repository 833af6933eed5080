import { readFile, writeFile } from 'node:fs/promises';
import type { Desk } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { aDocument, aPicture } from './support/pictures.ts';

const passphrase = 'três gatos na varanda';
const picture = aPicture('rack.png', [40, 90, 160]);
const invoice = aDocument('nota fiscal.pdf', 'application/pdf', 300_000);

/** Exports from the palette; where the file lies. */
async function exportWork(desk: Desk, typed = passphrase): Promise<string> {
  const dialog = desk.dialog(desk.say('carried:exportTitle'));
  await dialog.getByLabel(desk.say('carried:passphrase'), { exact: true }).fill(typed);
  const download = desk.page.waitForEvent('download');
  await dialog.getByRole('button', { name: desk.say('carried:save') }).click();
  await expect(dialog).toContainText(desk.say('carried:exported'));
  const path = test.info().outputPath('stick.raia-work');
  await (await download).saveAs(path);
  await dialog
    .getByRole('button', { name: desk.say('common:close') })
    .last()
    .click();
  return path;
}

async function bringIn(desk: Desk, file: string, typed = passphrase): Promise<void> {
  const dialog = desk.dialog(desk.say('carried:bringInTitle'));
  if (!(await dialog.isVisible())) await desk.command(desk.say('shell:bringInWork'));
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByLabel(desk.say('carried:passphrase'), { exact: true }).fill(typed);
  await dialog.getByRole('button', { name: desk.say('carried:bringIn'), exact: true }).click();
}

test('whoever signs out with unsent work sends it first, and is told when all of it is sent', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Etiqueta sem código de barras';
  const observer = await sitDown('tania');
  const lia = await sitDown('lia');
  await lia.goOffline();
  await lia.openCase({ subject });
  await lia.choose(lia.personButton, lia.say('shell:signOut'));
  const dialog = lia.dialog(lia.say('shell:signOutTitle'));
  const locksOut = dialog.getByText(lia.say('shell:signOutLocksOut'));
  await expect(locksOut).toBeVisible();
  await dialog.getByRole('button', { name: lia.say('shell:signOutSend') }).click();
  await expect(dialog.getByRole('status')).toHaveText(lia.say('shell:signOutNoNetwork'));
  await lia.goOnline();
  await expect(dialog.getByRole('status')).toHaveText(lia.say('shell:signOutSent'));
  await expect(dialog).toContainText(lia.say('shell:signOutClean'));
  await expect(locksOut).toBeHidden();
  await dialog.getByRole('button', { name: lia.say('shell:signOut'), exact: true }).click();
  await expect(lia.page.getByRole('heading', { name: lia.say('session:title') })).toBeVisible();
  await observer.openByName(subject);
  await verify();
});

test('unsent work goes to another computer in a file, and happens once', async ({ sitDown, verify }) => {
  const subject = 'Visita sem sinal no galpão';
  const note = 'Trocado o cabo do rack.';
  const draft = 'Bom dia, Dora. O cabo';
  const field = await sitDown('lia');
  await field.goOffline();
  await field.openCase({ subject });
  await field.writeNote(note);
  await field.write('message', 'Segue a nota.');
  await field.chooseFiles(invoice);
  await field.send();
  await field.file(invoice.name).getByText(field.say('files:state_kept')).waitFor();
  await field.write('message', draft);
  await field.chooseFiles(picture);
  await field.draftKept();
  await field.choose(field.personButton, field.say('shell:signOut'));
  await field
    .dialog(field.say('shell:signOutTitle'))
    .getByRole('button', { name: field.say('shell:signOutExport') })
    .click();
  const file = await exportWork(field);
  const bytes = await readFile(file);
  for (const words of [subject, note, draft, invoice.name]) expect(bytes.includes(words)).toBe(false);
  for (const { buffer } of [picture, invoice]) expect(bytes.includes(buffer.subarray(0, 200))).toBe(false);

  const desk = await sitDown('lia');
  const dialog = desk.dialog(desk.say('carried:bringInTitle'));
  await bringIn(desk, file, 'dois gatos na varanda');
  await expect(dialog.getByRole('alert')).toHaveText(desk.say('carried:wrong-passphrase'));
  const damaged = test.info().outputPath('damaged.raia-work');
  await writeFile(damaged, bytes.subarray(0, -5));
  await bringIn(desk, damaged);
  await expect(dialog.getByRole('alert')).toHaveText(desk.say('carried:damaged'));
  await bringIn(desk, file);
  await expect(dialog.getByRole('alert')).toContainText(desk.say('carried:drafts', { count: 2 }));
  await expect(dialog.getByRole('alert')).toContainText(desk.say('carried:files', { count: 2 }));
  await dialog
    .getByRole('button', { name: desk.say('common:close') })
    .last()
    .click();
  await desk.openByName(subject);
  await expect(desk.timeline).toContainText(note);
  await expect(desk.composer).toHaveValue(draft);
  await expect(desk.chosenFile(picture.name)).toBeVisible();
  await expect(desk.file(invoice.name)).toContainText(desk.say('files:state_present'));
  expect((await desk.savedBytes(invoice.name)).equals(invoice.buffer)).toBe(true);
  await desk.upToDate();
  await bringIn(desk, file);
  await expect(dialog.getByRole('alert')).toHaveText(desk.say('carried:allHere'));
  await dialog
    .getByRole('button', { name: desk.say('common:close') })
    .last()
    .click();

  await field.goOnline();
  await field.upToDate();
  const told = (await desk.history()).filter((line) => line.includes(note));
  expect(told).toHaveLength(1);
  await verify();
});

test('work of somebody else is not brought in, and where there is nothing unsent nothing is exported', async ({
  sitDown,
}) => {
  const lia = await sitDown('lia');
  await lia.command(lia.say('shell:exportWork'));
  await expect(lia.dialog(lia.say('carried:exportTitle'))).toContainText(lia.say('carried:nothing'));
  await lia.page.keyboard.press('Escape');
  await lia.goOffline();
  await lia.openCase({ subject: 'Só da Lia' });
  await lia.exportFromPill();
  const file = await exportWork(lia);
  const bruno = await sitDown('bruno');
  await bringIn(bruno, file);
  await expect(bruno.dialog(bruno.say('carried:bringInTitle')).getByRole('alert')).toHaveText(
    bruno.say('carried:other-person'),
  );
  await lia.goOnline();
  await lia.upToDate();
});
