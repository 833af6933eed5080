/** Two windows of one computer: the leading one is killed while its person writes, and the other goes on. */
import type { Page } from 'playwright';
import type { Chance } from '#server/demo/seeded.ts';
import { type Checked, strike } from './kill-round.ts';
import type { Stage } from './stage.ts';

export async function takeOver(stage: Stage, chance: Chance): Promise<Checked> {
  const { server, computer, worker, claims, claimed } = stage;
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
  await Promise.race([work, strike(stage, chance)]);
  isKilled = true;
  await crash(leading);
  await work;

  worker.sitAt(other);
  const { subject } = await worker.read(worker.openCase());
  await showing(other, claims.sentIn(subject));
  const { shown } = await worker.read(worker.openCase());
  const broken = claims.broken(subject, shown);
  const isKept = claimed(1);
  await worker.write();
  await isKept;
  if (isOffline) await server.start();
  return { what: `leading window killed${isOffline ? ' offline' : ''}`, broken };
}

async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  // A page that dies gives no answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** The new leader reads the journal and loads its rows behind; what never comes is told afterwards. */
async function showing(page: Page, texts: readonly string[]): Promise<void> {
  const isShown = (wanted: readonly string[]): boolean => {
    const there = new Set(window.readShown()?.bubbles.map(({ text }) => text));
    return wanted.every((text) => there.has(text));
  };
  await page.waitForFunction(isShown, texts, { timeout: 10_000 }).catch(() => undefined);
}
