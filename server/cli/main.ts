/** The process of `raia`. */
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { toInstant } from '#shared/lib/instant.ts';
import { runCli } from './run-cli.ts';

// A reader that went away (`| head`) is no error of ours.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
  env: process.env,
  readStdin: () => text(process.stdin),
  clock: () => toInstant(Date.now()),
  random: () => randomBytes(16),
  stopped: () =>
    new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done());
    }),
});
