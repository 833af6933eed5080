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

test('the list of the last time is in front of a person before the rows of this computer are read', async ({
  sitDown,
}) => {
  const tania = await sitDown('tania');
  await tania.openCase({ subject: 'Lista de antes' });
  await tania.button(tania.say('queue:chip_open')).click();
  const row = tania.page.getByRole('link', { name: /Lista de antes/ });
  await expect(row).toBeVisible();
  await expect.poll(() => hotList(tania.page)).toMatch(/"view":"open".*Lista de antes/);
  await tania.page.addInitScript(neverReadRows);
  await tania.page.reload();
  await expect(row).toBeVisible();
  await expect(tania.button(tania.say('queue:chip_open'))).toHaveAttribute('aria-pressed', 'true');
});

/** What the next start paints, of the one person who signed in here. */
async function hotList(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const store = await done(indexedDB.open(names.find((name) => name !== 'raia-device') ?? ''));
    const found = await done(store.transaction('meta').objectStore('meta').get('hot'));
    store.close();
    const { text, bytes } = found?.value ?? { text: '' };
    if (bytes === undefined) return text;
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(inflated).text();
  });
}

/** A computer so slow that pages and log are still being read. */
function neverReadRows(): void {
  const { getAll, openCursor } = IDBObjectStore.prototype;
  const isRows = (store: IDBObjectStore) => store.name === 'pages' || store.name === 'log';
  const never = () => new EventTarget() as IDBRequest;
  IDBObjectStore.prototype.getAll = function (...args) {
    return isRows(this) ? never() : getAll.apply(this, args);
  };
  IDBObjectStore.prototype.openCursor = function (...args) {
    return isRows(this) ? never() : openCursor.apply(this, args);
  };
}
