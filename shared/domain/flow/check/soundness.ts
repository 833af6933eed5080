/**
 * Joins that can wait for ever, and ways that more than one token can come by
 * at once (van der Aalst's soundness of workflow nets, over sequence flows).
 *
 * Every way a case can go is followed, whatever the data say. Since a way leads
 * to one element only, the order in which elements act changes nothing but what
 * lies waiting: those nearest the start act first, so that tokens that could
 * meet do.
 */
import { must } from '#shared/lib/must.ts';
import {
  boundariesOf,
  entriesWithin,
  eventSubProcessesWithin,
  findTransition,
  getElement,
  startsWithin,
  transitionsFrom,
  transitionsTo,
} from '../elements.ts';
import { interrupts } from '../events.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion, Transition } from '../flow-version.ts';
import type { ElementId, TransitionId } from '../ids.ts';
import { isJoin, reachesJoinBy } from '../joins.ts';
import { type Problem, toProblem } from './problem.ts';

/**
 * So many looks at a token, and at a way one could come to a join by; a flow
 * that wants more is found neither sound nor unsound.
 */
const mostLooks = 1_000_000;
/** Of an inclusive decision with more paths than this, each alone and all together are followed. */
const mostSubsets = 6;

/** Tokens on their ways, by how many. */
type Situation = ReadonlyMap<TransitionId, number>;

export function checkSoundness(version: FlowVersion): readonly Problem[] {
  const found = new Map<string, Problem>();
  const looks = { left: mostLooks };
  for (const begins of beginningsOf(version))
    for (const problem of follow(version, begins, looks))
      found.set(`${problem.rule} ${problem.elementId}`, problem);
  return [...found.values()];
}

/** The elements tokens are born at, for each process, sub-process and part that an event begins. */
function beginningsOf(version: FlowVersion): readonly (readonly FlowElement[])[] {
  const insides = version.elements.flatMap((element) => {
    if (element.kind === 'call') return element.calls === null ? [] : [element.calls];
    return element.kind === 'sub-process' && !element.isEvent ? [element.id] : [];
  });
  const scopes = [null, ...insides];
  return [
    ...startsWithin(version, null).map((start) => [start]),
    ...[...new Set(insides)].map((inside) => entriesWithin(version, inside)),
    ...scopes.flatMap((scope) => eventSubProcessesWithin(version, scope).map(({ start }) => [start])),
  ];
}

type Looks = { left: number };

function follow(version: FlowVersion, begins: readonly FlowElement[], looks: Looks): readonly Problem[] {
  const order = distances(version, begins);
  const first = put(
    new Map(),
    begins.flatMap(({ id }) => transitionsFrom(version, id)),
  );
  const open: Situation[] = [first];
  const seen = new Set<string>();
  const found: Problem[] = [];
  for (let situation = open.pop(); situation !== undefined; situation = open.pop()) {
    looks.left -= situation.size;
    if (looks.left < 0) return found;
    const key = keyOf(situation);
    if (seen.has(key)) continue;
    seen.add(key);
    const flooded = [...situation].find(([, count]) => count > 1);
    if (flooded !== undefined) {
      found.push(problem(version, flooded[0], 'flood'));
      continue;
    }
    const acting = nextToAct(version, situation, order, looks);
    if (acting !== undefined) open.push(...outcomesOf(version, situation, acting));
    else for (const [way] of situation) found.push(problem(version, way, 'deadlock'));
  }
  return found;
}

/** The element nearest the start that can act now. */
function nextToAct(
  version: FlowVersion,
  situation: Situation,
  order: ReadonlyMap<ElementId, number>,
  looks: Looks,
): FlowElement | undefined {
  const targets = new Set([...situation.keys()].map((way) => targetOf(version, way)));
  return [...targets]
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .find((element) => canAct(version, situation, element, looks));
}

function canAct(version: FlowVersion, situation: Situation, element: FlowElement, looks: Looks): boolean {
  if (!isJoin(version, element) || element.kind !== 'gateway') return true;
  const ways = transitionsTo(version, element.id);
  const empty = ways.filter(({ id }) => !situation.has(id));
  if (element.gateway === 'parallel') return empty.length === 0;
  const filled = ways.filter(({ id }) => situation.has(id));
  const elsewhere = [...situation.keys()].filter((way) => targetOf(version, way).id !== element.id);
  looks.left -= elsewhere.length * ways.length;
  return !elsewhere.some((way) => {
    const reaches = ({ id }: Transition) => reachesJoinBy(version, element.id, id, targetOf(version, way).id);
    return empty.some(reaches) && !filled.some(reaches);
  });
}

/** What can be after the element has acted, in each way it can. */
function outcomesOf(version: FlowVersion, situation: Situation, element: FlowElement): readonly Situation[] {
  const ways = transitionsTo(version, element.id).filter(({ id }) => situation.has(id));
  const taken = isJoin(version, element) ? ways : ways.slice(0, 1);
  const left = take(situation, taken);
  if (element.kind === 'end' && element.event.kind === 'terminate') return [];
  const boundaries = boundariesOf(version, element.id);
  const own = waysOn(version, element);
  const beside = boundaries
    .filter((edge) => !interrupts(edge))
    .flatMap(({ id }) => own.map((on) => [...on, ...transitionsFrom(version, id)]));
  const instead = boundaries.filter(interrupts).map(({ id }) => transitionsFrom(version, id));
  return [...own, ...beside, ...instead].map((on) => put(left, on)).filter(({ size }) => size > 0);
}

/** The ways taken together, for each choice there is. */
function waysOn(version: FlowVersion, element: FlowElement): readonly (readonly Transition[])[] {
  const ways = transitionsFrom(version, element.id);
  if (ways.length === 0) return [[]];
  const isOne = element.kind === 'gateway' && ['exclusive', 'event'].includes(element.gateway);
  if (isOne) return ways.map((way) => [way]);
  const isSome = element.kind === 'gateway' && element.gateway === 'inclusive';
  return isSome || ways.some(({ condition }) => condition !== undefined) ? subsetsOf(ways) : [ways];
}

function subsetsOf(ways: readonly Transition[]): readonly (readonly Transition[])[] {
  if (ways.length > mostSubsets) return [...ways.map((way) => [way]), ways];
  const all: (readonly Transition[])[] = [[]];
  for (const way of ways) all.push(...all.map((some) => [...some, way]));
  return all.slice(1);
}

function put(situation: Situation, ways: readonly Transition[]): Situation {
  const next = new Map(situation);
  for (const { id } of ways) next.set(id, (next.get(id) ?? 0) + 1);
  return next;
}

function take(situation: Situation, ways: readonly Transition[]): Situation {
  const next = new Map(situation);
  for (const { id } of ways) next.delete(id);
  return next;
}

function distances(version: FlowVersion, begins: readonly FlowElement[]): ReadonlyMap<ElementId, number> {
  const found = new Map<ElementId, number>();
  const open = begins.map(({ id }) => id);
  for (const id of open) {
    if (found.has(id)) continue;
    found.set(id, found.size);
    const ways = [id, ...boundariesOf(version, id).map((edge) => edge.id)];
    open.push(...ways.flatMap((from) => transitionsFrom(version, from).map(({ to }) => to)));
  }
  return found;
}

function targetOf(version: FlowVersion, way: TransitionId): FlowElement {
  return getElement(version, must(findTransition(version, way), `way ${way}`).to);
}

function keyOf(situation: Situation): string {
  return [...situation]
    .map(([way, count]) => `${way} ${count}`)
    .sort()
    .join('\n');
}

function problem(version: FlowVersion, way: TransitionId, rule: 'deadlock' | 'flood'): Problem {
  return toProblem(targetOf(version, way).id, rule, 'error', { way });
}
