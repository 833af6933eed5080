/**
 * A pull of 1,000 rows arrives while 100 changes wait: the changes are set
 * aside, the rows applied and the changes run again. Both the overlay in memory
 * and its peer, which keeps rows in Dexie, run in the same page.
 */
import { toActor } from '#shared/domain/people/actor.ts';
import { aCase, aWorld } from '#test/support/world.ts';
import { type Measured, median } from './figure.ts';
import { callInPage, pageCode } from './page-code.ts';
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
  await page.addScriptTag({ content: await pageCode('rebase-page.ts') });
  const times = await callInPage<RebaseTimes, RebaseInput>(page, 'measureRebase', input);
  await page.context().close();
  return [
    {
      name: 'overlay-rebase',
      what: `${held} rows held: 100 waiting changes run again over a pull of 1,000 rows, median`,
      unit: 'ms',
      ours: median(times.overlay),
      peers: { 'the same in Dexie, buffered': median(times.dexie) },
      target: { atMost: 2, ratioAtMost: 0.01 },
    },
  ];
}
