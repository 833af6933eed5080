/**
 * Two servers on one database, each with people of its own. One is stopped in
 * the middle of a commit, with the lock in its hand; its people are led to the
 * other one. Later it goes on where it was, or is killed.
 */
import type { Chance } from '#server/demo/seeded.ts';
import type { ServerProcess } from '#test/e2e/support/raia-server.ts';
import { openWay, type Place } from '#test/support/way.ts';
import { lookInside } from './database.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, showsSoon, strike, workAWhile, workUntil } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';
import { setStage } from './stage.ts';

const rounds = 3;

export async function* twoServers(chance: Chance): AsyncGenerator<Checked> {
  const stage = await setStage(chance);
  const owner = stage.server;
  const beside = await owner.beside();
  await beside.start();
  const inside = await lookInside(owner);
  const toOwner = await openWay(placeOf(owner));
  const toBeside = await openWay(placeOf(beside));
  try {
    const one = await stage.newSeat({ url: `http://127.0.0.1:${toOwner.port}` });
    const other = await stage.newSeat({ url: `http://127.0.0.1:${toBeside.port}` });
    for (const seat of stage.seats) await seat.open();
    await workAWhile(stage.seats, chance);
    yield checked('word of a commit reached the other server', stage.seats, await wordReaches(one, other));
    yield checked('and back', stage.seats, await wordReaches(other, one));

    for (let round = 1; round <= rounds; round += 1) {
      const isKilled = chance.next() < 0.5;
      await allIsSent(one);
      const lock = await inside.lockSpaces();
      await workUntil(other, other.claimed(1));
      await other.worker.send();
      await inside.somebodyIs('waiting for a lock');
      beside.freeze();
      await lock.letGo();
      await inside.somebodyIs('idle in transaction');
      // Whoever is there waits for the lock, until the database takes it from the one that is stopped.
      await workUntil(one, strike(one, chance));
      const broken = (await allIsSent(one)) ? [] : ['something was refused'];
      toBeside.leadTo(placeOf(owner));
      await workAWhile(stage.seats, chance);
      await allIsSent(other);
      if (isKilled) {
        await beside.kill();
        await beside.start();
      } else beside.thaw();
      toBeside.leadTo(placeOf(beside));
      await workAWhile(stage.seats, chance);
      const end = isKilled ? 'killed' : 'let go on';
      yield checked(`one server stopped while it committed, and ${end}`, stage.seats, broken);
    }
    yield* finalCheck(stage);
  } finally {
    beside.thaw();
    await inside.close();
    await beside.stop();
    await toOwner.cut();
    await toBeside.cut();
    await stage.close();
  }
}

/** Unasked, a computer pulls once a minute. */
const soonMs = 20_000;

async function wordReaches(from: Seat, to: Seat): Promise<readonly string[]> {
  for (const seat of [from, to]) await allIsSent(seat);
  await to.worker.read(from.worker.openCase());
  const isShown = await showsSoon(to.computer.page(), [await from.worker.send()], soonMs);
  await to.worker.read(to.worker.openCase());
  return isShown ? [] : ['no word of it came'];
}

function placeOf({ url }: ServerProcess): Place {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
