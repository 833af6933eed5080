import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { password } from './support/raia-server.ts';

test('a case is opened, found, worked and noted without the mouse', async ({ newDesk }) => {
  const subject = 'Som do leitor não toca';
  const lia = await newDesk();
  const { keyboard } = lia.page;
  await expect(lia.page.getByLabel(lia.say('session:login'), { exact: true })).toBeFocused();
  await keyboard.type('lia');
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await lia.upToDate();

  await keyboard.press('n');
  await expect(lia.page.getByLabel(lia.say('queue:formText'))).toBeFocused();
  await keyboard.type('O leitor lê, mas não apita.');
  await keyboard.press('Tab');
  await keyboard.type(subject);
  await keyboard.press('Tab');
  await keyboard.type('Irene Prado');
  await expect(lia.page.getByRole('option', { name: /Irene Prado/ })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('Control+Enter');
  await expect(lia.title(subject)).toBeVisible();
  await keyboard.press('a');
  await expect(lia.button(`${lia.say('case:assign')}: ${lia.say('case:withYou')}`)).toBeVisible();

  await keyboard.press('Control+k');
  await keyboard.type(lia.say('shell:goTo', { place: lia.say('shell:board') }));
  await keyboard.press('Enter');
  await expect(lia.page.getByRole('region', { name: lia.say('board:panel') })).toBeVisible();
  await keyboard.press('Control+k');
  await keyboard.type(lia.say('shell:goTo', { place: lia.say('shell:queue') }));
  await keyboard.press('Enter');
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(lia.title(subject)).toBeVisible();
  await keyboard.press('Control+k');
  await keyboard.type('prado');
  await expect(lia.page.getByRole('dialog').getByRole('button', { name: new RegExp(subject) })).toBeVisible();
  await keyboard.press('Enter');
  await expect(lia.title(subject)).toBeVisible();
  await keyboard.press('/');
  await keyboard.type('som do leitor');
  await keyboard.press('ArrowDown');
  await expect(lia.page.getByRole('link', { name: new RegExp(subject) })).toBeFocused();
  await keyboard.press('Enter');
  await expect(lia.title(subject)).toBeVisible();

  // A key of an outcome answers with what is missing before it is done.
  await keyboard.press('Alt+2');
  await expect(lia.outcome('Está completo')).toBeFocused();
  await expect(lia.outcome('Está completo')).toHaveAccessibleDescription(/Categoria/);
  const category = lia.step.getByRole('combobox');
  for (let stops = 0; stops < 6 && !(await isFocused(category)); stops += 1)
    await keyboard.press('Shift+Tab');
  await expect(category).toBeFocused();
  await keyboard.type('Erro');
  await keyboard.press('Alt+2');
  await lia.isAt('Consultar a base de conhecimento');
  await keyboard.press('Alt+1');
  await lia.isAt('Resolver com a base');

  await keyboard.press('o');
  await expect(lia.composer).toBeFocused();
  await keyboard.type('Pedir a foto da etiqueta.');
  await keyboard.press('Control+Enter');
  await expect(lia.timeline).toContainText('Pedir a foto da etiqueta.');
  // Works while a text is being written, too.
  await keyboard.type('Mais uma');
  await keyboard.press('Alt+1');
  await expect(lia.outcome('Responder e encerrar')).toBeFocused();
  await lia.upToDate();
});

async function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}
