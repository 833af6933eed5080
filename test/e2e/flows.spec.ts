/** More flows than one, and what they have beside a single path: other versions, ways side by side, repair. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { drawn } from '#shared/diagram/layout/drawn.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { aField, aFlow, end, gateway, start, step, subProcess, words } from '../support/a-flow.ts';
import type { Desk } from './support/desk.ts';
import { test as base, expect } from './support/fixtures.ts';
import { type RaiaServer, startRaiaServer } from './support/raia-server.ts';
import { isUsableByEveryone } from './support/usable.ts';

// A company of its own: its flows would stand in everybody's forms.
const test = base.extend<object, { readonly server: RaiaServer }>({
  server: [
    async ({ browser: _browser }, use) => {
      const server = await startRaiaServer(8);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

const named = (id: string, name: string) => step(id, { name: words(name) });

const delivery = { key: 'delivery', name: words('Entrega') };
const deliveryAsWas = aFlow(
  [start(), named('pack', 'Embalar'), named('send', 'Despachar'), end()],
  ['start-pack', 'pack-send', 'send-end'],
  delivery,
);
const deliveryAsIs = aFlow(
  [
    start(),
    named('box', 'Encaixotar'),
    named('send', 'Despachar'),
    named('ask', 'Perguntar se chegou'),
    end(),
  ],
  ['start-box', 'box-send', 'send-ask', 'ask-end'],
  delivery,
);
const sideBySide = aFlow(
  [
    ...[start(), gateway('part', 'parallel', 'rule', { name: words('') })],
    ...[named('bill', 'Conferir a nota'), named('stock', 'Conferir o estoque')],
    ...[gateway('join', 'parallel', 'rule', { name: words('') }), named('tell', 'Avisar o cliente'), end()],
  ],
  ['start-part', 'part-bill', 'part-stock', 'bill-join', 'stock-join', 'join-tell', 'tell-end'],
  { key: 'exchange', name: words('Troca') },
);

const bringBackAsDrawn = aFlow(
  [
    ...[start(), named('look', 'Ver o que aconteceu')],
    gateway('what', 'inclusive', 'person', { name: words('O que fazer?') }),
    ...[named('refund', 'Devolver o valor'), named('part', 'Trocar a peça'), named('advise', 'Orientar')],
    end(),
    subProcess('off', { isEvent: true, name: words('Desistência') }),
    start('quit', { ...{ within: 'off', trigger: 'message' }, name: words('O cliente desistiu') }),
    step('thank', { within: 'off', name: words('Agradecer') }),
    end('thanked', { kind: 'none' }, { within: 'off' }),
  ],
  [
    ...['start-look', 'look-what', 'what-refund', 'what-part', 'what-advise'],
    ...['refund-end', 'part-end', 'advise-end', 'quit-thank', 'thank-thanked'],
  ],
  { key: 'return', name: words('Devolução') },
);
/** As files of other tools are: what its ways are called says nobody. */
const bringBack = {
  ...bringBackAsDrawn,
  transitions: bringBackAsDrawn.transitions.map((way) => ({ ...way, name: null })),
};

const orders = aFlow(
  [
    start('start', {
      form: [
        aField('text', { type: 'long-text', isRequired: true, help: words('O que foi pedido.') }),
        aField('order', { label: words('Número do pedido'), isRequired: true }),
        aField('gift', { label: words('É presente?'), type: 'yes-no', isRequired: true }),
        aField('wrapping', {
          ...{ label: words('Embalagem'), type: 'choice', help: words('Como sai da loja.') },
          options: ['Caixa', 'Sacola'].map((label) => ({ id: label, label: words(label) })),
        }),
        aField('dedication', { label: words('Dedicatória'), type: 'long-text' }),
      ],
    }),
    named('pick', 'Separar'),
    end(),
  ],
  ['start-pick', 'pick-end'],
  { key: 'orders', name: words('Encomenda') },
);

test('a flow asks what its start must know before a case is opened, and the case keeps the answers', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, orders);
  const bruno = await sitDown('bruno');
  const { page, say } = bruno;
  const { keyboard } = page;
  await bruno.go('queue');
  await bruno.button(say('queue:new')).click();
  await page.getByLabel(say('queue:formFlow'), { exact: true }).selectOption({ label: 'Encomenda' });
  await expect(page.getByLabel(say('queue:formText'))).toHaveAccessibleDescription('O que foi pedido.');
  await page.getByLabel(say('queue:formSubject'), { exact: true }).fill('Vaso azul');
  await page.getByRole('textbox', { name: say('queue:formCustomer'), exact: true }).fill('Dora Alves');
  await page.getByRole('option', { name: say('queue:formNewCustomer', { name: 'Dora Alves' }) }).click();
  // From here by keyboard alone.
  const asked = page.getByRole('region', { name: say('queue:formStart', { flow: 'Encomenda' }) });
  await keyboard.press('Control+Enter');
  await expect(page.getByLabel(say('queue:formText'))).toBeFocused();
  await keyboard.type('Um vaso azul, para a Rua das Flores.');
  await keyboard.press('Control+Enter');
  await expect(asked.getByLabel('Número do pedido')).toBeFocused();
  for (const isDark of [false, true]) {
    await bruno.prefer(say(isDark ? 'shell:themeDark' : 'shell:themeLight'));
    await isUsableByEveryone(bruno, 'new case', isDark);
  }
  await asked.getByLabel('Número do pedido').focus();
  await keyboard.type('A-7');
  await keyboard.press('Control+Enter');
  await expect(asked.getByRole('radio', { name: 'Sim' })).toBeFocused();
  await keyboard.press('Space');
  await expect(asked.getByText(say('queue:formNeedsAnswer'))).toHaveCount(0);
  await expect(page.getByText(say('sync:keptHere'))).toBeVisible();
  await page.reload();
  await expect(asked.getByLabel('Número do pedido')).toHaveValue('A-7');
  await asked.getByRole('radio', { name: 'Sim' }).focus();
  await keyboard.press('Control+Enter');

  await expect(bruno.title('Vaso azul')).toBeVisible();
  await bruno.isAt('Separar');
  await expect(bruno.button(`${say('case:assign')}: ${say('case:withYou')}`)).toBeVisible();
  await bruno.timeline.getByText(say('case:recorded'), { exact: true }).click();
  for (const words of ['Número do pedido', 'A-7', 'É presente?', 'Sim'])
    await expect(bruno.timeline).toContainText(words);
  await bruno.step.getByText(say('case:known'), { exact: true }).click();
  await expect(bruno.step).toContainText('A-7');
  await bruno.upToDate();
  await verify();
});

test('a case stands at two places at once, and goes on where both have come', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, sideBySide);
  const bruno = await sitDown('bruno');
  await openWith(bruno, 'Troca', 'Teclado com tecla solta');
  const places = bruno.page.getByRole('tablist', { name: bruno.say('case:places') });
  await expect(places.getByRole('tab')).toHaveCount(2);
  await places.getByRole('tab', { name: /Conferir o estoque/ }).click();
  await bruno.isAt('Conferir o estoque');
  const step = bruno.page.getByRole('tabpanel', { name: /Conferir o estoque/ });
  await expect(step.getByRole('heading', { name: /Conferir o estoque/ })).toBeVisible();
  await bruno.completeStep('stock-join');
  await expect(places.getByRole('tab', { name: new RegExp(bruno.say('case:waitsForOthers')) })).toBeVisible();
  await bruno.isAt('Conferir a nota');
  await bruno.completeStep('bill-join');
  await bruno.isAt('Avisar o cliente');
  await expect(places).toBeHidden();
  await bruno.upToDate();
  await verify();
});

test('several ways of a decision are taken together, and the customer may call it all off meanwhile', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, bringBack);
  const bruno = await sitDown('bruno');
  const { page, say, step } = bruno;
  await openWith(bruno, 'Devolução', 'Cadeira com pé solto');
  const also = (name: string) => step.getByLabel(say('case:alsoThisWayOf', { name }));
  await also('Trocar a peça').check();
  await expect(also('O cliente desistiu')).toHaveCount(0);
  await page.reload();
  await expect(also('Trocar a peça')).toBeChecked();
  await expect(also('Orientar')).not.toBeChecked();
  await isUsableByEveryone(bruno, 'several ways', false);
  await bruno.outcome('Devolver o valor').click();
  const places = page.getByRole('tablist', { name: say('case:places') });
  await expect(places.getByRole('tab')).toHaveText([/Devolver o valor/, /Trocar a peça/]);
  await bruno.outcome('O cliente desistiu').click();
  await bruno.isAt('Agradecer');
  await expect(places).toBeHidden();
  await expect(bruno.timeline.getByText('O cliente desistiu')).toBeVisible();
  await bruno.upToDate();
  await verify();
});

test('a step that arrived late is told with every way it was left by', async ({ server, sitDown }) => {
  await publish(server, bringBack);
  const bruno = await sitDown('bruno');
  const lia = await sitDown('lia');
  const subject = 'Mesa com risco';
  await openWith(lia, 'Devolução', subject);
  await lia.upToDate();
  await bruno.openByName(subject);
  await lia.goOffline();
  await lia.step.getByLabel(lia.say('case:alsoThisWayOf', { name: 'Trocar a peça' })).check();
  await lia.outcome('Devolver o valor').click();
  await bruno.outcome('Orientar').click();
  await bruno.upToDate();
  await lia.goOnline();
  await lia.asksFor(1);
  await lia.seeRefused();
  await expect(lia.refusalCards()).toContainText(
    lia.say('case:lateChose', { outcome: 'Devolver o valor e Trocar a peça' }),
  );
  await lia.decide(lia.say('case:lateLeave'));
});

test('cases that run in an older version are taken to the newer one, after a look at what would come of it', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, deliveryAsWas);
  const bruno = await sitDown('bruno');
  await openWith(bruno, 'Entrega', 'Mesa sem parafusos');
  await openWith(bruno, 'Entrega', 'Cadeira azul');
  await bruno.completeStep('pack-send');
  await bruno.isAt('Despachar');
  await bruno.upToDate();
  await publish(server, deliveryAsIs);

  const tania = await sitDown('tania');
  await tania.go('board');
  await tania.page.getByLabel(tania.say('board:flow'), { exact: true }).selectOption({ label: 'Entrega' });
  await expect(tania.button(tania.say('board:older', { count: 2 }))).toBeVisible();
  await tania.command(tania.say('migration:title', { flow: 'Entrega' }));
  const screen = tania.page.getByRole('main');
  await expect(screen).toContainText(tania.say('migration:fits', { count: 1 }));
  await expect(screen).toContainText(tania.say('migration:problem_no-place', { name: 'Embalar' }));
  await screen
    .getByLabel(tania.say('migration:targetOf', { name: 'Embalar' }))
    .selectOption({ label: 'Encaixotar' });
  // What was led where is a draft like any other.
  await tania.page.reload();
  await expect(screen.getByLabel(tania.say('migration:targetOf', { name: 'Embalar' }))).toHaveValue('box');
  for (const isDark of [false, true]) {
    await tania.prefer(tania.say(isDark ? 'shell:themeDark' : 'shell:themeLight'));
    await isUsableByEveryone(tania, 'migration', isDark);
  }
  await tania.button(tania.say('migration:takeOver', { count: 2 })).click();
  await expect(screen).toContainText(tania.say('migration:taken', { count: 2 }));
  await expect(screen).toContainText(tania.say('migration:confirmed'));
  await expect(screen.getByRole('button', { name: 'Mesa sem parafusos' })).toBeVisible();

  await bruno.isAt('Despachar');
  await bruno.completeStep('send-ask');
  await bruno.isAt('Perguntar se chegou');
  await bruno.openByName('Mesa sem parafusos');
  await bruno.isAt('Encaixotar');
  await bruno.upToDate();
  await verify();
});

test('a lead puts the path of a case right, and the history keeps why', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, sideBySide);
  const tania = await sitDown('tania');
  await openWith(tania, 'Troca', 'Monitor trincado');
  await tania.choose(tania.button(tania.say('case:more')), tania.say('case:repair'));
  const dialog = tania.dialog(tania.say('case:repairTitle'));
  await dialog.getByLabel(tania.say('case:repairWhat')).selectOption(tania.say('case:repair_cancel'));
  await dialog.getByLabel(tania.say('case:repairOf')).selectOption('2. Conferir o estoque');
  await dialog.getByLabel(tania.say('case:repairText')).fill('O estoque já foi contado ontem.');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
  await tania.isAt('Conferir a nota');
  await expect(tania.page.getByRole('tablist', { name: tania.say('case:places') })).toBeHidden();
  expect((await tania.history()).join()).toContain('O estoque já foi contado ontem.');
  await tania.upToDate();
  await verify();
});

test('all cases of a step are put right together, each with its result', async ({
  server,
  sitDown,
  verify,
}) => {
  await publish(server, { ...deliveryAsWas, name: words('Retirada') });
  const tania = await sitDown('tania');
  for (const subject of ['Sofá na loja', 'Tapete na loja']) await openWith(tania, 'Retirada', subject);
  await tania.go('board');
  await tania.page.getByLabel(tania.say('board:flow'), { exact: true }).selectOption({ label: 'Retirada' });
  await expect(tania.button(tania.say('board:repair'))).toBeVisible();
  await tania.command(tania.say('board:repairStep', { step: 'Embalar' }));
  const title = tania.say('board:repairTitle', { count: 2 });
  const dialog = tania.dialog(title);
  await dialog.getByRole('combobox', { name: tania.say('case:repairTo') }).click();
  await tania.page.getByRole('option', { name: 'Despachar', exact: true }).click();
  await dialog.getByLabel(tania.say('case:repairText')).fill('Já embalados pelo fornecedor.');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toContainText(tania.say('board:repaired', { count: 2 }));
  await dialog
    .getByRole('button', { name: tania.say('common:close'), exact: true })
    .last()
    .click();
  await tania.openByName('Sofá na loja');
  await tania.isAt('Despachar');
  await tania.upToDate();
  await verify();
});

test('what a case is about leads to the flow that is for it, and a flow chosen by hand stays', async ({
  server,
  sitDown,
  verify,
}) => {
  const warranty = { id: 'warranty', label: words('Garantia') };
  const guarantee = aFlow(
    [start(), named('claim', 'Conferir o prazo'), end()],
    ['start-claim', 'claim-end'],
    {
      ...{ key: 'guarantee', name: words('Garantia de fábrica'), categories: [warranty] },
    },
  );
  await publish(server, guarantee, '--categories', warranty.id);
  const bruno = await sitDown('bruno');
  const { page, say } = bruno;
  await bruno.go('queue');
  await bruno.button(say('queue:new')).click();
  const category = page.getByRole('combobox', { name: new RegExp(`^${say('queue:formCategory')}`) });
  const flow = page.getByLabel(say('queue:formFlow'), { exact: true });
  await expect(flow.locator('option:checked')).not.toHaveText('Garantia de fábrica');
  const usual = await flow.inputValue();
  await category.selectOption({ label: 'Garantia' });
  await expect(flow.locator('option:checked')).toHaveText('Garantia de fábrica');
  await flow.selectOption(usual);
  await expect(category.locator('option', { hasText: 'Garantia' })).toHaveCount(0);
  await flow.selectOption({ label: 'Garantia de fábrica' });
  await bruno.openCase({ subject: 'Liquidificador parado' });
  await bruno.isAt('Conferir o prazo');
  await bruno.upToDate();
  await verify();
});

/** As a company does it: a BPMN file, published beside the running server. */
async function publish(server: RaiaServer, flow: FlowVersion, ...options: readonly string[]): Promise<void> {
  const file = path.join(server.data(), `${flow.key}.bpmn`);
  await writeFile(file, await writeBpmn(writeFlowVersion(drawn(flow))));
  await server.raia('flow', 'publish', file, ...options);
}

async function openWith(desk: Desk, flow: string, subject: string): Promise<void> {
  await desk.go('queue');
  await desk.button(desk.say('queue:new')).click();
  await desk.page.getByLabel(desk.say('queue:formFlow'), { exact: true }).selectOption({ label: flow });
  await desk.openCase({ subject });
}
