/** A second PostgreSQL that follows the first: its files copied while it runs, then streamed to. */
import { appendFile, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { findBinaries } from '#server/db/postgres-binaries.ts';
import { findPostgresUser, type PostgresUser } from '#server/db/postgres-user.ts';
import { runProgram } from '#server/db/run-program.ts';
import { must } from '#shared/lib/must.ts';
import type { OwnPostgres } from './own-postgres.ts';

/** Runs `work` while a standby follows. */
export async function withStandby<T>(primary: OwnPostgres, work: () => Promise<T>): Promise<T> {
  const folder = path.join(primary.dataDir, 'standby');
  const user = findPostgresUser();
  const { pgCtl } = await findBinaries(user);
  await copyRunning(primary, folder, user);
  await writeFile(path.join(folder, 'standby.signal'), '');
  await appendFile(path.join(folder, 'postgresql.conf'), `\nprimary_conninfo = '${primary.url}'\n`);
  const log = `--log=${path.join(folder, 'server.log')}`;
  const options = `--options=-p ${await freePort()}`;
  await runProgram(user, pgCtl, ['start', `--pgdata=${folder}`, log, '--wait', options], 'ignore');
  try {
    return await work();
  } finally {
    await runProgram(user, pgCtl, ['stop', `--pgdata=${folder}`, '--mode=immediate', '--wait'], 'ignore');
  }
}

/** As a base backup does, for which the embedded PostgreSQL brings no program. Begin and end need one connection. */
async function copyRunning({ url, dataDir }: OwnPostgres, folder: string, user: PostgresUser): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await lend(user, folder);
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    await connection.query("SELECT pg_backup_start('standby', true)");
    await runProgram(user, 'cp', ['-R', `${path.join(dataDir, 'postgres')}/.`, folder]);
    const { rows } = await connection.query<{ label: string }>(
      'SELECT labelfile AS label FROM pg_backup_stop(false)',
    );
    await writeFile(path.join(folder, 'backup_label'), must(rows[0], 'the label of a backup').label);
    await lend(user, path.join(folder, 'backup_label'));
    await rm(path.join(folder, 'postmaster.pid'), { force: true });
  } finally {
    await connection.end();
  }
}

async function lend({ uid, gid }: PostgresUser, place: string): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(place, uid, gid);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The process that holds a cluster. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
