/** The command line: builds the server where it is older than its sources, then runs it with what was typed. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildServer } from './build.mjs';
import { install } from './install.mjs';
import { launch, root } from './program.mjs';

await launch(import.meta, async () => {
  await install();
  await buildServer();
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', path.join(root, 'dist', 'server', 'raia.js'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  // A signal from the terminal reaches both; the child ends in its own time and we answer what it answers.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
});
