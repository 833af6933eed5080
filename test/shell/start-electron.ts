import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import type { Shell, ShellOptions } from './shell.ts';

/** What the app did, recorded inside its own main process. */
type Recorded = { readonly notifications: Electron.Notification[]; readonly outside: string[] };
declare global {
  var recorded: Recorded;
}

type ElectronHere = { readonly executable: string } | { readonly missing: string };

/** A real Electron on this computer: named by `RAIA_ELECTRON`, or the one its package downloaded. */
export function findElectron(): ElectronHere {
  const folder = path.resolve('node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  const executable =
    process.env.RAIA_ELECTRON ??
    (existsSync(pathFile) ? path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : undefined);
  if (!executable || !existsSync(executable))
    return { missing: 'there is no Electron binary (RAIA_ELECTRON names one)' };
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return hasDisplay ? { executable } : { missing: 'there is no display' };
}

export async function startElectron(executablePath: string, options: ShellOptions): Promise<Shell> {
  const application = await _electron.launch({
    executablePath,
    args: [
      path.resolve(options.program ?? 'dist', 'electron', 'main.js'),
      '--no-sandbox',
      ...(options.argv ?? []),
    ],
    env: {
      ...definedEnvironment(),
      RAIA_SERVER: options.server,
      RAIA_USER_DATA: options.userData,
      ...(options.session && { RAIA_SESSION: options.session }),
    },
  });
  await record(application);
  return {
    page: () => application.firstWindow(),
    newWindow: async () => {
      const opened = application.waitForEvent('window');
      await clickMenu(application, 'new-window');
      return opened;
    },
    clickMenu: (id) => clickMenu(application, id),
    notifications: () =>
      application.evaluate(() =>
        globalThis.recorded.notifications.map(({ title, body }) => ({ title, body })),
      ),
    clickNotification: () =>
      application.evaluate(() => void globalThis.recorded.notifications.at(-1)?.emit('click')),
    badge: () => application.evaluate(({ app }) => app.getBadgeCount()),
    openedOutside: () => application.evaluate(() => globalThis.recorded.outside),
    startSecondCopy: (argv) =>
      application.evaluate(
        ({ app }, more) => void app.emit('second-instance', {}, ['raia', ...more], '/'),
        argv,
      ),
    webPreferences: () =>
      application.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return (
          contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
        ).getLastWebPreferences();
      }),
    setOffline: (isOffline) => application.context().setOffline(isOffline),
    stop: () => application.close(),
    kill: async () => {
      const closed = application.waitForEvent('close');
      application.process().kill('SIGKILL');
      await closed;
    },
  };
}

/** Native windows outside the app would wait for a person; they are recorded instead. */
async function record(application: ElectronApplication): Promise<void> {
  await application.evaluate(({ Notification, shell }) => {
    globalThis.recorded = { notifications: [], outside: [] };
    Notification.prototype.show = function show(this: Electron.Notification) {
      globalThis.recorded.notifications.push(this);
    };
    shell.openExternal = async (address: string) => {
      globalThis.recorded.outside.push(address);
    };
  });
}

async function clickMenu(application: ElectronApplication, id: string): Promise<void> {
  await application.evaluate(
    ({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(),
    id,
  );
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
