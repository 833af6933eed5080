/** `npm run bench [-- --only NAME,… --json FILE]`: measures what is built; the figures are in test/bench. */
import path from 'node:path';
import { buildAll } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { install, isInstalled } from './install.mjs';
import { launch, root, runNpm, say } from './program.mjs';
import { runTypescript } from './typescript-program.mjs';

const peers = path.join('test', 'bench', 'peers');

await launch(import.meta, async () => {
  await install();
  await installPeers();
  await buildAll();
  const RAIA_CHROMIUM = await findOrInstallChromium();
  process.exitCode = await runTypescript('test/bench/main.ts', process.argv.slice(2), { RAIA_CHROMIUM });
});

/** What is measured beside. They only run in the bench: none of their own scripts is run. */
async function installPeers() {
  if (isInstalled(path.join(root, peers))) return;
  say(`Installing what Raia is measured beside into ${peers} (npm ci)…`);
  const { code } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', peers]);
  if (code !== 0) throw new Error('npm ci did not work; what it said stands above.');
}
