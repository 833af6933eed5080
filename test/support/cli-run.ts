/** Runs `raia` inside a test: its arguments in, its exit code and words out. */

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '#server/cli/command.ts';
import { runCli } from '#server/cli/run-cli.ts';
import { toInstant } from '#shared/lib/instant.ts';

export type CliAnswer = { readonly code: number; readonly out: string; readonly err: string };

export type CliWorld = {
  readonly raia: (...argv: readonly string[]) => Promise<CliAnswer>;
  /** Its `--json` answer, parsed. */
  readonly ask: (...argv: readonly string[]) => Promise<unknown>;
  readonly folder: string;
};

/** Without a database `raia` uses the embedded one of its `--data`. */
export function aCli(databaseUrl?: string, more: Partial<Io> = {}): CliWorld {
  const folder = aFolder();
  const raia = async (...argv: readonly string[]) => {
    let out = '';
    let err = '';
    const code = await runCli(argv, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: { LANG: 'en_US.UTF-8', ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) },
      readStdin: async () => 'from standard input\n',
      clock: () => toInstant(Date.now()),
      random: () => randomBytes(16),
      stopped: () => new Promise(() => {}),
      ...more,
    });
    return { code, out, err };
  };
  const ask = async (...argv: readonly string[]) => JSON.parse((await raia(...argv, '--json')).out);
  return { raia, ask, folder };
}

/** A folder that other system users may enter, gone when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'raia-cli-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
