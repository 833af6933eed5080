/**
 * A stand-in for the `electron` module: the real main process, preload and
 * interface run together, in a real Chromium driven by Playwright.
 *
 * Exports have the types of the parts of Electron they stand for, so that they
 * cannot drift. Not shown by it: the system's sandbox, context isolation,
 * keychain, native menus and dialogs, and links coming from the system.
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { appEvents, type Invoke, state } from './double-state.ts';

export { BrowserWindow } from './double-window.ts';

type AppPart = Pick<
  Electron.App,
  | 'exit'
  | 'getLocale'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'setPath'
  | 'whenReady'
>;

export const app: AppPart & Pick<EventEmitter, 'on'> = {
  isPackaged: false,
  on: appEvents.on.bind(appEvents) as EventEmitter['on'],
  exit: () => app.quit(),
  getLocale: () => state.locale,
  getPath: () => state.userData,
  getVersion: () => '0.0.0-test',
  quit: () => {
    state.quits += 1;
    appEvents.emit('will-quit', { preventDefault: () => undefined });
  },
  requestSingleInstanceLock: () => state.isFirstInstance,
  setAppUserModelId: () => undefined,
  setAsDefaultProtocolClient: () => true,
  setBadgeCount: (count = 0) => {
    state.badge = count;
    return true;
  },
  setPath: (_name, folder) => {
    state.userData = folder;
  },
  whenReady: () => Promise.resolve(),
};

export const ipcMain = {
  handle: (channel: string, listener: Invoke): void => {
    if (state.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    state.handlers.set(channel, listener);
  },
};

export const protocol: Pick<Electron.Protocol, 'handle' | 'registerSchemesAsPrivileged'> = {
  handle: (scheme, handler) => {
    state.schemes.set(scheme, handler as (request: Request) => Promise<Response>);
  },
  registerSchemesAsPrivileged: (schemes) => {
    state.privileges = schemes;
  },
};

type Guards = 'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler';
export const session: { readonly defaultSession: Pick<Electron.Session, Guards> } = {
  defaultSession: {
    setPermissionRequestHandler: (handler) => {
      state.askPermission = handler;
    },
    setPermissionCheckHandler: (handler) => {
      state.checkPermission = handler;
    },
    setDevicePermissionHandler: () => undefined,
  },
};

export const shell: Pick<Electron.Shell, 'openExternal'> = {
  openExternal: async (address) => {
    state.outside.push(address);
  },
};

export const dialog: Pick<Electron.Dialog, 'showErrorBox'> = {
  showErrorBox: (title) => {
    state.errorBoxes.push(title);
  },
};

export const nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors'> = { shouldUseDarkColors: false };

export const screen = {
  getAllDisplays: (): readonly Pick<Electron.Display, 'workArea'>[] => [
    { workArea: { x: 0, y: 0, width: 1920, height: 1080 } },
  ],
};

export const safeStorage: Pick<
  Electron.SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
> = {
  isAsyncEncryptionAvailable: async () => state.hasKeychain,
  getSelectedStorageBackend: () => (state.hasKeychain ? 'gnome_libsecret' : 'basic_text'),
  encryptStringAsync: async (text) => inKeychain(Buffer.from(`\0${text}`)),
  decryptStringAsync: async (bytes) => {
    const [mark, ...text] = inKeychain(bytes);
    if (mark !== 0) throw new Error('Encrypted with another key');
    return { result: Buffer.from(text).toString(), shouldReEncrypt: false };
  },
};

function inKeychain(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ state.keychainSecret));
}

export const Menu = {
  buildFromTemplate: (template: readonly Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: readonly Electron.MenuItemConstructorOptions[]): void => {
    state.menu = menu;
  },
};

export class Notification
  extends EventEmitter
  implements Pick<Electron.Notification, 'body' | 'show' | 'title'>
{
  static isSupported(): boolean {
    return true;
  }
  readonly title: string;
  readonly body: string;
  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {
    state.notifications.push(this);
  }
}
