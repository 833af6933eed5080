import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Waypoint } from '#server/sync/ports.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { planSweep } from './sweep.ts';

const lives = { waypoints: 10, exits: 90, outcomes: 400 };

/** Commits at these moments, and a look at the clock after each: what was planned, and the waypoints kept. */
function liveThrough(gaps: readonly number[]) {
  let head = { name: '', ver: 0, nextNumber: 1, horizon: 0, start: '' };
  let waypoints: readonly Waypoint[] = [];
  const commits: Waypoint[] = [];
  let at = 0;
  return gaps.map((gap) => {
    at += gap;
    head = { ...head, ver: head.ver + 1 };
    commits.push({ at, ver: head.ver });
    const plan = planSweep(waypoints, head, toInstant(at), lives);
    head = { ...head, horizon: plan.horizon };
    waypoints = [...waypoints, ...(plan.waypoint === null ? [] : [plan.waypoint])].filter(
      ({ ver }) => ver >= plan.doneTo,
    );
    return { at, plan, waypoints, commits: [...commits] };
  });
}

test('nothing is forgotten before its time, and everything at most two looks after it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 60 }), (gaps) => {
      let horizon = 0;
      for (const { at, plan, waypoints, commits } of liveThrough(gaps)) {
        for (const [to, life] of [
          [plan.horizon, lives.exits],
          [plan.doneTo, lives.outcomes],
        ] as const) {
          const forgotten = commits.filter(({ ver }) => ver <= to);
          expect(forgotten.every((commit) => commit.at <= at - life)).toBe(true);
        }
        const overdue = commits.filter((commit) => commit.at < at - lives.exits - 60 - lives.waypoints);
        expect(overdue.every(({ ver }) => ver <= plan.horizon)).toBe(true);
        expect(plan.horizon).toBeGreaterThanOrEqual(horizon);
        horizon = plan.horizon;
        expect(waypoints.length).toBeLessThanOrEqual((lives.outcomes + 60) / lives.waypoints + 2);
      }
    }),
  );
});

test('a space in which nothing happens gets no more waypoints', () => {
  const head = { name: '', ver: 7, nextNumber: 1, horizon: 0, start: '' };
  expect(planSweep([{ at: 0, ver: 7 }], head, toInstant(1_000), lives).waypoint).toBeNull();
});
