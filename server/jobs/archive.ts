/** Cases that ended long ago go to the archive of their team, a few at a time, so that nobody waits for it. */
import { setTimeout } from 'node:timers/promises';
import type { Sync } from '#server/sync/create-sync.ts';
import type { ClosedPlace, LockedSpace, Store } from '#server/sync/ports.ts';
import { isArchivable } from '#shared/domain/case/archive.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import type { Write } from '#shared/mutations/mutator.ts';

export type Archiving = {
  readonly store: Store;
  readonly sync: Pick<Sync, 'writeRows'>;
  /** How long nothing has happened to a closed case, in milliseconds. */
  readonly afterMs: number;
  /** Between two steps. */
  readonly pause?: () => Promise<unknown>;
};

/** Their histories go along: a dozen rows each, under the lock of the space. */
const casesAStep = 25;
/** About as long as a step takes: after an upgrade there may be thousands, and what people do goes first. */
const pauseMs = 50;

export async function archiveClosed(
  { store, sync, afterMs, pause = () => setTimeout(pauseMs) }: Archiving,
  space: string,
  now: Instant,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const before = toInstant(now - afterMs);
  for (let after: ClosedPlace | null = null; isWanted(); ) {
    const found: readonly ClosedPlace[] = await store.look(space, (moment) =>
      moment.findClosed(before, after, casesAStep),
    );
    // Past those that stay, too: what this build cannot read holds nothing else up.
    after = found.at(-1) ?? null;
    if (after === null) return;
    const ids = found.map(({ id }) => id);
    await sync.writeRows(space, (locked) => toArchive(locked, ids, before, now));
    if (found.length === casesAStep) await pause();
  }
}

/** Somebody may have written to one of them since it was found, or pinned it. */
async function toArchive(
  locked: LockedSpace,
  ids: readonly string[],
  before: Instant,
  now: Instant,
): Promise<readonly Write[]> {
  const rows = await locked.gather(ids);
  const pinned = new Set(await locked.findPinned(ids));
  return rows
    .filter(({ id }) => !pinned.has(id))
    .flatMap(({ doc }) => supportCaseSchema.safeParse(JSON.parse(doc)).data ?? [])
    .filter((doc) => isArchivable(doc, before))
    .map((doc) => ({ kind: 'case', id: doc.id, doc: { ...doc, archivedAt: now } }));
}

/** Each with its customer: about 150 ms of work. */
const rowsAStep = 500;

/** Has the words of what is in the archive read, so that it can be searched by them. */
export async function readArchived(
  store: Pick<Store, 'readForArchive'>,
  space: string,
  isWanted: () => boolean = () => true,
): Promise<void> {
  while (isWanted() && (await store.readForArchive(space, rowsAStep)));
}
