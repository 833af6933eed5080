/** A person's computer: one browser profile that stays, and a browser that can lose its power at any moment. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page, type Response } from 'playwright';
import { parseJson } from '#shared/lib/json.ts';
import { must } from '#shared/lib/must.ts';
import { type PushResponse, pushResponseSchema } from '#shared/protocol/messages.ts';
import { killBrowser, processesOf } from '#test/support/browser-processes.ts';
import { chromiumLaunch } from '#test/support/chromium.ts';
import { type PageWords, type Shown, watchPage } from './shown.ts';

export type Computer = {
  /** The folder of its browser profile. */
  readonly profile: string;
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
  /** An error nobody caught in a page, or one that broke a screen. */
  readonly onError: (error: string) => void;
  /** The server answered a push. */
  readonly onPushed: (pushed: Pushed) => void;
};

export type Pushed = {
  readonly status: number;
  /** Where it was a good one and came through whole. */
  readonly response: PushResponse | undefined;
};

/** Longer than any machine needs: what is waited for is an event, and this only ends a run that hangs. */
const patienceMs = 60_000;

/** The profile goes with the computer. */
export function newComputer(
  profile: string,
  words: PageWords,
  { onShown, onError, onPushed }: ComputerEvents,
): Computer {
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  let processes: readonly number[] = [];

  return {
    profile,
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
      context.on('console', (message) => {
        // What the app says itself has arguments; the browser's word on a connection that failed has none.
        if (message.type() === 'error' && message.args().length > 0) onError(message.text());
      });
      context.on('response', (response) => {
        if (response.url().endsWith('/api/sync/push')) void readPushed(response).then(onPushed);
      });
      await context.exposeBinding('tellShown', (_source, shown: Shown) => onShown(shown));
      await context.addInitScript(watchPage, words);
      await context.addInitScript(letPointerThrough);
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

/** Messages let the pointer through: what lies below can be clicked, and they leave by themselves. */
function letPointerThrough(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.mantine-Notification-root { pointer-events: none; }');
  document.adoptedStyleSheets.push(sheet);
}

export function newProfile(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'raia-torture-'));
}

/** The profile as it lies there, while no browser uses it. */
export async function copyProfile(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  // What begins so says which process has the profile.
  const filter = (source: string): boolean => !path.basename(source).startsWith('Singleton');
  await cp(from, to, { recursive: true, filter });
}

async function readPushed(response: Response): Promise<Pushed> {
  const text = await response.text().catch(() => '');
  return { status: response.status(), response: pushResponseSchema.safeParse(parseJson(text)).data };
}
