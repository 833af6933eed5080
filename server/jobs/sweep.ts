/** What a space need not remember any longer, by its age. */
import type { LockedSpace, Store, Sweep, Waypoint } from '#server/sync/ports.ts';
import type { Instant } from '#shared/lib/instant.ts';

/** All in milliseconds. */
export type Lifetimes = {
  /** Between two waypoints, which is how exactly ages are known. */
  readonly waypoints: number;
  /** Of the mark that a row left a scope. */
  readonly exits: number;
  /** Of how a mutation ended. */
  readonly outcomes: number;
};

const dayMs = 86_400_000;

/** A computer away for longer than its session lasts reads everything again; it has to sign in again too. */
export const lifetimes: Lifetimes = { waypoints: dayMs, exits: 90 * dayMs, outcomes: 400 * dayMs };

export function sweepSpace(
  store: Store,
  space: string,
  now: Instant,
  lives: Lifetimes = lifetimes,
): Promise<void> {
  return store.locked(space, async (locked) =>
    locked.sweep(planSweep(await locked.waypoints(), locked.head, now, lives)),
  );
}

export function planSweep(
  waypoints: readonly Waypoint[],
  head: LockedSpace['head'],
  now: Instant,
  lives: Lifetimes,
): Sweep {
  const last = waypoints.at(-1) ?? { at: Number.NEGATIVE_INFINITY, ver: 0 };
  const isDue = head.ver > last.ver && now - last.at >= lives.waypoints;
  return {
    waypoint: isDue ? { at: now, ver: head.ver } : null,
    horizon: Math.max(head.horizon, verAt(waypoints, now - lives.exits)),
    doneTo: verAt(waypoints, now - lives.outcomes),
  };
}

/** The newest version that is at least as old as this moment. */
function verAt(waypoints: readonly Waypoint[], at: number): number {
  return Math.max(0, ...waypoints.filter((waypoint) => waypoint.at <= at).map(({ ver }) => ver));
}
