/** Style and boundaries: Biome over everything, then who may import whom. */
import path from 'node:path';
import { binOf, launch, root, runNode, say } from './program.mjs';

/** Fewer than this, and the tool read nothing: a pass that means nothing. */
const fewestModules = 50;

export async function lint() {
  const biome = await runNode([binOf('@biomejs/biome'), 'check', '.']);
  const boundaries = await checkBoundaries();
  return biome.code === 0 && boundaries;
}

async function checkBoundaries() {
  const { output } = await runNode(
    [
      ...[binOf('dependency-cruiser', 'depcruise'), '--config', path.join(root, '.dependency-cruiser.json')],
      ...['--output-type', 'json', 'electron', 'renderer', 'shared', 'server', 'test'],
    ],
    { keep: true },
  );
  const { summary } = JSON.parse(output.slice(output.indexOf('{')));
  for (const { from, to, rule, cycle } of summary.violations) {
    const { comment } = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name);
    const way = cycle === undefined ? to : cycle.map((step) => step.name ?? step).join(' → ');
    say(`${from} → ${way}\n  ${rule.name}: ${comment}`);
  }
  say(`Boundaries: ${summary.totalCruised} modules, ${summary.violations.length} violations`);
  if (summary.totalCruised < fewestModules) say(`Only ${summary.totalCruised} modules were read.`);
  return summary.violations.length === 0 && summary.totalCruised >= fewestModules;
}

await launch(import.meta, async () => {
  if (!(await lint())) process.exitCode = 1;
});
