/**
 * `npm start`: the central server on its own PostgreSQL with a demonstration
 * company, and the desktop app signed in to it.
 *
 *   --empty       no demonstration: a company of your own with one person
 *   --port N      where the server listens (4820)
 *   --data DIR    where everything lies (.raia)
 *   --no-desktop  the web address alone
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildRenderer, buildServer, buildShell } from './build.mjs';
import { findElectron, whyNoDesktop } from './electron.mjs';
import { install } from './install.mjs';
import { launch, root, runNode, say } from './program.mjs';

const raia = path.join(root, 'dist', 'server', 'raia.js');

await launch(import.meta, start);

async function start() {
  const options = readOptions();
  await refuseTakenPort(options.port);
  await install();
  await buildServer();
  await buildRenderer();
  if (options.hasDesktop) await buildShell();
  const signIns = options.isEmpty ? await makeCompany(options.data) : await makeDemo(options.data);
  const server = await startServer(options);
  const desktop = { child: undefined };
  stopTogether(server.child, desktop);
  say(`\nRaia is at ${server.url}`);
  for (const { login, password, name } of signIns)
    say(`  sign in as ${login}, password ${password}  (${name})`);
  say('Ctrl+C stops everything.\n');
  if (options.hasDesktop) desktop.child = await openDesktop(server.url, signIns[0], options.data);
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        port: { type: 'string', default: '4820' },
        data: { type: 'string', default: '.raia' },
        'no-desktop': { type: 'boolean', default: false },
      },
    }));
  } catch {
    throw new Error('Usage: npm start -- [--empty] [--port N] [--data DIR] [--no-desktop]');
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${values.port} is no port number.`);
  return {
    port,
    data: path.resolve(values.data),
    isEmpty: values.empty,
    hasDesktop: !values['no-desktop'],
  };
}

/** Said before anything is built: nobody waits a minute to learn it. */
function refuseTakenPort(port) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', () =>
      fail(new Error(`Port ${port} is in use by another program. Choose another one: npm start -- --port N`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}

async function makeDemo(data) {
  const { signIns } = await askRaia(['demo', '--data', data]);
  return signIns;
}

/** A company without a case, and the one person who can do everything in it. */
async function makeCompany(data) {
  const file = path.join(data, 'first-sign-in.json');
  if (!(await hasUsers(data))) {
    const roles = 'admin,lead,agent,internal-agent,process-owner';
    const named = ['--name', 'Admin', '--company', 'Raia', '--team', 'Atendimento', '--roles', roles];
    const { login, password } = await askRaia(['user', 'add', 'admin', ...named, '--data', data]);
    writeFileSync(file, `${JSON.stringify([{ login, password, name: 'Admin' }])}\n`, { mode: 0o600 });
  }
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

async function hasUsers(data) {
  const { code, stdout, stderr } = await runRaia(['user', 'list', '--data', data]);
  if (code === 0) return JSON.parse(stdout).length > 0;
  const { problem } = stdout === '' ? {} : JSON.parse(stdout);
  if (problem?.code.startsWith('noRaia')) return false;
  throw new Error(stderr.trim());
}

/** A command of `raia`, its answer parsed. */
async function askRaia(args) {
  const { code, stdout, stderr } = await runRaia(args);
  if (code !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout);
}

function runRaia(args) {
  return runNode([raia, ...args, '--json'], { keep: true });
}

function startServer({ port, data }) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', raia, 'serve', '--json', '--port', String(port), '--data', data],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((done, fail) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) done({ child, url: JSON.parse(said).url });
    });
    child.once('close', () => fail(new Error('The server did not start; what it said stands above.')));
  });
}

/** One Ctrl+C, or an end of the server, ends all; PostgreSQL stops with the server. */
function stopTogether(server, desktop) {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!isStopping) say('Stopping…');
      isStopping = true;
      desktop.child?.kill();
      server.kill('SIGTERM');
    });
  server.once('close', (code) => {
    desktop.child?.kill();
    process.exitCode = isStopping ? 0 : (code ?? 1);
    if (!isStopping) say('The server has stopped.');
  });
}

async function openDesktop(url, signIn, data) {
  const obstacle = whyNoDesktop();
  const program = obstacle === undefined ? await findElectron() : undefined;
  if (program === undefined) {
    say(
      `The desktop app cannot start here (${obstacle ?? 'no Electron binary'}); the web address is the way in.`,
    );
    return undefined;
  }
  const child = spawn(program, [root], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      RAIA_SERVER: url,
      RAIA_SESSION: signIn === undefined ? '' : await openSession(url, signIn),
      RAIA_USER_DATA: path.join(data, 'desktop'),
    },
  });
  child.once('error', (error) => say(`The desktop app did not start: ${error.message}`));
  child.once('close', () => say(`The desktop app was closed; ${url} goes on until Ctrl+C.`));
  return child;
}

async function openSession(url, { login, password }) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, device: 'npm start' }),
  });
  // Somebody changed the password: they sign in by hand.
  return answer.ok ? (await answer.json()).token : '';
}
