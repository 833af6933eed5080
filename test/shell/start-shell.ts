/**
 * Starts the desktop app for a test, on the stand-in and on real Electron.
 *
 * ```ts
 * describe.each(shellHosts)('on $name', ({ startShell }) => { … });
 * ```
 */
import type { Shell, ShellOptions } from './shell.ts';
import { startDouble } from './start-double.ts';
import { findElectron, startElectron } from './start-electron.ts';

export type ShellHost = {
  readonly name: string;
  readonly startShell: (options: ShellOptions) => Promise<Shell>;
};

export const startShell: ShellHost['startShell'] = (options) => startDouble(options);

const electron = findElectron();
if ('missing' in electron) {
  console.warn(
    `\n*** NOT RUN: the shell tests on real Electron, because ${electron.missing}. They ran on the stand-in only. ***\n`,
  );
}

export const shellHosts: readonly ShellHost[] = [
  { name: 'the stand-in', startShell },
  ...('missing' in electron
    ? []
    : [
        {
          name: 'real Electron',
          startShell: (options: ShellOptions) => startElectron(electron.executable, options),
        },
      ]),
];
