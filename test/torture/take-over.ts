/** Two windows of one computer: the leading one is killed while its person writes, and the other goes on. */
import type { Page } from 'playwright';
import type { Chance } from '#server/demo/seeded.ts';
import type { RaiaServer } from '#test/e2e/support/raia-server.ts';
import { showsSoon, strike } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';

export async function takeOver(server: RaiaServer, seat: Seat, chance: Chance): Promise<Checked> {
  const { computer, worker, claims, claimed } = seat;
  const leading = computer.page();
  const other = await computer.openWindow();
  worker.sitAt(other);
  await worker.comeBack();
  // Without the server everything kept is in the journal alone.
  const isOffline = chance.next() < 0.5;
  if (isOffline) await server.kill();
  worker.sitAt(leading);
  await worker.write();

  let isKilled = false;
  const work = (async () => {
    for (;;) await worker.doSomething();
  })().catch((error: unknown) => {
    if (!isKilled) throw error;
  });
  await Promise.race([work, strike(seat, chance)]);
  isKilled = true;
  await crash(leading);
  await work;

  worker.sitAt(other);
  const { subject } = await worker.read(worker.openCase());
  // The new leader reads the journal and loads its rows behind; what never comes is told below.
  await showsSoon(other, claims.sentIn(subject), 10_000);
  const { shown } = await worker.read(worker.openCase());
  const broken = claims.broken(subject, shown);
  const isKept = claimed(1);
  await worker.write();
  await isKept;
  if (isOffline) await server.start();
  return checked(`leading window killed${isOffline ? ' offline' : ''}`, [seat], broken);
}

async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  // A page that dies gives no answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}
