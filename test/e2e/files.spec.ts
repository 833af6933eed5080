import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/fixtures.ts';
import { aDocument, aPicture } from './support/pictures.ts';

const picture = aPicture('balcão.png', [180, 60, 40]);
const invoice = aDocument('nota fiscal.pdf', 'application/pdf', 700_000);

test('a file attached offline outlives a reload, goes when there is a network, and a colleague opens it', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Etiqueta rasgada na impressora';
  const tania = await sitDown('tania');
  const bruno = await sitDown('bruno');
  await tania.openCase({ subject });
  await tania.upToDate();
  await tania.goOffline();
  await tania.write('message', 'Segue a foto do balcão.');
  await tania.chooseFiles(picture, invoice);
  await tania.page.reload();
  await expect(tania.chosenFile(picture.name)).toBeVisible();
  await expect(tania.chosenFile(invoice.name)).toBeVisible();
  await tania.send();
  await expect(tania.file(invoice.name)).toContainText(tania.say('files:state_kept'));
  await tania.page.reload();
  await expect(tania.file(picture.name)).toContainText(tania.say('files:state_kept'));
  await expect(tania.timeline.locator('img')).toBeVisible();
  await tania.goOnline();
  await tania.upToDate();
  for (const { name } of [picture, invoice])
    await expect(tania.file(name)).toContainText(tania.say('files:state_present'));
  await bruno.openByName(subject);
  await expect(bruno.timeline).toContainText('Segue a foto do balcão.');
  expect((await bruno.savedBytes(invoice.name)).equals(invoice.buffer)).toBe(true);
  await bruno.file(picture.name).getByText(picture.name, { exact: true }).click();
  await expect(bruno.dialog(picture.name).getByRole('img', { name: picture.name })).toBeVisible();
  await bruno.page.keyboard.press('Escape');
  await bruno.goOffline();
  expect((await bruno.savedBytes(picture.name)).equals(picture.buffer)).toBe(true);
  await verify();
});

test('files chosen for a note come back with the note after a reload, and go with no message', async ({
  sitDown,
}) => {
  const lia = await sitDown('lia');
  await lia.openCase({ subject: 'Laudo só para a equipe' });
  await lia.write('note', 'O laudo, para nós.');
  await lia.chooseFiles(picture);
  await expect(lia.tab('note')).toHaveAttribute('aria-selected', 'true');
  await lia.page.reload();
  await expect(lia.tab('note')).toHaveAttribute('aria-selected', 'true');
  await expect(lia.chosenFile(picture.name)).toBeVisible();
  await lia.tab('message').click();
  await expect(lia.chosenFile(picture.name)).toHaveCount(0);
  await lia.write('message', 'Já respondemos.');
  await lia.send();
  await expect(lia.timeline).toContainText('Já respondemos.');
  await expect(lia.file(picture.name)).toHaveCount(0);
  await lia.tab('note').click();
  await lia.button(lia.say('case:saveNote')).click();
  await expect(lia.file(picture.name)).toContainText(lia.say('files:state_present'));
});

test('what cannot be attached is said by name, and the rest goes', async ({ sitDown }) => {
  const lia = await sitDown('lia');
  await lia.openCase({ subject: 'Arquivo grande demais' });
  const composer = lia.page.getByRole('region', { name: lia.say('case:composer') });
  const huge = { name: 'vídeo.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(26 * 1024 * 1024) };
  const empty = { name: 'vazio.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) };
  await composer.locator('input[type=file]').setInputFiles([huge, empty, invoice]);
  await expect(lia.chosenFile(invoice.name)).toBeVisible();
  const told = composer.getByRole('alert');
  await expect(told).toContainText('vídeo.mp4');
  await expect(told).toContainText(lia.say('files:problem_empty', { name: 'vazio.txt' }));
  await lia.chooseFiles(picture);
  await expect(told).toBeHidden();
  await lia.button(lia.say('files:remove', { name: invoice.name })).click();
  await expect(lia.chosenFile(invoice.name)).toHaveCount(0);
  await lia.send();
  await expect(lia.file(picture.name)).toContainText(lia.say('files:state_present'));
  await lia.upToDate();
});

test('files are dropped on the case and pasted where one writes, and everyone can use what comes of it', async ({
  sitDown,
}) => {
  const lia = await sitDown('lia');
  await lia.openCase({ subject: 'Foto colada' });
  await lia.composer.evaluate((field, base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const carry = (name: string) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes, name], name, { type: 'image/png' }));
      return transfer;
    };
    const clipboardData = carry('colada.png');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    const dataTransfer = carry('solta.png');
    field.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, picture.buffer.toString('base64'));
  await expect(lia.chosenFile('colada.png')).toBeVisible();
  await expect(lia.chosenFile('solta.png')).toBeVisible();
  await lia.send();
  await lia.upToDate();
  await lia.chooseFiles(invoice);
  for (const theme of ['shell:themeLight', 'shell:themeDark'] as const) {
    await lia.prefer(lia.say(theme));
    const { violations } = await new AxeBuilder({ page: lia.page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});
