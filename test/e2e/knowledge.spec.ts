import { expect, test } from './support/fixtures.ts';

test('an article is found offline without its accents and put into the message', async ({ sitDown }) => {
  const lia = await sitDown('lia');
  await lia.openCase({ subject: 'Valor cobrado duas vezes' });
  await lia.goOffline();
  await lia.page.reload();
  const articles = lia.page.getByRole('region', { name: lia.say('knowledge:title') });
  await articles.getByRole('searchbox').fill('CONVITE NAO CHEGA');
  const article = articles.getByRole('button', {
    name: lia.say('knowledge:insert', { title: 'Convite de funcionário que não chega' }),
  });
  await expect(article.locator('mark')).toHaveText(['Convite', 'não', 'chega']);
  await article.click();
  await expect(lia.composer).toHaveValue(/Confira a grafia do e-mail em Pessoas > Convites/);
  // Customers read no Markdown signs.
  expect(await lia.composer.inputValue()).not.toMatch(/\*\*|^#|^>/m);
  await lia.goOnline();
  await lia.upToDate();
});

test('an article written and published by one person is found by the colleague', async ({
  sitDown,
  verify,
}) => {
  const title = 'Código de ativação não chega por SMS';
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.go('knowledge');
  await lia.button(lia.say('knowledge:new')).click();
  await lia.page.getByLabel(lia.say('knowledge:fieldTitle')).fill(title);
  await lia.page.getByLabel(lia.say('knowledge:fieldBody')).fill('Confira **o número** e a operadora.');
  await lia.button(lia.say('common:save')).click();
  const written = lia.page.getByRole('article', { name: title });
  await expect(written).toContainText(lia.say('knowledge:draftNote'));
  await lia.button(lia.say('knowledge:publish')).click();
  await expect(written).toContainText(lia.say('knowledge:status_published'));
  await lia.upToDate();

  await bruno.go('knowledge');
  await bruno.page.getByRole('searchbox', { name: bruno.say('knowledge:search') }).fill('codigo ativacao');
  const found = bruno.page.getByRole('option', { name: new RegExp(title) });
  await expect(found).toContainText(bruno.say('knowledge:status_published'));
  await found.click();
  await expect(bruno.page.getByRole('article', { name: title })).toContainText(
    'Confira o número e a operadora.',
  );
  await expect(bruno.page).toHaveTitle(`${title} · Raia`);
  await bruno.go('queue');
  await bruno.command(title);
  await expect(bruno.page.getByRole('article', { name: title })).toBeVisible();
  await verify();
});
