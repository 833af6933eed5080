/** What figures and pictures stand on, each made when first asked for: a Chromium, a server with its company, filled stores. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { Desk } from '#test/e2e/support/desk.ts';
import { type RaiaServer, startRaiaServer } from '#test/e2e/support/raia-server.ts';
import { chromiumLaunch } from '#test/support/chromium.ts';
import { makeBare } from './bare-page.ts';
import { type FilledStores, fillStores } from './store/stores.ts';

export type StageOptions = {
  /** Of the demonstration company. */
  readonly cases: number;
  /** A folder in which the company stays for the next time. */
  readonly keptIn?: string;
};

export type Stage = {
  readonly server: () => Promise<RaiaServer>;
  /** A person at a computer nobody has used yet, everything of the company on it. */
  readonly sitDown: (login: string) => Promise<Desk>;
  /** An empty page, to measure the least that something can cost. */
  readonly barePage: (body?: string) => Promise<Page>;
  /** Ours and its peers, filled in profiles of their own. */
  readonly stores: () => Promise<FilledStores>;
  readonly close: () => Promise<void>;
};

export function createStage({ cases, keptIn }: StageOptions): Stage {
  const browser = once(() => chromium.launch(chromiumLaunch()));
  const server = once(() => startRaiaServer(cases, keptIn));
  const stores = once(fillStores);

  async function newComputer(): Promise<BrowserContext> {
    return (await browser.get()).newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'pt-BR',
      timezoneId: 'America/Sao_Paulo',
    });
  }

  return {
    server: server.get,
    sitDown: async (login) => {
      const { url } = await server.get();
      const desk = new Desk(await (await newComputer()).newPage(), url);
      // The first sync of everything takes its time on a busy machine.
      desk.page.setDefaultTimeout(120_000);
      await desk.page.goto(url);
      await desk.knock(login);
      await desk.page.locator('[data-mood="up-to-date"]').waitFor();
      return desk;
    },
    barePage: async (body = '') => {
      const page = await (await newComputer()).newPage();
      await makeBare(page, body);
      return page;
    },
    stores: stores.get,
    close: async () => {
      const opened: Browser | undefined = await browser.made();
      await opened?.close();
      const started: RaiaServer | undefined = await server.made();
      await started?.close();
    },
  };
}

function once<T>(make: () => Promise<T>) {
  let making: Promise<T> | undefined;
  return {
    get: (): Promise<T> => {
      making ??= make();
      return making;
    },
    made: async (): Promise<T | undefined> => making,
  };
}
