/**
 * The running desktop app as a test sees it: the same on the stand-in and on
 * real Electron.
 */
import type { WebPreferences } from 'electron';
import type { Page } from 'playwright';

export type ShellOptions = {
  /** Origin of the company's server. */
  readonly server: string;
  /** Everything this computer keeps; the same folder again is the same computer after a restart. */
  readonly userData: string;
  /** The folder with `electron/` and `renderer/`; `dist` unless told. */
  readonly program?: string;
  /** A session handed over by the launcher. */
  readonly session?: string;
  readonly argv?: readonly string[];
};

export type Shell = {
  /** The first window's page, loaded. */
  readonly page: () => Promise<Page>;
  /** Opens a further window. */
  readonly newWindow: () => Promise<Page>;
  readonly clickMenu: (id: string) => Promise<void>;
  readonly notifications: () => Promise<readonly { readonly title: string; readonly body: string }[]>;
  /** On the latest one. */
  readonly clickNotification: () => Promise<void>;
  readonly badge: () => Promise<number>;
  /** What left the app for the system's browser. */
  readonly openedOutside: () => Promise<readonly string[]>;
  /** A second copy is started with these arguments. */
  readonly startSecondCopy: (argv: readonly string[]) => Promise<void>;
  readonly webPreferences: () => Promise<WebPreferences>;
  readonly setOffline: (isOffline: boolean) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** SIGKILL: to the whole app, and on the stand-in to all of it but the main process, which is this one. */
  readonly kill: () => Promise<void>;
};
