/**
 * Packs the desktop app around an Electron that is none, and looks at what came
 * out: the configuration is understood, the program is inside and nothing else,
 * the fuses are set. Needs no download and starts nothing.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fuses from '@electron/fuses';
import { buildElectron } from './build-electron.mjs';

const { FuseV1Options, getCurrentFuseWire } = fuses;
/** As they are written in the binary. */
const off = '0'.charCodeAt(0);
const on = '1'.charCodeAt(0);

const root = path.join(import.meta.dirname, '..');
/** Marks the place of the fuses in an Electron binary; version and number of fuses follow it. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const expectedFuses = {
  [FuseV1Options.RunAsNode]: off,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
  [FuseV1Options.EnableNodeCliInspectArguments]: off,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
  [FuseV1Options.OnlyLoadAppFromAsar]: on,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
};

export async function packageCheck() {
  if (!existsSync(path.join(root, 'dist', 'electron', 'main.js'))) await buildElectron();
  const folder = await mkdtemp(path.join(tmpdir(), 'raia-package-'));
  try {
    const electronDist = await makeStandIn(path.join(folder, 'electron'));
    const output = path.join(folder, 'out');
    await pack(electronDist, output);
    const packed = path.join(output, 'linux-unpacked');
    const files = await listAsar(path.join(packed, 'resources', 'app.asar'));
    const problems = [...fileProblems(files), ...(await fuseProblems(path.join(packed, 'raia')))];
    if (problems.length > 0) throw new Error(`packaging:\n  ${problems.join('\n  ')}`);
    console.log(`packaging: the desktop app packs, ${files.length} files, fuses set`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeStandIn(folder) {
  const fuses = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, 9]), Buffer.from('111111111')]);
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'));
  await writeFile(path.join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), fuses, Buffer.alloc(64)]), {
    mode: 0o755,
  });
  await writeFile(path.join(folder, 'version'), '45.4.1');
  await writeFile(path.join(folder, 'LICENSE'), '');
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), '');
  await writeFile(path.join(folder, 'locales', 'en-US.pak'), '');
  return folder;
}

async function pack(electronDist, output) {
  const cli = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const settings = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  try {
    await promisify(execFile)(process.execPath, [cli, '--linux', '--dir', ...settings], { cwd: root });
  } catch (error) {
    throw new Error(`electron-builder failed:\n${error.stdout}\n${error.stderr}`);
  }
}

/** The names in an asar file: its header is JSON behind four 32-bit sizes. */
async function listAsar(file) {
  const handle = await open(file);
  try {
    const sizes = Buffer.alloc(16);
    await handle.read(sizes, 0, 16, 0);
    const header = Buffer.alloc(sizes.readUInt32LE(12));
    await handle.read(header, 0, header.length, 16);
    return namesIn(JSON.parse(header.toString('utf8')), '');
  } finally {
    await handle.close();
  }
}

function namesIn({ files }, folder) {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files ? namesIn(entry, `${folder}${name}/`) : [`${folder}${name}`],
  );
}

function fileProblems(files) {
  const required = ['package.json', 'dist/electron/main.js', 'dist/electron/preload.cjs'];
  if (existsSync(path.join(root, 'dist', 'renderer', 'index.html')))
    required.push('dist/renderer/index.html');
  const strangers = files.filter((name) => !/^(package\.json$|dist\/(electron|renderer)\/)/.test(name));
  return [
    ...required.filter((name) => !files.includes(name)).map((name) => `${name} is missing`),
    ...strangers.slice(0, 5).map((name) => `${name} does not belong in the app`),
  ];
}

async function fuseProblems(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(expectedFuses)
    .filter(([fuse, state]) => wire[fuse] !== state)
    .map(([fuse]) => `fuse ${FuseV1Options[fuse]} is not set as it should be`);
}

if (process.argv[1] === import.meta.filename) await packageCheck();
