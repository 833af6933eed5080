/** One kill: work at random, the end of the browser, the server or both without warning, and a look at what is left. */
import { setTimeout } from 'node:timers/promises';
import type { Chance } from '#server/demo/seeded.ts';
import type { Stage } from './stage.ts';

/** What was kept and is gone, a sentence each. */
export type Checked = { readonly what: string; readonly broken: readonly string[] };

const targets = ['browser', 'browser', 'browser', 'server', 'server', 'both'] as const;

export async function killRound(stage: Stage, chance: Chance): Promise<Checked> {
  const { server, computer, worker, claims } = stage;
  const target = chance.pick(targets);
  const isServerBackFirst = chance.next() < 0.5;
  await worker.write();

  let isOver = false;
  let isBrowserKilled = false;
  const work = (async () => {
    while (!isOver) await worker.doSomething();
  })().catch((error: unknown) => {
    if (!isBrowserKilled) throw error;
  });
  await Promise.race([work, strike(stage, chance)]);
  isBrowserKilled = target !== 'server';
  await Promise.all([target !== 'server' && computer.kill(), target !== 'browser' && server.kill()]);
  // A browser without its server is worked in as before.
  if (target !== 'browser' && isServerBackFirst) await server.start();
  isOver = true;
  await work;

  if (isBrowserKilled) await computer.start();
  worker.sitAt(computer.page());
  const { subject, shown } = await worker.comeBack();
  if (target !== 'browser' && !isServerBackFirst) await server.start();
  return { what: `${target} killed`, broken: claims.broken(subject, shown) };
}

/** Half of the kills strike anywhere, half at the very moment something is shown as kept. */
export function strike({ claimed }: Stage, chance: Chance): Promise<unknown> {
  const count = Math.floor(chance.between(1, 12));
  const anywhere = chance.between(0, 800);
  return chance.next() < 0.5 ? setTimeout(anywhere) : Promise.race([claimed(count), setTimeout(3000)]);
}
