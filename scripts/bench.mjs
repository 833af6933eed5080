/** `npm run bench [-- --only NAME,… --json FILE]`: measures what is built; the figures are in test/bench. */
import { buildAll } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { launch } from './program.mjs';
import { runTypescript } from './typescript-program.mjs';

await launch(import.meta, async () => {
  await install();
  await buildAll();
  const RAIA_CHROMIUM = await findOrInstallChromium();
  process.exitCode = await runTypescript('test/bench/main.ts', process.argv.slice(2), { RAIA_CHROMIUM });
});
