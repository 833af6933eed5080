/**
 * A real server for the browser tests: the built `raia serve` on an embedded
 * PostgreSQL of its own with the demonstration company in it. It can be killed
 * and started again on the same data and port.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findPostmaster } from '#server/db/postmaster-file.ts';

const program = path.resolve('dist', 'server', 'raia.js');
export const password = 'a password for the tests';

export type ServerProcess = {
  readonly url: string;
  /** With these arguments beside the usual ones. */
  readonly start: (...argv: readonly string[]) => Promise<void>;
  /** SIGKILL, as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** SIGSTOP: there, and doing nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
};

export type RaiaServer = ServerProcess & {
  readonly data: () => string;
  /** Runs a command on the same data; its standard output. Throws with what it said when it does not end with 0. */
  readonly raia: (...argv: readonly string[]) => Promise<string>;
  /** SIGKILL to its PostgreSQL. */
  readonly killDatabase: () => Promise<void>;
  /** From its next start on it works in a new folder; the database of the old one is gone. */
  readonly moveOut: () => Promise<void>;
  /** Another process on the same database, not started yet. */
  readonly beside: () => Promise<ServerProcess>;
  readonly close: () => Promise<void>;
};

/** `keptIn` names a folder that stays, and is found filled the next time. */
export async function startRaiaServer(cases: number, keptIn?: string): Promise<RaiaServer> {
  const made: string[] = [];
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raia-e2e-'));
    made.push(folder);
    // As the superuser PostgreSQL runs as somebody else, who must get in.
    await chmod(folder, 0o755);
    return folder;
  };
  let data = keptIn ?? (await newFolder());
  await mkdir(data, { recursive: true });
  await chmod(data, 0o755);
  const main = newProcess(() => data, await freePort());

  const raia = async (...argv: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...argv, '--data', data]);
    return stdout;
  };
  const killDatabase = async (): Promise<void> => {
    const postmaster = await findPostmaster(path.join(data, 'postgres'));
    if (postmaster !== undefined) process.kill(postmaster.pid, 'SIGKILL');
  };
  await raia('demo', '--password', password, '--cases', String(cases));
  await main.start();
  return {
    ...main,
    data: () => data,
    raia,
    killDatabase,
    moveOut: async () => {
      await killDatabase();
      data = await newFolder();
    },
    beside: async () => newProcess(() => data, await freePort()),
    close: async () => {
      // A killed server leaves its PostgreSQL to the next one.
      if (!main.isRunning()) await main.start();
      await main.stop();
      for (const folder of made) await rm(folder, { recursive: true, force: true });
    },
  };
}

function newProcess(data: () => string, port: number): ServerProcess & { readonly isRunning: () => boolean } {
  let running: ChildProcess | undefined;
  // Whatever ends this process, the server is told, and stops its PostgreSQL.
  const tell = (): void => void running?.kill();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = running;
    running = undefined;
    process.off('exit', tell);
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    isRunning: () => running !== undefined,
    start: async (...argv) => {
      const serve = ['serve', '--data', data(), '--port', String(port), ...argv];
      running = spawn(process.execPath, [program, ...serve], { stdio: ['ignore', 'pipe', 'pipe'] });
      process.once('exit', tell);
      await answered(running);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
  };
}

/** Resolves when the server says where it can be reached. */
async function answered(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      server.emit('line', line);
    });
  }
  await new Promise<void>((resolve, reject) => {
    server.on('line', (line: string) => {
      if (line.includes('http://')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said.join('\n')}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
