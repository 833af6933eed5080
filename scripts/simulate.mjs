/** `npm run simulate`: bundles test/simulation and runs it on all cores. `--seeds N`, `--from S`, `--first`. */
import { install } from './install.mjs';
import { launch } from './program.mjs';
import { runTypescript } from './typescript-program.mjs';

await launch(import.meta, async () => {
  await install();
  process.exitCode = await runTypescript('test/simulation/simulate.ts', process.argv.slice(2));
});
