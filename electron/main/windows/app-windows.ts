/** The windows of the app: opening one where the last one was, and reaching the one in use. */
import path from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { type ShellEvent, shellEventChannel } from '#shared/ipc/contract.ts';
import { appOrigin } from '../app-address.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export type AppWindows = {
  readonly open: () => BrowserWindow;
  /** Brings a window forward, opening one if there is none. */
  readonly focus: () => BrowserWindow;
  /** Tells the interface in the window in front, bringing it forward. */
  readonly tell: (event: ShellEvent) => void;
};

export function createAppWindows(preload: string, userData: string): AppWindows {
  const stateFile = path.join(userData, 'window.json');

  function open(): BrowserWindow {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const state = readWindowState(stateFile, areas);
    const isFirst = BrowserWindow.getAllWindows().length === 0;
    const window = new BrowserWindow({ ...windowOptions(preload), ...(isFirst ? state : undefined) });
    if (isFirst && state?.isMaximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () => {
      writeWindowState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    });
    reviveDeadPage(window);
    window
      .loadURL(`${appOrigin}/`)
      .catch((error: unknown) => console.error('the interface did not load:', error));
    return window;
  }

  function focus(): BrowserWindow {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? open();
    if (window.isMinimized()) window.restore();
    window.focus();
    return window;
  }

  function tell(event: ShellEvent): void {
    const { webContents } = focus();
    const send = (): void => webContents.send(shellEventChannel, event);
    if (webContents.isLoading()) webContents.once('did-finish-load', send);
    else send();
  }

  return { open, focus, tell };
}

/** A page whose process died is loaded again; one that dies twice within ten seconds is left alone. */
function reviveDeadPage(window: BrowserWindow): void {
  let lastDeathAt = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const isFirst = Date.now() - lastDeathAt > 10_000;
    lastDeathAt = Date.now();
    if (isFirst && reason !== 'clean-exit') window.webContents.reload();
  });
}

function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Raia',
    // The colours the interface starts with, so that it does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1218' : '#f5f6f8',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on macOS the dictionaries would come from a third party.
      spellcheck: process.platform === 'darwin',
    },
  };
}
