/** `npm run breaks [-- --only WORDS]`: breaks Raia on purpose, one way after the other, and sees whether the tests notice. */
import { install } from './install.mjs';
import { launch } from './program.mjs';
import { runTypescript } from './typescript-program.mjs';

await launch(import.meta, async () => {
  await install();
  process.exitCode = await runTypescript('test/breaks/main.ts', process.argv.slice(2));
});
