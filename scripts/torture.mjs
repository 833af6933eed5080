/** `npm run torture`: builds what is older than its sources, then lets test/torture break it. `--kills N`, `--only SCENE`, `--seed S`. */
import path from 'node:path';
import { buildAll } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { launch, root, runNode } from './program.mjs';

const program = path.join(root, 'dist', 'test', 'torture.js');

await launch(import.meta, async () => {
  await install();
  await buildAll();
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/torture/torture.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  const { code } = await runNode(['--enable-source-maps', program, ...process.argv.slice(2)], {
    env: { RAIA_CHROMIUM: await findOrInstallChromium() },
  });
  process.exitCode = code;
});
