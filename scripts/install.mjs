/** Installs the packages of package-lock.json where they are missing or others. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { launch, root, runNpm, say } from './program.mjs';

export async function install() {
  requireNode();
  if (isInstalled(root)) return;
  say('Installing packages (npm ci)…');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund'], {
    env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (code !== 0) throw new Error('npm ci did not work; what it said stands above.');
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Raia needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** npm writes down what it installed; every package that is not for other systems must be there as locked. */
export function isInstalled(folder) {
  const installed = readPackages(path.join(folder, 'node_modules', '.package-lock.json'));
  const locked = readPackages(path.join(folder, 'package-lock.json'));
  return Object.entries(locked).every(([place, entry]) => {
    if (place === '') return true;
    const found = installed[place];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

await launch(import.meta, install);
