import type { Desk } from './support/desk.ts';
import { expect, type Login, test } from './support/fixtures.ts';
import {
  askDetails,
  askInternally,
  categorise,
  decideAsOwner,
  solveFromBase,
  solveInternally,
} from './support/paths.ts';

type Work = Readonly<Record<string, (desk: Desk) => Promise<void>>>;
type Stage = {
  readonly sitDown: (login: Login) => Promise<Desk>;
  readonly verify: () => Promise<void>;
};

test('offline and after a reload, cases are solved from the base and by asking twice for details', async ({
  sitDown,
  verify,
}) => {
  await workOffline(
    { sitDown, verify },
    {
      'Balança sem conexão': async (desk) => {
        await categorise(desk);
        await solveFromBase(desk, 'Reinicie a balança com o cabo ligado.');
      },
      'Relatório com colunas trocadas': async (desk) => {
        await askDetails(desk, 'Qual relatório?', 'O de vendas.');
        await askDetails(desk, 'De que mês?', 'De março.');
        await expect(desk.step).toContainText(desk.say('case:attempt', { number: '3' }));
        await categorise(desk);
        await solveFromBase(desk, 'Escolha o modelo novo do relatório.');
      },
    },
  );
});

test('offline, the internal agent solves what is known and what is not, and registers a solution', async ({
  sitDown,
  verify,
}) => {
  const { lia } = await workOffline(
    { sitDown, verify },
    {
      'Gaveta que não abre': async (desk) => {
        await categorise(desk);
        await askInternally(desk, 'Conhecido');
        await solveInternally(desk, 'Troque o cabo RJ11 da gaveta.', 'Gaveta do caixa não abre');
      },
      'Sincronização para às 3h': async (desk) => {
        await categorise(desk);
        await askInternally(desk, 'Desconhecido');
        await solveInternally(desk, 'A rotina noturna foi movida.');
      },
    },
  );
  await lia.go('knowledge');
  await lia.page.getByRole('searchbox', { name: lia.say('knowledge:search') }).fill('gaveta do caixa');
  const draft = lia.page.getByRole('option', { name: /Gaveta do caixa não abre/ });
  await expect(draft).toContainText(lia.say('knowledge:status_draft'));
  await draft.click();
  await expect(lia.page.getByRole('article')).toContainText('Troque o cabo RJ11 da gaveta.');
});

test('offline, cases are escalated to the process owner and come back to the step they left', async ({
  sitDown,
  verify,
}) => {
  await workOffline(
    { sitDown, verify },
    {
      'Três lojas paradas': async (desk) => {
        await categorise(desk);
        await askInternally(desk, 'Conhecido');
        await decideAsOwner(desk, 'O cliente perde vendas a cada hora.');
        await solveInternally(desk, 'Equipamento trocado.');
      },
      'Pedido parado na decisão': async (desk) => {
        await categorise(desk);
        await desk.escalate('Falta autorização para o desconto.');
        await desk.isAt('Inteirar-se dos fatos');
        await desk.giveBack('Desconto autorizado.');
        await desk.isAt('Consultar a base de conhecimento');
        await desk.writeNote('Avisar o financeiro amanhã.');
      },
    },
  );
});

test('a person sees what is missing before days without a network, and gets a receipt for what was done there', async ({
  sitDown,
}) => {
  const tania = await sitDown('tania');
  const check = (id: string) => tania.page.locator(`[data-check="${id}"]`);
  await tania.choose(tania.personButton, tania.say('shell:computer'));
  for (const id of ['fresh', 'sent', 'cases', 'articles', 'signedIn'])
    await expect(check(id)).toHaveAttribute('data-ok', 'true');
  await expect(
    tania.page.getByRole('row', { name: new RegExp(tania.say('computer:kind_case')) }),
  ).toContainText(/[1-9]/);
  await tania.goOffline();
  await tania.openCase({ subject: 'Visita a uma loja sem sinal' });
  await tania.writeNote('Trocada a fonte da impressora.');
  await tania.choose(tania.personButton, tania.say('shell:computer'));
  await expect(check('sent')).toHaveAttribute('data-ok', 'false');
  await expect(check('fresh')).toHaveAttribute('data-ok', 'false');
  await tania.goOnline();
  await expect(tania.page.getByText(tania.say('sync:receipt', { count: 2 }), { exact: true })).toBeVisible();
  await expect(check('sent')).toHaveAttribute('data-ok', 'true');
});

/** One person works cases apart from the server; then both see the same of each, and so does `raia verify`. */
async function workOffline({ sitDown, verify }: Stage, work: Work): Promise<{ readonly lia: Desk }> {
  const tania = await sitDown('tania');
  const lia = await sitDown('lia');
  await tania.goOffline();
  await tania.page.reload();
  await expect(tania.personButton).toHaveAccessibleName(
    tania.say('shell:personMenu', { name: 'Tânia Souza' }),
  );
  for (const [subject, run] of Object.entries(work)) {
    await tania.openCase({ subject });
    await run(tania);
  }
  await expect(tania.pill).toHaveAttribute('data-mood', 'offline');
  await tania.goOnline();
  await tania.upToDate();
  for (const subject of Object.keys(work)) {
    await tania.openByName(subject);
    await lia.openByName(subject);
    await expect.poll(() => lia.history()).toEqual(await tania.history());
    expect(await lia.position()).toBe(await tania.position());
  }
  await verify();
  return { lia };
}

test('a browser that deletes its files under an open window loses nothing: the window puts them back', async ({
  sitDown,
  newComputer,
}) => {
  const subject = 'Etiqueta sem preço';
  const computer = await newComputer();
  const lia = await sitDown('lia', computer);
  const bruno = await sitDown('bruno');
  await lia.openCase({ subject });
  await lia.upToDate();
  await lia.goOffline();
  await lia.writeNote('Escrito antes.');
  const browser = await computer.newCDPSession(lia.page);
  const { origin } = new URL(lia.url);
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'file_systems' });
  await lia.write('note', 'Escrito depois.');
  await lia.draftKept();
  await lia.page.reload();
  await expect(lia.timeline).toContainText('Escrito antes.');
  await lia.tab('note').click();
  await expect(lia.composer).toHaveValue('Escrito depois.');
  await lia.goOnline();
  await lia.upToDate();
  await bruno.openByName(subject);
  await expect(bruno.timeline).toContainText('Escrito antes.');
});
