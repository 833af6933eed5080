/**
 * A real PostgreSQL of our own, so that nobody has to install one.
 *
 * It belongs to one data folder. It outlives a killed parent; whoever starts
 * next on that folder finds it, and adopts it unless its owner still lives (a
 * command beside a running server is a guest and stops nothing). While its
 * owner lives it is started again wherever it ends.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { keepPostgres } from './keep-postgres.ts';
import { findBinaries, type PostgresBinaries, reachableFolder } from './postgres-binaries.ts';
import { PostgresError } from './postgres-error.ts';
import { findPostgresUser, lookUpPostgresUser, type PostgresUser } from './postgres-user.ts';
import { findPostmaster, isAlive, type Postmaster, releasePostmasterFile } from './postmaster-file.ts';
import { runProgram } from './run-program.ts';

export type RunningPostgres = {
  /** Opens the database `raia` with every right. */
  readonly url: string;
  /** It was running already. */
  readonly isAdopted: boolean;
  readonly stop: () => Promise<void>;
};

export type PostgresOptions = { readonly dataDir: string; readonly log: (line: string) => void };

const role = 'raia';
const database = 'raia';
/** There from the beginning. */
const maintenance = 'postgres';

/** Trailing settings win, so these stand at the end of the file that initdb writes. */
const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = on
`;

type Place = {
  readonly cluster: string;
  readonly ownerFile: string;
  readonly password: string;
  readonly user: PostgresUser;
  readonly binaries: PostgresBinaries;
  readonly log: (line: string) => void;
};

/** Whether there is data of ours to start on; makes nothing. */
export function hasPostgres(dataDir: string): boolean {
  const user = lookUpPostgresUser();
  return user !== undefined && existsSync(clusterIn(reachableFolder(user, resolve(dataDir))));
}

export async function startPostgres({ dataDir, log }: PostgresOptions): Promise<RunningPostgres> {
  const place = await preparePlace(resolve(dataDir), log);
  const running = await findPostmaster(place.cluster);
  if (running !== undefined) return adopt(place, running);
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await createCluster(place);
  await refuseOtherVersion(place);
  await releasePostmasterFile(place.cluster);
  const postmaster = await launchAnywhere(place);
  await writeFile(place.ownerFile, String(process.pid));
  log(`PostgreSQL started on port ${postmaster.port}`);
  return own(place, await openOwnDatabase(place, postmaster), false);
}

async function preparePlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const user = findPostgresUser();
  await mkdir(dataDir, { recursive: true });
  const folder = reachableFolder(user, dataDir);
  if (folder !== dataDir)
    log(`${dataDir} is closed to the user who runs PostgreSQL; its data lies in ${folder}`);
  await mkdir(folder, { recursive: true });
  const cluster = clusterIn(folder);
  const password = await readPassword(join(folder, 'postgres-password'), existsSync(cluster));
  return {
    cluster,
    ownerFile: join(folder, 'postgres-owner'),
    password,
    user,
    binaries: await findBinaries(user),
    log,
  };
}

function clusterIn(folder: string): string {
  return join(folder, 'postgres');
}

async function readPassword(file: string, isNeeded: boolean): Promise<string> {
  // The first of two processes that start at once writes it; both read it.
  if (!isNeeded)
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(() => {});
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new PostgresError(
      'password-lost',
      `The password of the database is missing: ${file} cannot be read.`,
      { cause },
    );
  }
}

async function adopt(place: Place, postmaster: Postmaster): Promise<RunningPostgres> {
  const url = await openOwnDatabase(place, postmaster);
  const owner = Number(await readFile(place.ownerFile, 'utf8').catch(() => ''));
  const isGuest = owner > 0 && owner !== process.pid && isAlive(owner);
  place.log(`PostgreSQL was running on port ${postmaster.port}`);
  if (isGuest) return { url, isAdopted: true, stop: () => Promise.resolve() };
  await writeFile(place.ownerFile, String(process.pid));
  return own(place, url, true);
}

function own(place: Place, url: string, isAdopted: boolean): RunningPostgres {
  const kept = keepPostgres({
    url: new URL(maintenance, url).href,
    ensure: async () => {
      if ((await findPostmaster(place.cluster)) !== undefined) return;
      await releasePostmasterFile(place.cluster);
      await launch(place, Number(new URL(url).port));
      place.log('PostgreSQL had ended and was started again');
    },
    log: place.log,
  });
  return {
    url,
    isAdopted,
    stop: async () => {
      await kept.stop();
      await stop(place);
    },
  };
}

/** initdb works beside the final place, so that one killed half-way leaves nothing that looks finished. */
async function createCluster(place: Place): Promise<void> {
  const half = `${place.cluster}.${process.pid}`;
  const passwordFile = `${half}.password`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordFile, place.password, { mode: 0o600 });
  await lend(place, half);
  await lend(place, passwordFile);
  try {
    await runProgram(place.user, place.binaries.initdb, [
      `--pgdata=${half}`,
      `--username=${role}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    await appendFile(join(half, 'postgresql.conf'), settings);
    await rename(half, place.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

async function lend(place: Place, path: string): Promise<void> {
  if (place.user.uid !== undefined && place.user.gid !== undefined)
    await chown(path, place.user.uid, place.user.gid);
}

async function refuseOtherVersion(place: Place): Promise<void> {
  const theirs = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  const ours = /(\d+)/.exec(await runProgram(place.user, place.binaries.postgres, ['--version']))?.[1];
  if (theirs !== ours)
    throw new PostgresError(
      'other-version',
      `The data in ${place.cluster} was written by PostgreSQL ${theirs}; this is PostgreSQL ${ours}. Use the Raia that wrote it, or restore a backup into an empty folder.`,
    );
}

/** So often it is tried again; what is left of a killed one ends within a second, unless the machine is very busy. */
const tries = { 'port-taken': 2, 'still-ending': 300 };

/** Another program may take the free port before PostgreSQL does, and what is left of a killed one needs a moment to end. */
async function launchAnywhere(place: Place, left = tries): Promise<Postmaster> {
  try {
    return await launch(place, await findFreePort());
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    const { kind } = error;
    if ((kind !== 'port-taken' && kind !== 'still-ending') || left[kind] === 0) throw error;
    if (kind === 'still-ending') {
      if (left[kind] === tries[kind]) place.log(`${error.message} Waiting for them…`);
      await setTimeout(100);
    }
    return launchAnywhere(place, { ...left, [kind]: left[kind] - 1 });
  }
}

async function launch(place: Place, port: number): Promise<Postmaster> {
  const logFile = join(place.cluster, 'server.log');
  const args = ['start', `--pgdata=${place.cluster}`, `--log=${logFile}`, '--wait', `--options=-p ${port}`];
  await rm(logFile, { force: true });
  try {
    await runProgram(place.user, place.binaries.pgCtl, args, 'ignore');
  } catch (cause) {
    const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
    const isPortTaken = /Address already in use|could not create any TCP/i.test(said);
    if (isPortTaken)
      throw new PostgresError(
        'port-taken',
        `Port ${port} was taken before PostgreSQL could listen on it. Start again.`,
        { cause },
      );
    if (/pre-existing shared memory block/i.test(said))
      throw new PostgresError(
        'still-ending',
        `Processes of a PostgreSQL that was killed still hold ${place.cluster}.`,
        { cause },
      );
    throw new PostgresError('failed', `PostgreSQL did not start. It said: ${said}`, { cause });
  }
  const postmaster = await findPostmaster(place.cluster);
  if (postmaster === undefined) throw new PostgresError('failed', `PostgreSQL ended at once. See ${logFile}`);
  return postmaster;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  return new Promise((done, fail) => {
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The address of our database, made on first use. Proves that this PostgreSQL is the one with our data. */
async function openOwnDatabase(place: Place, { pid, port }: Postmaster, tries = 100): Promise<string> {
  const address = (name: string) => `postgres://${role}:${place.password}@127.0.0.1:${port}/${name}`;
  const client = new pg.Client({ connectionString: address(maintenance), connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
    return address(database);
  } catch (cause) {
    if (!isStartingUp(cause) || tries === 0)
      throw new PostgresError(
        'held',
        `A PostgreSQL with process number ${pid} holds ${place.cluster} and does not let us in. Stop it and start again.`,
        { cause },
      );
  } finally {
    await client.end().catch(() => {});
  }
  await setTimeout(100);
  return openOwnDatabase(place, (await findPostmaster(place.cluster)) ?? { pid, port }, tries - 1);
}

/** A postmaster that somebody else has just started, or that recovers from a crash, or is on its way out. */
function isStartingUp(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return error.code === 'ECONNREFUSED' || error.code === '57P03';
}

async function stop(place: Place): Promise<void> {
  const args = ['stop', `--pgdata=${place.cluster}`, '--mode=fast', '--wait'];
  const isRunning = async () => (await findPostmaster(place.cluster)) !== undefined;
  // A full disk may have ended it, and it may not start again.
  if (await isRunning())
    await runProgram(place.user, place.binaries.pgCtl, args).catch(async (error: unknown) => {
      // One that dies meanwhile leaves its file behind, which pg_ctl calls a failure.
      if (await isRunning()) throw error;
    });
  await rm(place.ownerFile, { force: true });
}
