/** Builds what runs: the interface, its service worker, the server and the desktop shell. Only what is older than its sources. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfOlder } from './freshness.mjs';
import { install } from './install.mjs';
import { binOf, launch, root, runNode, say } from './program.mjs';

const common = ['shared', 'package.json', 'package-lock.json', 'scripts/build.mjs'];

export async function buildRenderer() {
  await buildIfOlder(
    {
      name: 'renderer',
      sources: [...common, 'renderer', 'vite.config.ts', 'tsconfig.web.json'],
      product: 'dist/renderer/index.html',
    },
    async () => {
      say('Building the interface…');
      const { code, output } = await runNode([binOf('vite'), 'build'], { keep: true });
      if (code !== 0) throw new Error(`The interface was not built:\n${output}`);
      await buildServiceWorker();
    },
  );
}

/** Knows every file of the web app, so that it can be opened again without a network. */
async function buildServiceWorker() {
  const { build } = await import('esbuild');
  const folder = path.join(root, 'dist', 'renderer');
  const assets = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  const hash = createHash('sha256');
  for (const asset of assets) hash.update(asset).update(readFileSync(path.join(folder, asset)));
  await build({
    absWorkingDir: root,
    entryPoints: ['renderer/service-worker/service-worker.ts'],
    outfile: 'dist/renderer/service-worker.js',
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome120',
    logLevel: 'warning',
    define: {
      __ASSETS__: JSON.stringify(assets),
      __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)),
    },
  });
}

export async function buildServer() {
  await buildIfOlder(
    { name: 'server', sources: [...common, 'server'], product: 'dist/server/raia.js' },
    async () => {
      say('Building the server…');
      const { build } = await import('esbuild');
      await build({
        absWorkingDir: root,
        entryPoints: ['server/cli/main.ts'],
        outfile: 'dist/server/raia.js',
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        packages: 'external',
        sourcemap: true,
        logLevel: 'warning',
      });
    },
  );
}

export async function buildShell() {
  await buildIfOlder(
    {
      name: 'electron',
      sources: [...common, 'electron', 'scripts/build-electron.mjs'],
      product: 'dist/electron/main.js',
    },
    async () => {
      say('Building the desktop shell…');
      const { buildElectron } = await import('./build-electron.mjs');
      await buildElectron();
    },
  );
}

export async function buildAll() {
  await buildServer();
  await buildRenderer();
  await buildShell();
}

await launch(import.meta, async () => {
  await install();
  await buildAll();
});
