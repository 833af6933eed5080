import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { PostgresError } from '#server/db/postgres-error.ts';
import { findPostgresUser } from '#server/db/postgres-user.ts';
import { findPostmaster } from '#server/db/postmaster-file.ts';
import { startPostgres } from '#server/db/start-postgres.ts';
import { inPackage } from '#server/paths.ts';
import { must } from '#shared/lib/must.ts';

const quiet = () => {};

test('the database speaks UTF-8 and sorts the same everywhere, whatever the environment says', async () => {
  const db = openDatabase(inject('postgresUrl'));
  onTestFinished(() => db.close());
  const rows = await db.query(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale
       FROM pg_database WHERE datname = current_database()`,
  );
  expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }]);
  expect(await db.query("SELECT current_setting('fsync') AS fsync")).toEqual([{ fsync: 'on' }]);
});

test('after a SIGKILL of its parent the database is adopted with everything committed, and stops with its new owner', async () => {
  const dataDir = await aFolder();
  const parent = await aParent(dataDir);
  const left = openDatabase(parent.url);
  await left.query('CREATE TABLE kept (text text)');
  await left.query("INSERT INTO kept VALUES ('ação')");
  parent.process.kill('SIGKILL');
  await once(parent.process, 'exit');
  await left.close();

  const adopted = await startPostgres({ dataDir, log: quiet });
  expect(adopted).toMatchObject({ isAdopted: true, url: parent.url });
  const db = openDatabase(adopted.url);
  expect(await db.query('SELECT text FROM kept')).toEqual([{ text: 'ação' }]);
  await db.close();
  await adopted.stop();
  expect(await findPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
});

test('a second process beside a living owner is a guest and stops nothing', async () => {
  const dataDir = await aFolder();
  const owner = await aParent(dataDir);
  const guest = await startPostgres({ dataDir, log: quiet });
  await guest.stop();
  expect(await findPostmaster(join(dataDir, 'postgres'))).toBeDefined();
  owner.process.kill('SIGKILL');
  await once(owner.process, 'exit');
  const next = await startPostgres({ dataDir, log: quiet });
  await next.stop();
});

test('a database that ended by itself is started again at its old address, with everything committed', async () => {
  const dataDir = await aFolder();
  const told = new EventEmitter();
  const isBack = once(told, 'PostgreSQL had ended and was started again');
  const postgres = await startPostgres({ dataDir, log: (line) => told.emit(line) });
  const db = openDatabase(postgres.url);
  await db.query("CREATE TABLE kept AS SELECT 'ação' AS text");
  process.kill(must(await findPostmaster(join(dataDir, 'postgres')), 'a postmaster').pid, 'SIGKILL');
  await isBack;
  expect(await db.query('SELECT text FROM kept')).toEqual([{ text: 'ação' }]);
  await db.close();
  await postgres.stop();
  expect(await findPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
});

test('a database that ended by itself a moment ago stands in the way of no stop', async () => {
  const dataDir = await aFolder();
  const postgres = await startPostgres({ dataDir, log: quiet });
  process.kill(must(await findPostmaster(join(dataDir, 'postgres')), 'a postmaster').pid, 'SIGKILL');
  await postgres.stop();
});

test('a database that is killed while it is asked to stop stands in the way of no stop', async () => {
  const dataDir = await aFolder();
  const postgres = await startPostgres({ dataDir, log: quiet });
  const { pid } = must(await findPostmaster(join(dataDir, 'postgres')), 'a postmaster');
  process.kill(pid, 'SIGSTOP');
  const stopped = postgres.stop();
  await vi.waitUntil(() => isAskedToStop(pid), { timeout: 60_000 });
  process.kill(pid, 'SIGKILL');
  await stopped;
});

test('a database that was killed is started again as soon as its last process has ended', async () => {
  const dataDir = await aFolder();
  const parent = await aParent(dataDir);
  const db = openDatabase(parent.url);
  const [backend] = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { pid } = must(backend, 'a process of the database');
  parent.process.kill('SIGKILL');
  process.kill(pid, 'SIGSTOP');
  process.kill(must(await findPostmaster(join(dataDir, 'postgres')), 'a postmaster').pid, 'SIGKILL');
  const started = startPostgres({ dataDir, log: quiet });
  const log = join(dataDir, 'postgres', 'server.log');
  await vi.waitUntil(async () => (await readFile(log, 'utf8').catch(() => '')).includes('shared memory'), {
    timeout: 60_000,
  });
  process.kill(pid, 'SIGKILL');
  await (await started).stop();
  await db.close();
});

test.each([
  ['a stranger that took the number', aStranger],
  ['nobody', () => 2 ** 22 - 7],
])(
  'a postmaster file left by a crash and naming %s does not keep the database from starting',
  async (_who, pid) => {
    const dataDir = await aFolder();
    const first = await startPostgres({ dataDir, log: quiet });
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [String(pid()), ...lines.slice(1)].join('\n'));
    const second = await startPostgres({ dataDir, log: quiet });
    expect(second.isAdopted).toBe(false);
    await second.stop();
  },
);

test('data of another major version is refused in a sentence', async () => {
  const dataDir = await aFolder();
  const first = await startPostgres({ dataDir, log: quiet });
  await first.stop();
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
  const failure = await startPostgres({ dataDir, log: quiet }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PostgresError);
  expect(failure).toMatchObject({ kind: 'other-version', message: expect.stringContaining('PostgreSQL 15') });
});

test('a lost password is told apart from a new folder', async () => {
  const dataDir = await aFolder();
  const first = await startPostgres({ dataDir, log: quiet });
  await first.stop();
  const file = join(dataDir, 'postgres-password');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await rm(file);
  await expect(startPostgres({ dataDir, log: quiet })).rejects.toMatchObject({ kind: 'password-lost' });
});

test('a folder that others may not enter serves as well', async () => {
  const home = await aFolder();
  await chmod(home, 0o700);
  const dataDir = join(home, 'clone', '.raia');
  await mkdir(dataDir, { recursive: true });
  const lines: string[] = [];
  const postgres = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  const elsewhere = /its data lies in (.+)/.exec(lines.join('\n'))?.[1];
  if (elsewhere !== undefined) onTestFinished(() => rm(elsewhere, { recursive: true }));
  const db = openDatabase(postgres.url);
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await db.close();
  await postgres.stop();
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'raia-postgres-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that is no database and belongs to the user who runs it: PostgreSQL itself would take it for one. */
function aStranger(): number {
  const stranger = spawn('sleep', ['600'], { ...findPostgresUser(), cwd: '/' });
  onTestFinished(() => {
    stranger.kill('SIGKILL');
  });
  return stranger.pid ?? 0;
}

/** Whether the interrupt by which it is stopped waits for a halted process; only Linux shows that. */
async function isAskedToStop(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const [, pending = ''] = /^ShdPnd:\s*(\w+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (BigInt(`0x${pending}`) & (1n << BigInt(constants.signals.SIGINT - 1))) !== 0n;
}

/** Another process that started the database and now waits to be killed. */
async function aParent(dataDir: string) {
  const script = inPackage('dist', 'test', 'postgres-parent.mjs');
  await build({
    stdin: {
      contents: `import { startPostgres } from '#server/db/start-postgres.ts';
        const { url } = await startPostgres({ dataDir: process.argv[2], log() {} });
        process.stdout.write(url);
        setInterval(() => {}, 1000);`,
      resolveDir: inPackage(),
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const process_ = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    process_.kill('SIGKILL');
  });
  const [url] = await once(process_.stdout.setEncoding('utf8'), 'data');
  return { process: process_, url: String(url) };
}
