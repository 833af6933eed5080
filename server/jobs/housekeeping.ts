/** Every hour: sessions that are over, cases for the archive and their words, old snapshots, and what no space need remember any longer. */
import type { FastifyBaseLogger } from 'fastify';
import { dropEndedSessions } from '#server/auth/sessions.ts';
import type { Database } from '#server/db/database.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { Sync } from '#server/sync/create-sync.ts';
import type { Store } from '#server/sync/ports.ts';
import { snapshotsKeptMs } from '#server/sync/snapshots.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { archiveClosed, readArchived } from './archive.ts';
import { sweepSpace } from './sweep.ts';

export type HousekeepingOptions = {
  readonly db: Database;
  readonly store: Store;
  readonly sync: Sync;
  readonly archiveAfterMs: number;
  readonly clock: () => Instant;
  readonly log: FastifyBaseLogger;
};

const everyMs = 3_600_000;

/** Begins at once. Several processes on one database may each do it. */
export function startHousekeeping(options: HousekeepingOptions) {
  const { clock, log } = options;
  let isStopping = false;
  let running = keep();
  const timer = setInterval(() => {
    running = running.then(keep);
  }, everyMs);

  function keep(): Promise<void> {
    return keepHouse({ ...options, isWanted: () => !isStopping, onError: warn }, clock()).catch(warn);
  }

  function warn(error: unknown): void {
    log.warn(error, 'Housekeeping was put off');
  }

  return {
    /** Resolves when nothing of it runs any more. */
    stop: async (): Promise<void> => {
      isStopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

export type House = Omit<HousekeepingOptions, 'clock' | 'log'> & {
  /** False as soon as it is to come to an end. */
  readonly isWanted: () => boolean;
  /** What went wrong in one space holds up no other. */
  readonly onError: (error: unknown) => void;
};

export async function keepHouse(house: House, now: Instant): Promise<void> {
  const { db, store, sync, archiveAfterMs, isWanted, onError } = house;
  await dropEndedSessions(db, now);
  for (const { id } of await listSpaces(db)) {
    await sweepSpace(store, id, now).catch(onError);
    await store.dropSnapshots(id, toInstant(now - snapshotsKeptMs)).catch(onError);
    await archiveClosed({ store, sync, afterMs: archiveAfterMs }, id, now, isWanted).catch(onError);
    await readArchived(store, id, isWanted).catch(onError);
  }
}
