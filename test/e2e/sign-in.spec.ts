import { expect, test } from './support/fixtures.ts';

test('a wrong password, a server that is away and an empty form are each said in a sentence', async ({
  newDesk,
  expectComplaint,
}) => {
  expectComplaint(/the server responded with a status of 401/);
  const desk = await newDesk();
  const problem = desk.page.getByRole('alert');
  await desk.knock('', '');
  await expect(problem).toHaveText(desk.say('session:missing'));
  await desk.knock('lia', 'not her password');
  await expect(problem).toHaveText(desk.say('session:wrong-sign-in'));
  await desk.knock('nobody', 'not her password');
  await expect(problem).toHaveText(desk.say('session:wrong-sign-in'));
  await desk.page.context().setOffline(true);
  await desk.knock('lia');
  await expect(problem).toHaveText(desk.say('session:unreachable'));
  await desk.page.context().setOffline(false);
  await desk.signIn('lia');
});

test('an address that leads nowhere is said so, with the way back', async ({ sitDown }) => {
  const lia = await sitDown('lia');
  await lia.page.goto(`${lia.url}/#/nowhere`);
  await expect(lia.page.getByText(lia.say('shell:notFound'))).toBeVisible();
  await lia.page.goto(`${lia.url}/#/queue/0198c0de-0000-7000-8000-000000000000`);
  await expect(lia.page.getByText(lia.say('case:missingTitle'))).toBeVisible();
  await lia.page.goto(`${lia.url}/#/knowledge/0198c0de-0000-7000-8000-000000000000`);
  await expect(lia.page.getByText(lia.say('knowledge:missingTitle'))).toBeVisible();
  await lia.page.goto(`${lia.url}/#/nowhere`);
  await lia.page
    .getByRole('main')
    .getByRole('button', { name: lia.say('shell:toQueue') })
    .click();
  await expect(lia.page.getByRole('region', { name: lia.say('queue:title') })).toBeVisible();
});

test('a browser that keeps no files says so instead of taking work it could lose', async ({
  newDesk,
  expectComplaint,
}) => {
  expectComplaint(/JournalError/);
  const desk = await newDesk();
  await desk.page.evaluate(keepNoFiles);
  await desk.knock('lia');
  await expect(desk.page.getByText(desk.say('session:unsupportedTitle'))).toBeVisible();
  await desk.page.reload();
  await expect(desk.page.getByRole('region', { name: desk.say('queue:title') })).toBeVisible();
});

test('a store that cannot be opened is said, and opens when it is tried again', async ({
  newDesk,
  expectComplaint,
}) => {
  expectComplaint(/could not be opened/);
  const desk = await newDesk();
  await desk.page.evaluate(() => {
    const open = (name: string, version?: number): IDBOpenDBRequest => {
      if (name === 'raia-device') return IDBFactory.prototype.open.call(indexedDB, name, version);
      throw new DOMException('No room for a database', 'AbortError');
    };
    Object.defineProperty(indexedDB, 'open', { value: open, configurable: true });
  });
  await desk.knock('lia');
  await expect(desk.page.getByText(desk.say('session:openFailedTitle'))).toBeVisible();
  await desk.page.evaluate(() => Reflect.deleteProperty(indexedDB, 'open'));
  await desk.button(desk.say('common:retry')).click();
  await expect(desk.page.getByRole('region', { name: desk.say('queue:title') })).toBeVisible();
});

/** What the worker of the journal answers where a window is private and keeps nothing. */
function keepNoFiles(): void {
  globalThis.Worker = new Proxy(Worker, {
    construct: (target, [url, options]) => {
      const worker = new target(url, options);
      if (String(url).includes('journal-worker'))
        worker.postMessage = ({ seq }: { readonly seq: number }) =>
          void worker.dispatchEvent(new MessageEvent('message', { data: { seq, error: 'unsupported' } }));
      return worker;
    },
  });
}
