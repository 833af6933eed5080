/** The Electron program: installed with its package only on demand, since it is a download of its own. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runNode, say } from './program.mjs';

const folder = path.join(root, 'node_modules', 'electron');

/** Why no window can open here; undefined where one can. */
export function whyNoDesktop() {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'no display';
  if (platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  return undefined;
}

export async function findElectron() {
  if (process.env.RAIA_ELECTRON) return process.env.RAIA_ELECTRON;
  if (installed() === undefined) {
    say('Fetching Electron…');
    const { code } = await runNode([path.join(folder, 'install.js')], { keep: true });
    if (code !== 0) return undefined;
  }
  return installed();
}

function installed() {
  const file = path.join(folder, 'path.txt');
  if (!existsSync(file)) return undefined;
  const program = path.join(folder, 'dist', readFileSync(file, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
