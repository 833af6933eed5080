import type { Desk, NewCase } from './support/desk.ts';
import { expect, type Login, test } from './support/fixtures.ts';
import { password } from './support/raia-server.ts';

const analysed = { fields: { Categoria: 'Erro ou falha' } };

/** Lia has opened it and left it to anybody, and Bruno looks at it. */
async function twoAtOneCase(sitDown: (login: Login) => Promise<Desk>, opened: NewCase) {
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  await lia.openCase(opened);
  await lia.putDown();
  await lia.upToDate();
  await bruno.openByName(opened.subject);
  return { lia, bruno };
}

test('a step finished apart by two moves once; the late one stands in the history and the lead accepts it in one click', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Etiquetas impressas tortas';
  const question = 'De qual impressora saem as etiquetas, e desde que dia?';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject });
  const tania = await sitDown('tania');
  await lia.goOffline();
  await lia.writeNote('A cliente pediu retorno depois das 14h.');
  await lia.write('message', 'Prezada Dora, ainda não terminei');
  await lia.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Dúvida de uso', 'O que falta saber': question },
  });
  await lia.isAt('Completar as informações');
  await bruno.completeStep('Está completo', analysed);
  await bruno.upToDate();
  await lia.goOnline();

  // Nothing is asked of her: it is not hers to decide.
  await lia.isAt('Consultar a base de conhecimento');
  await lia.upToDate();
  for (const desk of [lia, bruno]) {
    const late = desk.timeline.getByRole('article').filter({ hasText: desk.say('case:kindLate') });
    for (const words of ['Lia Moraes', 'Bruno Teixeira', 'Faltam detalhes', 'Dúvida de uso', question])
      await expect(late).toContainText(words);
    await expect(late).toContainText(desk.say('case:lateWaits'));
  }
  await expect(lia.timeline).toContainText('A cliente pediu retorno depois das 14h.');
  await expect(lia.composer).toHaveValue('Prezada Dora, ainda não terminei');

  await tania.asksFor(1);
  await tania.seeRefused();
  await expect(tania.refusalCards()).toContainText(question);
  await expect(tania.refusalCards()).toContainText(
    tania.say('case:lateAcceptRecords', { fields: 'O que falta saber' }),
  );
  await tania.decide(tania.say('case:lateAccept'));
  await expect(tania.refusalCards()).toHaveCount(0);
  await tania.page.keyboard.press('Escape');
  await tania.upToDate();
  await expect(lia.timeline).toContainText(lia.say('case:lateAccepted', { name: 'Tânia Souza' }));
  await lia.isAt('Consultar a base de conhecimento');
  await expect.poll(() => bruno.history()).toEqual(await lia.history());
  await verify();
});

test('a late step is left as it is by whoever has the case, where the history tells it', async ({
  sitDown,
}) => {
  const subject = 'Balança sem comunicação';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject });
  await lia.takeCase();
  await lia.upToDate();
  await lia.goOffline();
  await lia.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Erro ou falha', 'O que falta saber': 'Qual o modelo da balança?' },
  });
  await bruno.completeStep('Está completo', analysed);
  await bruno.upToDate();
  await lia.goOnline();
  await lia.asksFor(1);
  await lia.timeline.getByRole('button', { name: new RegExp(`^${lia.say('case:lateLeave')}`) }).click();
  await lia.upToDate();
  await expect(bruno.timeline).toContainText(bruno.say('case:lateLeft', { name: 'Lia Moraes' }));
  await expect(bruno.timeline).toContainText('Qual o modelo da balança?');
});

test('the second to escalate is refused in sight, keeps every word, and can put them back', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Gaveta do caixa não abre';
  const reason = 'O gerente quer falar com quem decide.';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject });
  await lia.goOffline();
  await lia.escalate(reason);
  await bruno.completeStep('Está completo', analysed);
  await bruno.upToDate();
  await lia.goOnline();
  await lia.asksFor(1);
  await lia.seeRefused();
  const card = lia.refusalCards();
  for (const words of [subject, lia.say('refusals:reason_token-moved'), 'Bruno Teixeira', reason])
    await expect(card).toContainText(words);
  await lia.decide(lia.say('refusals:putBack'));
  await lia.tab('note').click();
  await expect(lia.composer).toHaveValue(reason);
  await lia.upToDate();
  await lia.writeNote(reason);
  await lia.upToDate();
  await expect.poll(() => bruno.history()).toEqual(await lia.history());
  await verify();
});

test('what was done after a step that came too late is one card in its order, settled with one key', async ({
  sitDown,
  verify,
}) => {
  const subject = 'Cartão recusado na segunda via';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject });
  await lia.takeCase();
  await lia.upToDate();
  await lia.goOffline();
  await lia.completeStep('Está completo', analysed);
  await lia.completeStep('Usar a base');
  await lia.completeStep('Responder e encerrar', { solution: 'Reimprima pelo menu Vendas.' });
  await lia.reopen('A cliente ligou de novo.');
  await bruno.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Erro ou falha', 'O que falta saber': 'Qual bandeira?' },
  });
  await bruno.upToDate();
  await lia.goOnline();
  // The late step and the three that came after it: one case, one card.
  await lia.asksFor(1);
  await lia.seeRefused();
  const card = lia.refusalCards();
  await expect(card).toHaveCount(1);
  await expect(card).toBeFocused();
  await expect(card).toContainText(lia.say('refusals:chain', { count: 3 }));
  await expect(card.locator('h4')).toContainText([
    lia.say('case:lateTitle', { name: 'Lia Moraes' }),
    `1. ${lia.say('refusals:did_case-completeStep')}`,
    `2. ${lia.say('refusals:did_case-completeStep')}`,
    `3. ${lia.say('refusals:did_case-reopen')}`,
  ]);
  // Each opens on its own, with its words.
  const solution = card.getByText('Reimprima pelo menu Vendas.');
  await expect(solution).toBeHidden();
  await card.getByText(`2. ${lia.say('refusals:did_case-completeStep')}`).click();
  await expect(solution).toBeVisible();
  await lia.page.keyboard.press('x');
  await expect(card.locator('h4')).toHaveCount(1);
  await expect(card).toBeFocused();
  // Bruno has answered all of it: there is nothing to accept.
  await expect(card).toContainText(lia.say('case:lateNothing'));
  await expect(card.getByRole('button', { name: new RegExp(`^${lia.say('case:lateAccept')}`) })).toHaveCount(
    0,
  );
  await lia.page.keyboard.press('l');
  await expect(card).toHaveCount(0);
  await expect(lia.page.locator('#refusals')).toBeFocused();
  await lia.page.keyboard.press('Escape');
  await lia.upToDate();
  await verify();
});

test('of two who correct the same field the second compares, and keeps one, the other, or one text of both', async ({
  sitDown,
}) => {
  const subject = 'Nota sem o telefone da loja';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject, customer: 'Iara Pontes' });
  const phone = lia.say('case:phone');
  const apart = async (hers: string, his: string, also: Readonly<Record<string, string>> = {}) => {
    await lia.goOffline();
    await lia.correctCustomer({ [phone]: hers, ...also });
    await bruno.correctCustomer({ [phone]: his });
    await bruno.upToDate();
    await lia.goOnline();
    await lia.asksFor(1);
    await lia.seeRefused();
    for (const words of [hers, his, 'Bruno Teixeira']) await expect(lia.refusalCards()).toContainText(words);
  };
  const settled = async (value: string) => {
    await expect(lia.refusalCards()).toHaveCount(0);
    await lia.page.keyboard.press('Escape');
    await lia.upToDate();
    for (const desk of [lia, bruno]) await expect(customerOf(desk)).toContainText(value);
  };
  await apart('11 5550-1111', '11 5550-2222', { [lia.say('case:email')]: 'iara@example.com' });
  await expect(lia.refusalCards()).toContainText(lia.say('refusals:keepTheirsAloneHint'));
  await lia.page.keyboard.press('t');
  await settled('11 5550-2222');
  for (const desk of [lia, bruno]) await expect(customerOf(desk)).toContainText('iara@example.com');

  await apart('11 5550-3333', '11 5550-4444');
  await expect(lia.refusalCards()).toContainText('11 5550-2222');
  await lia.page.keyboard.press('k');
  await settled('11 5550-3333');

  await apart('11 5550-5555', '11 5550-6666');
  await lia.page.keyboard.press('b');
  const one = lia.refusalCards().getByLabel(lia.say('refusals:oneText', { field: phone }));
  await expect(one).toBeFocused();
  await expect(one).toHaveValue('11 5550-5555 / 5550-6666');
  await one.fill('11 5550-5555 ou 5550-6666');
  // Half written, it outlives a closed list.
  await lia.page.keyboard.press('Escape');
  await lia.seeRefused();
  await expect(one).toHaveValue('11 5550-5555 ou 5550-6666');
  // Put off, it loses nothing, and the focus is where it was left from.
  await lia
    .refusalCards()
    .getByRole('button', { name: lia.say('common:cancel') })
    .click();
  await expect(
    lia.refusalCards().getByRole('button', { name: new RegExp(`^${lia.say('refusals:openBoth')}`) }),
  ).toBeFocused();
  await lia.page.keyboard.press('b');
  await one.press('Control+Enter');
  await settled('11 5550-5555 ou 5550-6666');
});

test('of a case that left meanwhile the name, the words and what was begun stay in reach, to be copied or thrown away', async ({
  newComputer,
  newDesk,
  sitDown,
  server,
  verify,
}) => {
  const subject = 'Catraca não libera a entrada';
  const begun = 'Prezado Davi, ainda estou vendo';
  await server.raia(
    ...['user', 'add', 'iris', '--name', 'Iris Prado', '--roles', 'agent,field', '--team', 'Atendimento'],
    ...['--password', password],
  );
  const computer = await newComputer();
  await computer.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  const iris = await newDesk(computer);
  await iris.signIn('iris');
  await iris.openCase({ subject });
  await iris.upToDate();
  const bruno = await sitDown('bruno');
  await bruno.openByName(subject);
  await iris.goOffline();
  await iris.completeStep('Está completo', analysed);
  await iris.write('message', begun);
  await iris.draftKept();
  await bruno.handOver('Lia Moraes', 'Ela está na loja.');
  await bruno.upToDate();
  await iris.goOnline();
  await iris.go('knowledge');
  await iris.asksFor(1);
  await iris.seeRefused();
  const card = iris.refusalCards();
  await expect(card.getByRole('heading', { level: 3 })).toHaveText(new RegExp(`^#\\d+ ${subject}$`));
  for (const words of ['Está completo', 'Categoria', 'Erro ou falha', iris.say('refusals:begun'), begun])
    await expect(card).toContainText(words);
  await expect(card).not.toContainText(iris.say('refusals:putBack'));
  const copy = card.getByRole('button', { name: new RegExp(`^${iris.say('refusals:copy')}`) });
  const copied = () => iris.page.evaluate(() => navigator.clipboard.readText());
  await copy.first().click();
  await expect(copy.first()).toContainText(iris.say('refusals:copied'));
  expect(await copied()).toBe('Está completo\n\nErro ou falha');
  await copy.last().click();
  await expect(copy.last()).toContainText(iris.say('refusals:copied'));
  expect(await copied()).toBe(begun);
  // Dismissed, what was begun still asks, over a start too.
  await iris.decide(iris.say('refusals:settle'));
  await expect(card).not.toContainText('Erro ou falha');
  await expect(card).toContainText(begun);
  await iris.page.reload();
  await iris.asksFor(1);
  await iris.seeRefused();
  await iris.decide(iris.say('refusals:drop'));
  await expect(card).toHaveCount(0);
  await iris.page.keyboard.press('Escape');
  await iris.upToDate();
  await verify();
});

function customerOf(desk: Desk) {
  return desk.page.getByRole('region', { name: desk.say('case:showCustomer') });
}

test('a refused change that is left as it stands asks no more, here and on every computer', async ({
  sitDown,
}) => {
  const subject = 'Cupom sem o endereço da loja';
  const { lia, bruno } = await twoAtOneCase(sitDown, { subject });
  const laptop = await sitDown('lia');
  await lia.goOffline();
  await lia.escalate('O fiscal já passou na loja.');
  await bruno.completeStep('Está completo', analysed);
  await bruno.upToDate();
  await lia.goOnline();
  await lia.seeRefused();
  await expect(lia.refusalCards()).toContainText('O fiscal já passou na loja.');
  await laptop.seeRefused();
  await expect(laptop.refusalCards()).toContainText('O fiscal já passou na loja.');
  await lia.decide(lia.say('refusals:settle'));
  await expect(lia.refusalCards()).toHaveCount(0);
  // What was just left as it is was not applied, and nothing says so.
  await expect(lia.page.locator('#refusals')).toContainText('espera uma decisão sua');
  // Who goes on by keyboard is still in the list.
  await expect(lia.page.locator('#refusals')).toBeFocused();
  await expect(laptop.refusalCards()).toHaveCount(0);
  await lia.upToDate();
  await laptop.upToDate();
});
