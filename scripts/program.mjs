/** Running programs from the launchers, the same way on Linux, macOS and Windows. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');

/** A line of a launcher itself. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs to the end and answers the exit code. `keep` collects what it says instead of showing it; `output` is all of it. */
export function run(program, args, { env = {}, keep = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: keep ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    const said = { output: '', stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name]?.on('data', (chunk) => {
        said[name] += chunk;
        said.output += chunk;
      });
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, ...said }));
  });
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** npm itself: the one that started us where it says so, else the one on the path. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js') && existsSync(cli)) return runNode([cli, ...args], options);
  // npm is a script on Windows; cmd finds it, and the arguments are our own fixed words.
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

/** A command of an installed package, as arguments of node. */
export function binOf(packageName, name = packageName.replace(/^@[^/]+\//, '')) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Runs a launcher when its file is the one node was started with. What stops it is told in a sentence. */
export async function launch(meta, work) {
  if (process.argv[1] === undefined || path.resolve(process.argv[1]) !== meta.filename) return;
  try {
    await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
