/** Runs a program of ours that is written in TypeScript, which Node does not read by itself. */
import path from 'node:path';
import { root, runNode } from './program.mjs';

/** Its exit code. */
export async function runTypescript(source, args, env) {
  const { build } = await import('esbuild');
  const program = path.join(root, 'out', 'programs', `${path.basename(source, '.ts')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  const { code } = await runNode(['--enable-source-maps', program, ...args], { env });
  return code;
}
