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

  // A key of an outcome leads to what is missing before it is done.
  const category = lia.step.getByRole('combobox');
  await pressUntil('Alt+2', () => expect(category).toBeFocused({ timeout: 1_000 }));
  await expect(lia.outcome('Está completo')).toHaveAccessibleDescription(/Categoria/);
  await keyboard.type('Erro');
  await keyboard.press('Alt+2');
  await lia.isAt('Consultar a base de conhecimento');
  const solving = lia.say('case:thisStep', { step: 'Resolver com a base' });
  await pressUntil('Alt+1', () => expect(lia.step).toHaveAccessibleName(solving, { timeout: 1_000 }));

  await keyboard.press('o');
  await expect(lia.composer).toBeFocused();
  await keyboard.type('Pedir a foto da etiqueta.');
  await keyboard.press('Control+Enter');
  await expect(lia.timeline).toContainText('Pedir a foto da etiqueta.');
  // Works while a text is being written, too.
  await keyboard.type('Mais uma');
  const told = lia.step.getByRole('status');
  await pressUntil('Alt+1', () => expect(told).toContainText('Responder e encerrar', { timeout: 1_000 }));
  await expect(lia.composer).toBeFocused();
  await keyboard.type(' palavra');
  await expect(lia.composer).toHaveValue('Mais uma palavra');
  await lia.upToDate();

  // A key of an outcome does nothing for a step that has only just come on screen: a person presses again.
  async function pressUntil(key: string, isDone: () => Promise<void>): Promise<void> {
    await expect(async () => {
      await keyboard.press(key);
      await isDone();
    }).toPass();
  }
});
