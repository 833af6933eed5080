import { spawn } from 'node:child_process';
import { PostgresError } from './postgres-error.ts';
import type { PostgresUser } from './postgres-user.ts';

/**
 * Runs one of PostgreSQL's programs to its end and gives what it printed. Its
 * messages are in English whatever the system speaks, and it stands in a folder
 * that every user may enter. A program that leaves a server behind is run with
 * `ignore`: the server would hold its pipes open.
 */
export function runProgram(
  user: PostgresUser,
  program: string,
  args: readonly string[],
  output: 'pipe' | 'ignore' = 'pipe',
): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      ...user,
      cwd: process.platform === 'win32' ? undefined : '/',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', output, output],
      windowsHide: true,
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => said.push(text));
    child.once('error', (cause) =>
      fail(new PostgresError('failed', `${program} cannot be run: ${cause.message}`, { cause })),
    );
    child.once('close', (code) => {
      const text = said.join('');
      if (code === 0) done(text);
      else fail(new PostgresError('failed', `${program} failed: ${text.trim()}`));
    });
  });
}
