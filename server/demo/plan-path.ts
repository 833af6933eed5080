/**
 * The way of a demonstration case: which steps it completes, and how, until it
 * rests where it shall rest now. Only paths that lead there are taken; details
 * asked twice and escalations on the way are left to chance.
 */

import { restsAt } from '#shared/domain/flow/advance.ts';
import { findElement, findStep, getElement, laneOf, transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { must } from '#shared/lib/must.ts';
import type { Chance } from './seeded.ts';

export type Act =
  | { readonly kind: 'complete'; readonly elementId: ElementId; readonly outcome: TransitionId }
  | { readonly kind: 'escalate'; readonly elementId: ElementId };

/** Where a case comes to rest; null when it has ended. */
export type Goal = ElementId | null;

/** Every step, those of the escalation included. A decision is taken at the step before it. */
export function restingPlaces(version: FlowVersion): readonly ElementId[] {
  return version.elements.filter((element) => element.kind === 'step').map((element) => element.id);
}

export function isEscalationOnly(version: FlowVersion, id: ElementId): boolean {
  return laneOf(version, id).isOnlyUnderEscalation;
}

const escalationChance = 0.05;

export function planPath(version: FlowVersion, goal: Goal, chance: Chance): readonly Act[] {
  const acts: Act[] = [];
  const start = must(startOf(version, 'request'), 'where cases begin');
  if (goal !== null && isEscalationOnly(version, goal)) {
    const from = chance.pick(restingPlaces(version).filter((id) => findStep(version, id)?.canEscalate));
    walk(version, start, from, chance, acts);
    acts.push({ kind: 'escalate', elementId: from });
    walk(version, must(startOf(version, 'escalation'), 'where escalations begin'), goal, chance, acts);
    return acts;
  }
  walk(version, start, goal, chance, acts);
  return withEscalation(version, acts, chance);
}

/** Now and then a case went up and came back before it went on. */
function withEscalation(version: FlowVersion, acts: readonly Act[], chance: Chance): readonly Act[] {
  const at = acts.findIndex(
    (act) => findStep(version, act.elementId)?.canEscalate === true && chance.next() < escalationChance,
  );
  const from = acts[at]?.elementId;
  const first = startOf(version, 'escalation');
  if (from === undefined || first === null) return acts;
  const above: Act[] = [{ kind: 'escalate', elementId: from }];
  walk(version, first, null, chance, above);
  return [...acts.slice(0, at), ...above, ...acts.slice(at)];
}

function walk(version: FlowVersion, from: Goal, goal: Goal, chance: Chance, acts: Act[]): void {
  const visited = new Set<ElementId>();
  let current = from;
  while (current !== goal) {
    const here = must(current, `a way to ${goal}`);
    visited.add(here);
    const ways = outcomesAt(version, here).filter((way) =>
      leadsTo(version, restAfter(version, way.to), goal),
    );
    const onward = ways.filter((way) => !visited.has(restAfter(version, way.to) ?? here));
    const isTurningBack = onward.length === 0 || chance.next() < 0.1;
    const way = chance.pick(isTurningBack ? ways : onward);
    acts.push({ kind: 'complete', elementId: here, outcome: way.id });
    current = restAfter(version, way.to);
  }
}

function leadsTo(version: FlowVersion, from: Goal, goal: Goal): boolean {
  const seen = new Set<Goal>([from]);
  for (const here of seen) {
    if (here === goal) return true;
    if (here === null) continue;
    for (const way of outcomesAt(version, here)) seen.add(restAfter(version, way.to));
  }
  return false;
}

/** The first place from `id` on where a token waits for a person; null where it ends. */
function restAfter(version: FlowVersion, id: ElementId): Goal {
  if (restsAt(version, id) || findElement(version, id) === undefined) return id;
  const next = transitionsFrom(version, id)[0];
  return getElement(version, id).kind === 'end' || next === undefined ? null : restAfter(version, next.to);
}

function startOf(version: FlowVersion, trigger: 'request' | 'escalation'): Goal {
  const start = version.elements.find((element) => element.kind === 'start' && element.trigger === trigger);
  return start === undefined ? null : restAfter(version, start.id);
}
