/**
 * Between a person and the server lies a network at its worst. What was cut
 * after it arrived, or arrived twice, must not be done twice; what was cut
 * before must not be lost; what hangs must not hold up the rest for good.
 */
import type { Chance } from '#server/demo/seeded.ts';
import { faults, openRoughWay, type Treatment } from '#test/support/rough-way.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import { setStage } from './stage.ts';

const rounds = 6;
const longestMs = 3000;

export async function* roughNetwork(chance: Chance): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  const way = await openRoughWay(stage.server.url);
  const choose = (): Treatment => {
    if (chance.next() < 0.3) return undefined;
    return chance.next() < 0.25 ? { lateMs: chance.between(0, longestMs) } : chance.pick(faults);
  };
  try {
    const seat = await stage.newSeat({ url: way.url });
    const { worker, claims } = seat;
    await seat.open();
    for (let round = 1; round <= rounds; round += 1) {
      const before = way.treated();
      way.roughen(choose);
      for (let turn = 0; turn < 4; turn += 1) await workAWhile([seat], chance);
      way.calm();
      await allIsSent(seat);
      const { subject, shown } = await worker.read(worker.openCase());
      const what = `${way.treated() - before} calls cut, late, doubled or hanging`;
      yield checked(what, [seat], claims.broken(subject, shown));
    }
    yield* finalCheck(stage);
  } finally {
    await way.close();
    await stage.close();
  }
}
