/**
 * The file in which a running PostgreSQL says who and where it is.
 *
 * It outlives a kill, and its process number may meanwhile be a zombie's or
 * another program's. PostgreSQL itself removes a file whose process is gone,
 * after checking that no backend still uses the shared memory named in it; it
 * only cannot tell a zombie or a stranger from a living postmaster. So such a
 * file is never deleted here: it is given a process number that is surely dead,
 * and PostgreSQL makes the check and cleans up.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Postmaster = { readonly pid: number; readonly port: number };

/** The postmaster that lives in this folder, or undefined when there is none any more. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = await readLines(cluster);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostgres(pid)) return undefined;
  // The port is written a moment after the rest; until then nothing answers on port 1.
  return { pid, port: Number(lines[3]) || 1 };
}

/** Lets PostgreSQL start where a killed one left its file. Only for a folder without a living postmaster. */
export async function releasePostmasterFile(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const [first, ...rest] = await readLines(cluster);
  if (first === undefined) return;
  if (first === '') return rm(file, { force: true });
  await writeFile(file, [String(deadPid()), ...rest].join('\n'));
}

/** Whether there is such a process. A zombie has ended; only nobody has looked yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !describe(pid).startsWith('Z');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function readLines(cluster: string): Promise<readonly string[]> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text?.split('\n') ?? [];
}

function isPostgres(pid: number): boolean {
  return isAlive(pid) && /postgres/i.test(describe(pid));
}

/** State letter and name, such as `S postgres`; empty when there is no such process. */
function describe(pid: number): string {
  switch (process.platform) {
    case 'win32':
      return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' })
        .stdout;
    case 'linux': {
      const file = `/proc/${pid}/status`;
      const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return `${/^State:\s+(\S)/m.exec(status)?.[1] ?? ''} ${/^Name:\s+(.+)/m.exec(status)?.[1] ?? ''}`;
    }
    default:
      return spawnSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  }
}

/** The number of a process that has just ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
