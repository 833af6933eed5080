/** A computer is cloned with work on it that nobody has sent, and its person goes on at both. */
import type { Chance } from '#server/demo/seeded.ts';
import { copyProfile } from './computer.ts';
import { finalCheck } from './final-check.ts';
import { workAWhile } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import { setStage } from './stage.ts';

export async function* copiedProfile(chance: Chance): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  const { server } = stage;
  try {
    const one = await stage.newSeat();
    await one.open();
    await workAWhile([one], chance);
    await server.kill();
    await workAWhile([one], chance);
    await one.computer.kill();
    const other = await stage.newSeat();
    await copyProfile(one.computer.profile, other.computer.profile);
    const { subject, shown } = await one.comeBack();
    yield checked('copied with work that was not sent', [one], one.claims.broken(subject, shown));

    await other.computer.start();
    other.worker.sitAt(other.computer.page());
    await other.worker.load();
    // Each in cases of its own: that what both do fits together is another story.
    for (const { worker } of stage.seats) await worker.openNewCase();
    await workAWhile(stage.seats, chance);
    await server.start();
    await workAWhile(stage.seats, chance);
    yield* finalCheck(stage);
    const answers = stage.seats.flatMap((seat) => seat.pushed().map(({ response }) => response?.kind));
    const broken = answers.includes('forked') ? [] : ['the server noticed no copy'];
    yield checked('one of the copies was told to call itself otherwise', stage.seats, broken);
  } finally {
    await stage.close();
  }
}
