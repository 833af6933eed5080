/**
 * What the stand-in of Electron holds, and what a test may set and see.
 *
 * There is one app at a time; `begin` forgets the one before.
 */
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions, Session } from 'electron';
import type { BrowserContext, Page } from 'playwright';

export type Invoke = (event: object, ...args: readonly unknown[]) => unknown;
type Notice = EventEmitter & { readonly title: string; readonly body: string };

export type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };
/** A window as the others see it; its class is in double-window.ts. */
export type WindowDouble = {
  readonly page: Page | undefined;
  readonly isLoaded: boolean;
  readonly focusCount: number;
  readonly whenLoaded: Promise<Page>;
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: EventEmitter & {
    readonly openHandler: OpenHandler | undefined;
    readonly mainFrame: { readonly url: string };
  };
};

function emptyState() {
  return {
    userData: '',
    locale: 'en-US',
    /** False: another copy of the app holds the lock. */
    isFirstInstance: true,
    hasKeychain: true,
    /** The system's own key: with another one, what was encrypted before does not open. */
    keychainSecret: 0x5a,
    isOffline: false,
    context: undefined as (() => Promise<BrowserContext>) | undefined,
    windows: [] as WindowDouble[],
    focused: undefined as WindowDouble | undefined,
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
