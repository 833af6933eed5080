/**
 * Bundles the desktop shell: main.js and preload.cjs, in dist/electron unless told.
 *
 * `node scripts/build-electron.mjs [FOLDER]`, or imported.
 */
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

export async function buildElectron(folder = 'dist/electron') {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    external: ['electron'],
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: ['electron/main/main.ts'],
      outfile: path.join(folder, 'main.js'),
      format: 'esm',
      target: 'node22',
    }),
    // A sandboxed preload is a plain script: one file, no modules of its own.
    build({
      ...common,
      entryPoints: ['electron/preload/preload.ts'],
      outfile: path.join(folder, 'preload.cjs'),
      format: 'cjs',
      target: 'node22',
    }),
  ]);
}

if (process.argv[1] === import.meta.filename) await buildElectron(process.argv[2]);
