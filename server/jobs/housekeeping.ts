/** Every hour: sessions that are over, and what no space need remember any longer. */
import type { FastifyBaseLogger } from 'fastify';
import { dropEndedSessions } from '#server/auth/sessions.ts';
import type { Database } from '#server/db/database.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { Store } from '#server/sync/ports.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { sweepSpace } from './sweep.ts';

export type HousekeepingOptions = {
  readonly db: Database;
  readonly store: Store;
  readonly clock: () => Instant;
  readonly log: FastifyBaseLogger;
};

const everyMs = 3_600_000;

/** Begins at once. Several processes on one database may each do it. */
export function startHousekeeping({ db, store, clock, log }: HousekeepingOptions) {
  let running = keepHouse(db, store, clock()).catch(warn);
  const timer = setInterval(() => {
    running = running.then(() => keepHouse(db, store, clock())).catch(warn);
  }, everyMs);

  function warn(error: unknown): void {
    log.warn(error, 'Housekeeping was put off');
  }

  return {
    /** Resolves when nothing of it runs any more. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await running;
    },
  };
}

export async function keepHouse(db: Database, store: Store, now: Instant): Promise<void> {
  await dropEndedSessions(db, now);
  for (const { id } of await listSpaces(db)) await sweepSpace(store, id, now);
}
