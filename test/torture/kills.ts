/** A person works while the browser, the server and its database are killed again and again. */
import type { Chance } from '#server/demo/seeded.ts';
import { finalCheck } from './final-check.ts';
import { killRound } from './kill-round.ts';
import type { Checked } from './scene.ts';
import { setStage } from './stage.ts';
import { takeOver } from './take-over.ts';

const takeOvers = 3;

export async function* kills(chance: Chance, count: number): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  try {
    const seat = await stage.newSeat();
    await seat.open();
    for (let round = 1; round <= count; round += 1) yield killRound(stage.server, seat, chance);
    for (let round = 1; round <= takeOvers; round += 1) yield takeOver(stage.server, seat, chance);
    yield* finalCheck(stage);
  } finally {
    await stage.close();
  }
}
