/** A computer is put back to what it was earlier, as from a backup of its disk, and its person goes on. */
import { rm } from 'node:fs/promises';
import type { Chance } from '#server/demo/seeded.ts';
import { copyProfile, newProfile } from './computer.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import { setStage } from './stage.ts';

export async function* rolledBackProfile(chance: Chance): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  const { server } = stage;
  const earlier = await newProfile();
  try {
    const seat = await stage.newSeat();
    const { computer, worker, claims } = seat;
    await seat.open();
    await workAWhile([seat], chance);
    await server.kill();
    await workAWhile([seat], chance);
    await computer.kill();
    await copyProfile(computer.profile, earlier);

    await seat.comeBack();
    await server.start();
    await workAWhile([seat], chance);
    await worker.openNewCase();
    await workAWhile([seat], chance);
    await allIsSent(seat);
    await computer.kill();
    await copyProfile(earlier, computer.profile);
    claims.forgetDrafts();
    // Drafts of then are there again, and were sent since.
    worker.writeAs('r');

    await computer.start();
    worker.sitAt(computer.page());
    await worker.load();
    await allIsSent(seat);
    const { subject, shown } = await worker.comeBack();
    yield checked('rolled back, and what was done later is there', [seat], claims.broken(subject, shown));
    await workAWhile([seat], chance);
    yield* finalCheck(stage);
  } finally {
    await rm(earlier, { recursive: true, force: true });
    await stage.close();
  }
}
