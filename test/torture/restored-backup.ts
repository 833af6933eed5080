/** The server is lost and a backup takes its place, while one computer keeps asking and another is offline. */
import path from 'node:path';
import type { Chance } from '#server/demo/seeded.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import { setStage } from './stage.ts';

export async function* restoredBackup(chance: Chance): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  const { server } = stage;
  try {
    const running = await stage.newSeat();
    const offline = await stage.newSeat();
    for (const seat of stage.seats) await seat.open();
    await workAWhile(stage.seats, chance);
    const backup = path.join(server.data(), 'raia.backup');
    await server.raia('backup', backup);

    for (const { worker } of stage.seats) await worker.openNewCase();
    await workAWhile(stage.seats, chance);
    // Confirmed after the backup: the server will know nothing of it.
    for (const seat of stage.seats) await allIsSent(seat);
    await offline.computer.page().context().setOffline(true);
    await workAWhile(stage.seats, chance);
    await (chance.next() < 0.5 ? server.kill() : server.stop());
    await workAWhile(stage.seats, chance);
    await server.moveOut();
    await server.raia('restore', backup);
    await server.start();

    await workAWhile(stage.seats, chance);
    await offline.computer.page().context().setOffline(false);
    for (const { worker, account } of [running, offline])
      await worker.signInAgain(account.login, account.password);
    yield checked('restored under them, and everyone has signed in again', stage.seats, []);
    await workAWhile(stage.seats, chance);
    yield* finalCheck(stage);
  } finally {
    await stage.close();
  }
}
