/** A desktop computer for one test: nothing is on it yet, and nothing of it stays. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Shell } from './shell.ts';

export type NewComputer<How extends readonly unknown[]> = {
  /** Everything it keeps. */
  readonly userData: string;
  /** Starts the app, for the first time or after it ended. */
  readonly start: (...how: How) => Promise<Shell>;
};

export async function newComputer<How extends readonly unknown[]>(
  startApp: (userData: string, ...how: How) => Promise<Shell>,
): Promise<NewComputer<How>> {
  const userData = await mkdtemp(path.join(tmpdir(), 'raia-desktop-'));
  onTestFinished(() => rm(userData, { recursive: true, force: true }));
  return {
    userData,
    start: async (...how) => {
      const shell = await startApp(userData, ...how);
      onTestFinished(() => shell.stop());
      return shell;
    },
  };
}
