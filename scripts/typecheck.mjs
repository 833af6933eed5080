/** Every TypeScript project, two at a time. */
import { binOf, launch, runNode, say } from './program.mjs';

const projects = ['shared', 'web', 'node', 'preload', 'e2e'];

export async function typecheck() {
  const waiting = [...projects];
  let isFine = true;
  const work = async () => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      const args = [binOf('typescript', 'tsc'), '-p', `tsconfig.${project}.json`];
      const { code, output } = await runNode(args, { keep: true });
      if (code === 0) continue;
      isFine = false;
      say(`tsconfig.${project}.json\n${output}`);
    }
  };
  await Promise.all([work(), work()]);
  return isFine;
}

await launch(import.meta, async () => {
  if (!(await typecheck())) process.exitCode = 1;
});
