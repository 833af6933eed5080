/**
 * The desktop app: one process, `app://raia/` in sandboxed windows, and behind
 * them the journal, the keychain and what only the system can do.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import { appScheme } from './app-address.ts';
import { createAppProtocol } from './app-protocol.ts';
import { findDeepLink, linkScheme, parseDeepLink } from './deep-links.ts';
import { guardPages, guardPermissions } from './guards.ts';
import { registerIpc } from './ipc/register.ts';
import { shellWords } from './language.ts';
import { takeLaunchOptions } from './launch-options.ts';
import { menuTemplate } from './menu.ts';
import { createBlobs } from './services/blobs.ts';
import { createDataKeys } from './services/data-keys.ts';
import { createJournals } from './services/journals.ts';
import { systemKeychain } from './services/keychain.ts';
import { showNotification } from './services/notifications.ts';
import { createSecrets } from './services/secrets.ts';
import { createAppWindows } from './windows/app-windows.ts';

const options = takeLaunchOptions(process.env);
if (options.userData) app.setPath('userData', path.resolve(options.userData));
app.setAppUserModelId('com.raia.desktop');
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

// The lock belongs to the data folder, and with it the journals in it.
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const windows = createAppWindows(path.join(import.meta.dirname, 'preload.cjs'), userData);
  const keys = createDataKeys({
    disk: fs,
    keychain: systemKeychain,
    file: path.join(userData, 'keys.json'),
    sealedWith: (store) => journals.sealedWith(store),
  });
  const journals = createJournals({ disk: fs, folder: path.join(userData, 'journals'), keysOf: keys.ringOf });
  const blobs = createBlobs({ disk: fs, folder: path.join(userData, 'blobs'), keysOf: keys.ringOf });

  guardPages();
  app.on('second-instance', (_event, argv) => {
    const link = findDeepLink(argv);
    if (link) windows.tell(link);
    else windows.focus();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (link) void app.whenReady().then(() => windows.tell(link));
  });
  app.on('activate', () => windows.focus());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => void journals.close());

  await app.whenReady();
  const words = shellWords(app.getLocale());
  const { server } = options;
  if (server === undefined) {
    dialog.showErrorBox(words('serverAddressTitle'), words('serverAddressBody'));
    app.exit(1);
    return;
  }
  // Only an installed app can answer for the system's links.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  guardPermissions(session.defaultSession);
  protocol.handle(appScheme, createAppProtocol(path.join(import.meta.dirname, '../renderer'), server));

  const secrets = createSecrets(systemKeychain, path.join(userData, 'session.json'), server, options.session);
  registerIpc(ipcMain, {
    keys,
    journals,
    blobs,
    secrets,
    desktop: {
      info: async () => ({
        version: app.getVersion(),
        platform: process.platform,
        server,
        remembersSession: await secrets.remembersSession(),
      }),
      notify: (notice) => showNotification(notice, windows.tell),
      setBadge: (count) => void app.setBadgeCount(count),
      openOutside: (url) => shell.openExternal(url),
    },
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        words,
        isMac: process.platform === 'darwin',
        isDevelopment: !app.isPackaged,
        tell: windows.tell,
        openWindow: () => void windows.open(),
      }),
    ),
  );
  windows.open();
  const link = findDeepLink(process.argv);
  if (link) windows.tell(link);
}
