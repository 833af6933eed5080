/**
 * The disk of a computer fills up while its person works, and has room again
 * later. What is said to be kept is, in the room that the journal took before;
 * when that is used up the pill says so, and nothing is said to be kept that is
 * not. A browser may delete its whole database on such a day: its person signs in
 * again, and what was kept is there, also where the browser was killed before
 * there was room.
 *
 * It has promised the site to keep its files: without that it throws them away too.
 */
import { errors } from 'playwright';
import type { Chance } from '#server/demo/seeded.ts';
import { promiseToKeep } from '#test/support/lasting-profile.ts';
import { mountSmallDisk } from '#test/support/small-disk.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile } from './moments.ts';
import { CannotBePlayedError, type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';
import { setStage } from './stage.ts';

const rounds = 4;
const megabytes = 160;
const manyTries = 200;

export async function* fullComputer(chance: Chance): AsyncGenerator<Checked> {
  const disk = await mountSmallDisk(megabytes);
  if (disk === undefined) throw new CannotBePlayedError('no small file system can be mounted here');
  const stage = await setStage(chance);
  try {
    const profile = `${disk.folder}/profile`;
    await promiseToKeep(profile, stage.server.url);
    const seat = await stage.newSeat({ profile });
    const { computer, worker, claims, account } = seat;
    await seat.open();
    for (let round = 1; round <= rounds; round += 1) {
      await workAWhile([seat], chance);
      const pill = computer.page().getByTestId('sync-pill');
      const isFull = pill.and(computer.page().locator('[data-mood=disk-full], [data-mood=cannot-keep]'));
      await disk.fill();
      let isShown = await whileShown(seat, () => workAWhile([seat], chance));
      // The browser throws things away and has room again for a while.
      for (let tries = 0; isShown && tries < manyTries && !(await isFull.isVisible()); tries += 1) {
        await disk.fill();
        isShown = await whileShown(seat, () => worker.writeMuch());
      }
      const broken =
        !isShown || (await isFull.isVisible()) ? [] : ['nobody said that nothing new can be kept'];
      if (isShown) await whileShown(seat, () => workAWhile([seat], chance));
      const isKilledFull = round % 2 === 0;
      if (isKilledFull) await disk.fill();
      else {
        await disk.makeRoom();
        await isFull.waitFor({ state: 'detached' });
        await worker.read(worker.openCase());
        await workAWhile([seat], chance);
      }
      await computer.kill();
      await disk.makeRoom();
      await computer.start();
      worker.sitAt(computer.page());
      await worker.enter(account.login, account.password);
      await allIsSent(seat);
      const { subject, shown } = await worker.comeBack();
      yield checked(
        isKilledFull ? 'disk full, the browser killed' : 'disk full, room again, the browser killed',
        [seat],
        [...broken, ...claims.broken(subject, shown)],
      );
    }
    yield* finalCheck(stage);
  } finally {
    await stage.close();
    await disk.close();
  }
}

/** A browser that has thrown its database away shows no case until it can be filled again: nobody writes then. False where that came to pass. */
async function whileShown({ computer }: Seat, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const isShown = await computer.page().locator('#composer-field').isVisible();
    if (isShown || !(error instanceof errors.TimeoutError)) throw error;
    return false;
  }
}
