/** One kill: work at random, the end of the browser, the server, its database or all of them without warning, and a look at what is left. */
import type { Chance } from '#server/demo/seeded.ts';
import type { RaiaServer } from '#test/e2e/support/raia-server.ts';
import { strike } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';

/** Of the server in the order in which they die. */
const targets = {
  browser: { isBrowser: true, ofServer: [] },
  server: { isBrowser: false, ofServer: ['process'] },
  database: { isBrowser: false, ofServer: ['database'] },
  'server and database': { isBrowser: false, ofServer: ['database', 'process'] },
  'browser and server': { isBrowser: true, ofServer: ['process'] },
  everything: { isBrowser: true, ofServer: ['process', 'database'] },
} as const;
const chances = [
  ...(['browser', 'browser', 'browser', 'server', 'server'] as const),
  ...(['database', 'server and database', 'browser and server', 'everything'] as const),
];

export async function killRound(server: RaiaServer, seat: Seat, chance: Chance): Promise<Checked> {
  const { computer, worker, claims } = seat;
  const target = chance.pick(chances);
  const { isBrowser, ofServer } = targets[target];
  const isServerBackFirst = chance.next() < 0.5;
  const hasServer = !ofServer.some((part) => part === 'process');
  await worker.write();

  let isOver = false;
  let isBrowserKilled = false;
  const work = (async () => {
    while (!isOver) await worker.doSomething();
  })().catch((error: unknown) => {
    if (!isBrowserKilled) throw error;
  });
  await Promise.race([work, strike(seat, chance)]);
  isBrowserKilled = isBrowser;
  await Promise.all([isBrowser && computer.kill(), killAll(server, ofServer)]);
  // A browser without its server is worked in as before.
  if (!hasServer && isServerBackFirst) await server.start();
  isOver = true;
  await work;

  if (isBrowserKilled) await computer.start();
  worker.sitAt(computer.page());
  const { subject, shown } = await worker.comeBack();
  if (!hasServer && !isServerBackFirst) await server.start();
  return checked(`${target} killed`, [seat], claims.broken(subject, shown));
}

async function killAll(server: RaiaServer, parts: readonly ('process' | 'database')[]): Promise<void> {
  for (const part of parts) await (part === 'process' ? server.kill() : server.killDatabase());
}
