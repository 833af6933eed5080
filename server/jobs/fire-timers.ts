/**
 * What the clock does to cases: timers that are due happen, the earliest
 * first. They are found by what the rows of cases say, so that nothing is to be
 * remembered beside them: a server that was down catches up, and of two
 * processes the one that comes second finds nothing left.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '#server/db/database.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { Sync } from '#server/sync/create-sync.ts';
import type { DuePlace, LockedSpace, Store } from '#server/sync/ports.ts';
import { mustFit } from '#server/sync/run-mutation.ts';
import { type CaseId, caseIdSchema, type SupportCase } from '#shared/domain/case/support-case.ts';
import { type PendingTimer, startFold } from '#shared/domain/flow/position.ts';
import { firstDue } from '#shared/domain/flow/timers.ts';
import { type Doc, isKind, type Kind, kinds } from '#shared/domain/kinds.ts';
import { systemActor } from '#shared/domain/people/system.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { caseKeys } from '#shared/mutations/case-change.ts';
import { caseFireTimer } from '#shared/mutations/case-fire-timer.ts';
import {
  type Key,
  type MutationContext,
  type Rows,
  type Write,
  writesOf,
} from '#shared/mutations/mutator.ts';

type CaseTimer = Pick<PendingTimer, 'tokenId' | 'elementId' | 'dueAt'> & { readonly caseId: CaseId };

export type Firing = {
  readonly store: Pick<Store, 'look'>;
  readonly sync: Pick<Sync, 'writeRows'>;
  /** A timer that cannot happen. Its case stays as it is, and holds no other up. */
  readonly onBug: (timer: CaseTimer, error: unknown) => void;
};

/** Under the lock of the space, about as long as a group of pushes. */
const casesAStep = 100;
/** A timer that comes again may have been due many times while nobody looked; the rest is done in the next round. */
const timersACase = 10;

export async function fireDue(
  { store, sync, onBug }: Firing,
  space: string,
  now: Instant,
  isWanted: () => boolean = () => true,
): Promise<void> {
  for (let after: DuePlace | null = null; isWanted(); ) {
    const found: readonly DuePlace[] = await store.look(space, (moment) =>
      moment.findDue(now, after, casesAStep),
    );
    // Past those where it cannot happen, too: they hold nothing else up.
    after = found.at(-1) ?? null;
    if (after === null) return;
    const ids = found.map(({ id }) => id);
    await sync.writeRows(space, (locked) => toFired(locked, ids, now, onBug));
  }
}

/** Somebody may have moved one of them on since it was found. */
async function toFired(
  locked: LockedSpace,
  caseIds: readonly string[],
  now: Instant,
  onBug: Firing['onBug'],
): Promise<readonly Write[]> {
  const read = await readRows(locked, caseIds);
  return caseIds.flatMap((caseId) => {
    const supportCase = read.rows.find('case', caseId);
    return supportCase === undefined ? [] : fireCase(supportCase, read, now, onBug);
  });
}

type Fired = { readonly timer: PendingTimer; readonly writes: readonly Write[] };

function fireCase(
  from: SupportCase,
  { rows, put }: ReadRows,
  now: Instant,
  onBug: Firing['onBug'],
): readonly Write[] {
  const fired: Fired[] = [];
  let supportCase = from;
  while (fired.length < timersACase) {
    const timer = firstDue(supportCase.position, now);
    if (timer === undefined) break;
    const writes = fireTimer(supportCase, timer, rows, now, onBug);
    if (writes.length === 0) break;
    fired.push({ timer, writes });
    for (const write of writes) {
      put(write);
      if (write.kind === 'case') supportCase = write.doc;
    }
  }
  const next = fired.length < timersACase ? undefined : firstDue(supportCase.position, now);
  const kept = next === undefined ? fired : beforeCircle(fired, next);
  if (next !== undefined && kept.length < fired.length)
    onBug({ caseId: from.id, ...next }, new Error('Timers that are over lead to each other'));
  return [...new Map(kept.flatMap(({ writes }) => writes).map((write) => [write.id, write])).values()];
}

/**
 * What happened before a circle. A date is as much over the next time a token
 * comes to it: where that goes round without people, nothing of it is kept, or
 * it would fill the history for ever.
 */
function beforeCircle(fired: readonly Fired[], next: PendingTimer): readonly Fired[] {
  const first = fired.findIndex(({ timer }) => isSameTimer(timer, next));
  return first < 0 ? fired : fired.slice(0, first);
}

function isSameTimer(one: PendingTimer, other: PendingTimer): boolean {
  return one.tokenId === other.tokenId && one.elementId === other.elementId && one.dueAt === other.dueAt;
}

/** What one timer leads to; nothing where it cannot happen. */
function fireTimer(
  supportCase: SupportCase,
  { tokenId, elementId, dueAt }: PendingTimer,
  rows: Rows,
  now: Instant,
  onBug: Firing['onBug'],
): readonly Write[] {
  const timer = { caseId: supportCase.id, tokenId, elementId, dueAt };
  try {
    const outcome = caseFireTimer.run(rows, timer, contextOf(supportCase, timer, now));
    // A flow that cannot go on from here says so where people work on it.
    if (outcome.kind === 'refused') return [];
    const writes = writesOf(outcome);
    mustFit(writes);
    return writes;
  } catch (error) {
    onBug(timer, error);
    return [];
  }
}

/**
 * Ids that are the same whoever fires it, and however often. A timer that says a
 * date is due at the same moment in every pass; by how often elements were
 * entered until then, each time has ids of its own.
 */
function contextOf(
  { id, position }: SupportCase,
  { tokenId, elementId, dueAt }: CaseTimer,
  now: Instant,
): MutationContext {
  const entries = startFold(position).entries();
  return {
    actor: systemActor,
    at: now,
    claimedAt: now,
    receivedAt: now,
    id: (label) => derivedId(id, `${tokenId} ${elementId} ${dueAt} ${entries} ${label}`),
    base: {},
    isAgain: false,
    caseNumber: () => null,
  };
}

type ReadRows = { readonly rows: Rows; readonly put: (write: Write) => void };

/** The cases and all that moving them reads. What this build cannot read is not there. */
async function readRows(locked: LockedSpace, caseIds: readonly string[]): Promise<ReadRows> {
  const docs = new Map<string, unknown>();
  const asked = new Set<string>();
  const rows: Rows = {
    find: <K extends Kind>(kind: K, id: string) => docs.get(`${kind} ${id}`) as Doc<K> | undefined,
  };
  const named = (): readonly Key[] => caseIds.flatMap((id) => caseKeys(rows, caseIdSchema.parse(id)));
  for (;;) {
    const missing = [...new Set(named().map(({ id }) => id))].filter((id) => !asked.has(id));
    if (missing.length === 0)
      return { rows, put: (write) => docs.set(`${write.kind} ${write.id}`, write.doc) };
    for (const id of missing) asked.add(id);
    for (const row of await locked.gather(missing)) {
      const doc = isKind(row.kind) ? kinds[row.kind].safeParse(JSON.parse(row.doc)).data : undefined;
      if (doc !== undefined) docs.set(`${row.kind} ${row.id}`, doc);
    }
  }
}

/** How late a timer may be. */
const everyMs = 5_000;

/** Begins at once. Several processes on one database may each do it. */
export function startFiringTimers(
  options: Omit<Firing, 'onBug'> & {
    readonly db: Database;
    readonly clock: () => Instant;
    readonly log: FastifyBaseLogger;
  },
) {
  const { db, clock, log } = options;
  const firing: Firing = { ...options, onBug: tellOnce(log) };
  let isStopping = false;
  let running = fireAll();
  const timer = setInterval(() => {
    running = running.then(fireAll);
  }, everyMs);

  async function fireAll(): Promise<void> {
    const warn = (error: unknown) => log.warn(error, 'Timers wait for the next round');
    await listSpaces(db)
      .then(async (spaces) => {
        // What went wrong in one space holds up no other.
        for (const { id } of spaces) await fireDue(firing, id, clock(), () => !isStopping).catch(warn);
      })
      .catch(warn);
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

/** It is tried again every round; the log says so once, until the server starts again. */
function tellOnce(log: FastifyBaseLogger): Firing['onBug'] {
  const told = new Set<string>();
  return (timer, error) => {
    const key = JSON.stringify(timer);
    if (told.has(key)) return;
    told.add(key);
    log.error({ err: error, ...timer }, 'A timer cannot happen');
  };
}
