import { expect, test } from './support/fixtures.ts';

test('the second to move a case is refused in sight, keeps every word, and can put them back', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Etiquetas impressas tortas';
  const question = 'De qual impressora saem as etiquetas, e desde que dia?';
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject });
  await lia.upToDate();
  await bruno.openByName(subject);
  await lia.goOffline();
  await lia.writeNote('A cliente pediu retorno depois das 14h.');
  await lia.write('message', 'Prezada Dora, ainda não terminei');
  await lia.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Dúvida de uso', 'O que falta saber': question },
  });
  await lia.isAt('Completar as informações');
  await bruno.completeStep('Está completo', { fields: { Categoria: 'Erro ou falha' } });
  await bruno.upToDate();
  await lia.goOnline();

  await expect(lia.pill).toHaveAccessibleName(new RegExp(lia.say('sync:pillNeedsYou', { count: 1 })));
  await lia.isAt('Consultar a base de conhecimento');
  await expect(lia.timeline).toContainText('A cliente pediu retorno depois das 14h.');
  await expect(lia.composer).toHaveValue('Prezada Dora, ainda não terminei');
  await lia.seeRefused();
  const card = lia.refusalCards();
  await expect(card).toHaveCount(1);
  await expect(card).toContainText(lia.say('refusals:reason_token-moved'));
  await expect(card).toContainText('Bruno Teixeira');
  // What she did, and how it stands.
  for (const words of ['Faltam detalhes', 'Dúvida de uso', question, 'Consultar a base de conhecimento'])
    await expect(card).toContainText(words);

  await card.getByRole('button', { name: lia.say('refusals:putBack') }).click();
  await lia.tab('note').click();
  await expect(lia.composer).toHaveValue(question);
  await lia.upToDate();
  await lia.writeNote(question);
  await lia.upToDate();
  await expect.poll(() => bruno.history()).toEqual(await lia.history());
  await verify();
});

test('a refused change that is left as it stands asks no more, here and on every computer', async ({
  sitDown,
}) => {
  const subject = 'Cupom sem o endereço da loja';
  const lia = await sitDown('lia');
  const laptop = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject });
  await lia.upToDate();
  await bruno.openByName(subject);
  await lia.goOffline();
  await lia.escalate('O fiscal já passou na loja.');
  await bruno.completeStep('Está completo', { fields: { Categoria: 'Erro ou falha' } });
  await bruno.upToDate();
  await lia.goOnline();
  await lia.seeRefused();
  await expect(lia.refusalCards()).toContainText('O fiscal já passou na loja.');
  await laptop.seeRefused();
  await expect(laptop.refusalCards()).toContainText('O fiscal já passou na loja.');
  await lia
    .refusalCards()
    .getByRole('button', { name: lia.say('refusals:settle') })
    .click();
  await expect(lia.refusalCards()).toHaveCount(0);
  // Who goes on by keyboard is still in the list.
  await expect(lia.page.locator('#refusals')).toBeFocused();
  await expect(laptop.refusalCards()).toHaveCount(0);
  await lia.upToDate();
  await laptop.upToDate();
});
