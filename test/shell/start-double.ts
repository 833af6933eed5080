import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium } from 'playwright';
import { killBrowser, processesOf } from '../support/browser-processes.ts';
import { routeNetwork } from './double-network.ts';
import { appEvents, begin, type DoubleState, signals, state, type WindowDouble } from './double-state.ts';
import type { Shell, ShellOptions } from './shell.ts';

let starts = 0;
let isRunning = false;

/** Starts the built main process in this one, on the stand-in. One at a time. */
export async function startDouble(
  options: ShellOptions,
  settings: Partial<DoubleState> = {},
): Promise<Shell> {
  let browser: Promise<BrowserContext> | undefined;
  const context = (): Promise<BrowserContext> => {
    browser ??= launch(path.join(options.userData, 'chromium'));
    return browser;
  };
  if (isRunning) throw new Error('stop the shell that runs before starting another');
  isRunning = true;
  begin({ context, ...settings });
  const argv = process.argv;
  process.argv = [...argv, ...(options.argv ?? [])];
  Object.assign(process.env, { RAIA_SERVER: options.server, RAIA_USER_DATA: options.userData });
  if (options.session) process.env.RAIA_SESSION = options.session;
  try {
    // A query of its own makes every start a fresh copy of the program.
    const main = pathToFileURL(path.resolve(options.program ?? 'dist', 'electron', 'main.js')).href;
    await import(/* @vite-ignore */ `${main}?start=${++starts}`);
    if (state.isFirstInstance) await firstWindow();
  } finally {
    process.argv = argv;
    for (const name of ['RAIA_SERVER', 'RAIA_USER_DATA', 'RAIA_SESSION']) delete process.env[name];
  }

  return {
    page: async () => (await firstWindow()).whenLoaded,
    newWindow: async () => {
      clickMenu('new-window');
      const window = state.windows.at(-1);
      if (!window) throw new Error('no window was opened');
      return window.whenLoaded;
    },
    clickMenu: async (id) => clickMenu(id),
    notifications: async () => state.notifications.map(({ title, body }) => ({ title, body })),
    clickNotification: async () => {
      state.notifications.at(-1)?.emit('click');
    },
    badge: async () => state.badge,
    openedOutside: async () => [...state.outside],
    startSecondCopy: async (more) => {
      appEvents.emit('second-instance', {}, ['raia', ...more], '/');
    },
    webPreferences: async () => (await firstWindow()).options.webPreferences ?? {},
    setOffline: async (isOffline) => {
      state.isOffline = isOffline;
      await (await context()).setOffline(isOffline);
    },
    stop: async () => {
      if (!isRunning) return;
      isRunning = false;
      await (await browser)?.close();
      appEvents.emit('will-quit', { preventDefault: () => undefined });
    },
    kill: async () => {
      isRunning = false;
      const running = await context();
      await killBrowser(running, await processesOf(running));
    },
  };
}

async function launch(profile: string): Promise<BrowserContext> {
  const executablePath = process.env.RAIA_CHROMIUM;
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath && { executablePath }),
    // Electron decides about calls to this computer by its permission handler instead.
    args: ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'],
    viewport: { width: 1440, height: 900 },
  });
  await routeNetwork(context);
  await context.pages()[0]?.close();
  return context;
}

async function firstWindow(): Promise<WindowDouble> {
  for (;;) {
    const window = state.windows[0];
    if (window) return window;
    await once(signals, 'window');
  }
}

function clickMenu(id: string): void {
  const click = (items: readonly Electron.MenuItemConstructorOptions[]): boolean =>
    items.some((item) => {
      if (item.id !== id) return Array.isArray(item.submenu) && click(item.submenu);
      (item.click as () => void)();
      return true;
    });
  if (!click(state.menu)) throw new Error(`no menu item ${id}`);
}
