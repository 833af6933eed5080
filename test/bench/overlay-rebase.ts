/**
 * A pull of 1,000 rows arrives while 100 changes wait: the changes are set
 * aside, the rows applied and the changes run again. Both the overlay in memory
 * and its peer, which keeps rows in Dexie, run in the same page.
 */
import path from 'node:path';
import { build } from 'esbuild';
import { toActor } from '#shared/domain/people/actor.ts';
import { aCase, aWorld } from '#test/support/world.ts';
import { type Measured, quantile } from './figure.ts';
import type { RebaseInput, RebaseTimes } from './rebase-page.ts';
import type { Stage } from './stage.ts';

const held = 10_000;

export async function overlayRebase(stage: Stage): Promise<readonly Measured[]> {
  const world = aWorld();
  const input: RebaseInput = {
    actor: toActor(world.people.agent),
    supportCase: aCase(world),
    counts: { held, pulled: 1_000, pending: 100, rounds: 15 },
  };
  const page = await stage.barePage();
  await page.addScriptTag({ content: await pageCode() });
  const times = await page.evaluate<RebaseTimes, RebaseInput>(
    (given) => Reflect.get(globalThis, 'measureRebase')(given),
    input,
  );
  await page.context().close();
  return [
    {
      name: 'overlay-rebase',
      what: `${held} rows held: 100 waiting changes run again over a pull of 1,000 rows, median`,
      unit: 'ms',
      ours: quantile(times.overlay, 0.5),
      peers: { 'the same in Dexie, buffered': quantile(times.dexie, 0.5) },
      target: { atMost: 2, ratioAtMost: 0.01 },
    },
  ];
}

async function pageCode(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve('test', 'bench', 'rebase-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
  });
  return outputFiles[0]?.text ?? '';
}
