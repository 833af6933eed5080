/** Bundles the desktop shell: dist/electron/main.js and dist/electron/preload.cjs. */
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

export async function buildElectron() {
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
      outfile: 'dist/electron/main.js',
      format: 'esm',
      target: 'node22',
    }),
    // A sandboxed preload is a plain script: one file, no modules of its own.
    build({
      ...common,
      entryPoints: ['electron/preload/preload.ts'],
      outfile: 'dist/electron/preload.cjs',
      format: 'cjs',
      target: 'node22',
    }),
  ]);
}
