/** The application menu. Its commands are the interface's own; the rest is what the system offers. */
import type { MenuItemConstructorOptions } from 'electron';
import type { ShellEvent } from '#shared/ipc/contract.ts';
import type { ShellWords } from './language.ts';

export type MenuOptions = {
  readonly words: ShellWords;
  readonly isMac: boolean;
  /** Shows the developer tools; never in a packaged app. */
  readonly isDevelopment: boolean;
  readonly tell: (event: ShellEvent) => void;
  readonly openWindow: () => void;
};

export function menuTemplate({
  words,
  isMac,
  isDevelopment,
  tell,
  openWindow,
}: MenuOptions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const file: MenuItemConstructorOptions[] = [
    {
      id: 'new-case',
      label: words('newCase'),
      accelerator: 'CmdOrCtrl+N',
      click: () => tell({ kind: 'command', command: 'new-case' }),
    },
    { id: 'new-window', label: words('newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
    separator,
    { role: 'close', label: words('closeWindow') },
    ...(isMac ? [] : [{ role: 'quit' as const, label: words('quit') }]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo', label: words('undo') },
    { role: 'redo', label: words('redo') },
    separator,
    { role: 'cut', label: words('cut') },
    { role: 'copy', label: words('copy') },
    { role: 'paste', label: words('paste') },
    { role: 'selectAll', label: words('selectAll') },
  ];
  const view: MenuItemConstructorOptions[] = [
    {
      id: 'palette',
      label: words('palette'),
      accelerator: 'CmdOrCtrl+K',
      // The interface listens for this key itself, as it does in a browser; here it is only shown.
      registerAccelerator: false,
      click: () => tell({ kind: 'command', command: 'palette' }),
    },
    separator,
    { role: 'reload', label: words('reload') },
    { role: 'resetZoom', label: words('resetZoom') },
    { role: 'zoomIn', label: words('zoomIn') },
    { role: 'zoomOut', label: words('zoomOut') },
    separator,
    { role: 'togglefullscreen', label: words('fullScreen') },
    ...(isDevelopment ? [{ role: 'toggleDevTools' as const, label: words('devTools') }] : []),
  ];
  const application: MenuItemConstructorOptions[] = [
    { role: 'about', label: words('about') },
    separator,
    { role: 'hide', label: words('hide') },
    { role: 'hideOthers', label: words('hideOthers') },
    { role: 'unhide', label: words('showAll') },
    separator,
    { role: 'quit', label: words('quit') },
  ];
  return [
    ...(isMac ? [{ label: 'Raia', submenu: application }] : []),
    { label: words('menuFile'), submenu: file },
    { label: words('menuEdit'), submenu: edit },
    { label: words('menuView'), submenu: view },
    { role: 'windowMenu', label: words('menuWindow') },
  ];
}
