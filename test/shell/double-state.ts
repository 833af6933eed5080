/**
 * What the stand-in of Electron holds, and what a test may set and see.
 *
 * There is one app at a time; `begin` forgets the one before.
 */
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, Session } from 'electron';
import type { BrowserContext } from 'playwright';
import type { BrowserWindow } from './double-window.ts';

export type Invoke = (event: object, ...args: readonly unknown[]) => unknown;
type Notice = EventEmitter & { readonly title: string; readonly body: string };

function emptyState() {
  return {
    userData: '',
    locale: 'en-US',
    /** False: another copy of the app holds the lock. */
    isFirstInstance: true,
    hasKeychain: true,
    isOffline: false,
    context: undefined as (() => Promise<BrowserContext>) | undefined,
    windows: [] as BrowserWindow[],
    focused: undefined as BrowserWindow | undefined,
    handlers: new Map<string, Invoke>(),
    schemes: new Map<string, (request: Request) => Promise<Response> | Response>(),
    privileges: [] as readonly Electron.CustomScheme[],
    menu: [] as readonly MenuItemConstructorOptions[],
    notifications: [] as Notice[],
    outside: [] as string[],
    errorBoxes: [] as string[],
    badge: 0,
    quits: 0,
    askPermission: undefined as Parameters<Session['setPermissionRequestHandler']>[0] | undefined,
    checkPermission: undefined as Parameters<Session['setPermissionCheckHandler']>[0] | undefined,
  };
}

export type DoubleState = ReturnType<typeof emptyState>;
export const state: DoubleState = emptyState();

/** `window` when one was created. */
export const signals = new EventEmitter();
/** Electron's `app` as an emitter; kept here so that windows can report to it. */
export const appEvents = new EventEmitter();

export function begin(settings: Partial<DoubleState>): void {
  appEvents.removeAllListeners();
  signals.removeAllListeners();
  Object.assign(state, emptyState(), settings);
}
