/** A person's computer: one browser profile that stays, and a browser that can lose its power at any moment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { must } from '#shared/lib/must.ts';
import { killBrowser, processesOf } from '#test/support/browser-processes.ts';
import { chromiumLaunch } from '#test/support/chromium.ts';
import { type PageWords, type Shown, watchPage } from './shown.ts';

export type Computer = {
  readonly start: () => Promise<void>;
  /** The window the person works in. */
  readonly page: () => Page;
  /** Another window, in which the person works from now on. */
  readonly openWindow: () => Promise<Page>;
  /** SIGKILL to every process of the browser. Resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ComputerEvents = {
  readonly onShown: (shown: Shown) => void;
  /** An error nobody caught in a page. */
  readonly onError: (error: string) => void;
};

/** Longer than any machine needs: what is waited for is an event, and this only ends a run that hangs. */
const patienceMs = 60_000;

export async function newComputer(words: PageWords, { onShown, onError }: ComputerEvents): Promise<Computer> {
  const profile = await mkdtemp(path.join(tmpdir(), 'raia-torture-'));
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  let processes: readonly number[] = [];

  return {
    page: () => must(page, 'a window'),
    start: async () => {
      context = await chromium.launchPersistentContext(profile, {
        ...chromiumLaunch(),
        viewport: { width: 1440, height: 900 },
        locale: 'pt-BR',
        timezoneId: 'America/Sao_Paulo',
      });
      context.setDefaultTimeout(patienceMs);
      context.on('weberror', (error) => onError(String(error.error())));
      await context.exposeBinding('tellShown', (_source, shown: Shown) => onShown(shown));
      await context.addInitScript(watchPage, words);
      processes = await processesOf(context);
      page = context.pages()[0] ?? (await context.newPage());
    },
    openWindow: async () => {
      page = await must(context, 'a browser').newPage();
      return page;
    },
    kill: async () => {
      const dying = must(context, 'a browser');
      context = undefined;
      await killBrowser(dying, processes);
    },
    close: async () => {
      await context?.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
