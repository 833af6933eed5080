/**
 * The disk of a computer fills up while its person works, and has room again
 * later. Nothing may be said to be kept that is not; the pill says why. A browser
 * may delete its whole store on such a day: its person signs in again, and what
 * was kept is there, because the open window remembers it.
 *
 * Not played, and not promised: a browser that is killed before there is room has
 * no such window. Even with room again Chromium was once seen to delete its store
 * at the next start; only a journal outside of IndexedDB would settle that.
 */
import type { Chance } from '#server/demo/seeded.ts';
import { mountSmallDisk } from '#test/support/small-disk.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile } from './moments.ts';
import { CannotBePlayedError, type Checked, checked } from './scene.ts';
import { setStage } from './stage.ts';

const rounds = 3;
const megabytes = 160;
const manyTries = 200;

export async function* fullComputer(chance: Chance): AsyncGenerator<Checked> {
  const disk = await mountSmallDisk(megabytes);
  if (disk === undefined) throw new CannotBePlayedError('no small file system can be mounted here');
  const stage = await setStage(chance);
  try {
    const seat = await stage.newSeat({ profile: `${disk.folder}/profile` });
    const { computer, worker, claims, account } = seat;
    await seat.open();
    for (let round = 1; round <= rounds; round += 1) {
      await workAWhile([seat], chance);
      const isFull = computer.page().locator('[data-testid=sync-pill][data-mood=disk-full]');
      // The browser throws things away and has room again for a while.
      for (let tries = 0; tries < manyTries && !(await isFull.isVisible()); tries += 1) {
        await disk.fill();
        await worker.doSomething();
      }
      const broken = (await isFull.isVisible()) ? [] : ['nobody said that the disk is full'];
      await workAWhile([seat], chance);
      await disk.makeRoom();
      await isFull.waitFor({ state: 'detached' });
      await workAWhile([seat], chance);
      await computer.kill();
      await computer.start();
      worker.sitAt(computer.page());
      await worker.enter(account.login, account.password);
      await allIsSent(seat);
      const { subject, shown } = await worker.comeBack();
      yield checked(
        'disk full, room again, the browser killed',
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
