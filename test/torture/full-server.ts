/**
 * The disk of the server fills up while people work, and has room again later.
 * It answers that it cannot, and acknowledges nothing that it has not stored.
 * In the second round PostgreSQL cannot even write its log, and gives up.
 */
import type { Chance } from '#server/demo/seeded.ts';
import { mountSmallDisk } from '#test/support/small-disk.ts';
import { lookInside } from './database.ts';
import { finalCheck } from './final-check.ts';
import { allIsSent, workAWhile, workUntil } from './moments.ts';
import { CannotBePlayedError, type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';
import { type Stage, setStage } from './stage.ts';

const megabytes = 200;
/** PostgreSQL keeps one file of its log ahead. */
const logFilesAhead = 2;

export async function* fullServer(chance: Chance): AsyncGenerator<Checked> {
  const disk = await mountSmallDisk(megabytes);
  if (disk === undefined) throw new CannotBePlayedError('no small file system can be mounted here');
  const stage = await setStage(chance, `${disk.folder}/data`);
  try {
    const seat = await stage.newSeat();
    await seat.open();
    for (const isLogFull of [false, true]) {
      await workAWhile([seat], chance);
      const before = seat.pushed().length;
      await disk.fill();
      if (isLogFull) await writeOutLog(stage);
      await workUntil(seat, seat.turnedAway());
      await workAWhile([seat], chance);
      await disk.makeRoom();
      await workAWhile([seat], chance);
      await allIsSent(seat);
      const answers = seat.pushed().slice(before);
      const broken = answers
        .filter(({ status }) => status !== 200 && status !== 503)
        .map(({ status }) => `a full server answered ${status}`);
      const what = isLogFull ? 'disk full, and PostgreSQL gave up' : 'disk full';
      yield checked(`${what}: ${answers.length} pushes answered`, [seat], broken);
    }
    yield checked('whatever was acknowledged is stored', [seat], await missing(stage, seat));
    yield* finalCheck(stage);
  } finally {
    await stage.close();
    await disk.close();
  }
}

async function writeOutLog({ server }: Stage): Promise<void> {
  const inside = await lookInside(server);
  for (let file = 0; file < logFilesAhead; file += 1) await inside.switchLog();
  await inside.close();
}

async function missing({ server }: Stage, seat: Seat): Promise<readonly string[]> {
  const told = seat
    .pushed()
    .flatMap(({ response }) => (response?.kind === 'done' ? response.outcomes.map(({ m }) => m) : []));
  const acknowledged = [...new Set(told)];
  const inside = await lookInside(server);
  const stored = await inside.done(acknowledged);
  await inside.close();
  return stored === acknowledged.length
    ? []
    : [`${acknowledged.length} mutations acknowledged, ${stored} stored`];
}
