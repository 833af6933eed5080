import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

test('whoever signs in next sees nothing of unsent work, which is sent when its author is back', async ({
  sitDown,
  newComputer,
  newDesk,
  verify,
}) => {
  const known = 'Nota fiscal sem imposto';
  const unsent = 'Cliente quer falar com a gerência';
  const note = 'Ela já ligou duas vezes hoje.';
  const draft = 'Senhora Dora, a gerência vai';
  const observer = await sitDown('tania');
  await observer.openCase({ subject: known });
  await observer.upToDate();

  const computer = await newComputer();
  const pushed: string[] = [];
  const lia = await sitDown('lia', computer);
  await lia.openByName(known);
  await lia.goOffline();
  await lia.writeNote(note);
  await lia.write('message', draft);
  await lia.draftKept();
  await lia.openCase({ subject: unsent });
  await lia.signOut();
  computer.on('request', (request) => pushed.push(request.postData() ?? ''));
  await lia.goOnline();
  await lia.page.close();

  const bruno = await sitDown('bruno', computer);
  await bruno.openByName(known);
  await expect(bruno.composer).toHaveValue('');
  await bruno.writeNote('Passo por aqui e sigo.');
  await bruno.upToDate();
  expect(await bruno.history()).not.toContainEqual(expect.stringContaining(note));
  await bruno.search(unsent);
  await expect(bruno.page.getByRole('dialog')).toContainText(bruno.say('shell:paletteEmpty'));
  await bruno.page.keyboard.press('Escape');
  await expect(observer.timeline).toContainText('Passo por aqui e sigo.');
  await expect(observer.timeline).not.toContainText(note);
  expect(pushed.some((body) => body.includes('Passo por aqui e sigo.'))).toBe(true);
  for (const words of [note, draft, unsent]) expect(pushed.join()).not.toContain(words);
  await bruno.signOut();
  await bruno.page.close();

  const back = await newDesk(computer);
  await back.signIn('lia');
  await expect(observer.timeline).toContainText(note);
  await back.openByName(known);
  await expect(back.composer).toHaveValue(draft);
  await observer.openByName(unsent);
  await expect(observer.timeline).toContainText('Lia Moraes');
  await verify();
});

test('two windows of one computer agree, and one goes on when the other closes', async ({
  sitDown,
  newDesk,
}) => {
  const subject = 'Pinpad sem bateria';
  const observer = await sitDown('tania');
  const first = await sitDown('lia');
  await first.openCase({ subject });
  const second = await newDesk(first.page.context());
  await second.openByName(subject);
  await first.writeNote('Escrito na primeira janela.');
  await expect(second.timeline).toContainText('Escrito na primeira janela.');
  await second.writeNote('Escrito na segunda janela.');
  await expect(first.timeline).toContainText('Escrito na segunda janela.');
  await second.write('message', 'Um rascunho só');
  await first.tab('message').click();
  await expect(first.composer).toHaveValue('Um rascunho só');

  await first.upToDate();
  await second.pill.click();
  await expect(second.leadsElsewhere()).toBeVisible();
  await first.page.close();
  await expect(second.leadsElsewhere()).toBeHidden();
  await second.page.keyboard.press('Escape');
  await second.writeNote('Escrito quando só restava esta.');
  await second.upToDate();
  await observer.openByName(subject);
  await expect(observer.timeline).toContainText('Escrito quando só restava esta.');
});

test('signing out signs out every window, and whoever signs in next is signed in in all of them', async ({
  sitDown,
  newDesk,
}) => {
  const subject = 'Etiqueta sem preço';
  const first = await sitDown('lia');
  await first.openCase({ subject });
  const second = await newDesk(first.page.context());
  await second.openByName(subject);
  await second.write('note', 'Ainda por terminar');
  await second.draftKept();
  await first.signOut();
  await expect(second.page.getByRole('heading', { name: second.say('session:title') })).toBeVisible();
  await first.signIn('bruno');
  await second.upToDate();
  await expect(second.personButton).toHaveAccessibleName(/Bruno/);
  await second.openByName(subject);
  await second.tab('note').click();
  await expect(second.composer).toHaveValue('');
  await second.writeNote('Escrito por quem entrou por último.');
  await first.openByName(subject);
  await expect(first.timeline).toContainText('Escrito por quem entrou por último.');
  expect(await first.history()).not.toContainEqual(expect.stringMatching(/Lia.*por último/));
});

test('a message, a note and a solution half-written outlive whatever happens around them', async ({
  sitDown,
  newDesk,
}) => {
  const subject = 'Senha do gerente vencida';
  const drafts = {
    message: 'Bom dia, Dora. Para trocar a',
    note: 'Conferir com o',
    solution: 'Em Configurações, abra',
  } as const;
  let lia = await sitDown('lia');
  const computer = lia.page.context();
  const areThere = async () => {
    for (const [tab, text] of Object.entries(drafts)) {
      await lia.tab(tab as keyof typeof drafts).click();
      await expect(lia.composer).toHaveValue(text);
    }
  };
  await lia.openCase({ subject });
  for (const [tab, text] of Object.entries(drafts)) {
    await lia.write(tab as keyof typeof drafts, text);
    await lia.draftKept();
  }
  await lia.page.reload();
  await areThere();
  await lia.prefer('English');
  lia = lia.reading('en');
  await areThere();
  await lia.prefer(lia.say('shell:themeDark'));
  await areThere();
  await lia.goOffline();
  await areThere();
  await lia.page.reload();
  await areThere();
  await lia.goOnline();
  await lia.upToDate();
  await lia.signOut();
  await lia.page.close();
  lia = await newDesk(computer, 'en');
  await lia.signIn('lia');
  await lia.openByName(subject);
  await areThere();
});

test('the list of the last time is in front of a person before their rows are even opened', async ({
  sitDown,
}) => {
  const tania = await sitDown('tania');
  await tania.openCase({ subject: 'Lista de antes' });
  await tania.button(tania.say('queue:chip_open')).click();
  const row = tania.page.getByRole('link', { name: /Lista de antes/ });
  await expect(row).toBeVisible();
  await expect.poll(() => hotList(tania.page)).toMatch(/"view":"open".*Lista de antes/);
  await tania.page.addInitScript(neverOpensRows);
  await tania.page.reload();
  await expect(row).toBeVisible();
  await expect(tania.button(tania.say('queue:chip_open'))).toHaveAttribute('aria-pressed', 'true');
});

test('the rows of a computer are read even where the thread that inflates them does not start', async ({
  sitDown,
  newComputer,
  newDesk,
}) => {
  const computer = await newComputer();
  const tania = await sitDown('tania', computer);
  await tania.openCase({ subject: 'Sem a outra linha de trabalho' });
  await tania.upToDate();
  await tania.page.close();
  const back = await newDesk(computer);
  await back.page.addInitScript(startsNoInflating);
  await back.goOffline();
  const notStarted = back.page.waitForRequest(/no-such-file/);
  await back.page.reload();
  await notStarted;
  await back.openByName('Sem a outra linha de trabalho');
});

/** What the next start paints, of the one person who signed in here. */
async function hotList(page: Page): Promise<string> {
  return page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith('.hot')) ?? '';
    return JSON.parse(localStorage.getItem(key) ?? '{}').text ?? '';
  });
}

function startsNoInflating(): void {
  globalThis.Worker = new Proxy(Worker, {
    construct: (target, [url, options]) =>
      new target(String(url).includes('inflate-worker') ? '/no-such-file.js' : url, options),
  });
}

/** A computer so slow that the database of the rows is still being opened. */
function neverOpensRows(): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    return args[0] === 'raia-device' ? open.apply(this, args) : (new EventTarget() as IDBOpenDBRequest);
  };
}
