/**
 * What taking the running cases of one version of a flow to another would come
 * to: nothing is done yet. Each place where cases stand is led to the element of
 * the same id, else to the one of the same name, else to where whoever plans
 * says.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { languages } from '#shared/lib/words.ts';
import { boundariesOf } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import { takesMessages } from './messages.ts';
import { type ElementMapping, type MigrationProblem, migrate, waitsAlike } from './migrate.ts';
import type { Position, Token } from './position.ts';
import type { Facts } from './rules.ts';

type Running = { readonly position: Position };

export type PlannedPlace = {
  readonly element: FlowElement;
  readonly caseCount: number;
  /** Null where nothing of the other version is like it and nobody has said where to. */
  readonly target: ElementId | null;
  /** The elements of the other version that its cases can go to. */
  readonly options: readonly FlowElement[];
};

export type MigrationPlan<C extends Running> = {
  /** In the order of the flow. */
  readonly places: readonly PlannedPlace[];
  /** Without the places that keep their id. */
  readonly mapping: ElementMapping;
  readonly fitting: readonly C[];
  /** How many of those go on at once: to their end, or to where they stop. */
  readonly ending: number;
  readonly stopping: number;
  readonly blocked: readonly { readonly running: C; readonly problems: readonly MigrationProblem[] }[];
};

/** `cases` run in the version `from`; `chosen` are the places somebody has led elsewhere than proposed. */
export function planMigration<C extends Running>(
  from: FlowVersion,
  to: FlowVersion,
  cases: readonly C[],
  chosen: ElementMapping,
  at: Instant,
  factsOf: (running: C) => Facts = () => ({}),
): MigrationPlan<C> {
  const counts = caseCounts(cases);
  const targets = new Map<ElementId, ElementId>();
  // What is around an element decides what it can be led to, and comes before it.
  const places = outermostFirst(from).flatMap((element): readonly PlannedPlace[] => {
    const caseCount = counts.get(element.id);
    if (caseCount === undefined && !isWaitedFor(element)) return [];
    const within = element.within && (targets.get(element.within) ?? element.within);
    const options = to.elements.filter((other) => other.within === within && waitsAlike(element, other));
    const said = options.find(({ id }) => id === chosen.get(element.id))?.id;
    const target = said ?? proposed(element, options);
    if (target !== null) {
      targets.set(element.id, target);
      for (const [edge, there] of edgesOf(from, to, element.id, target)) targets.set(edge, there);
    }
    return caseCount === undefined ? [] : [{ element, caseCount, target, options }];
  });
  const mapping = new Map([...targets].filter(([id, target]) => id !== target));
  const fitting: C[] = [];
  const comesTo = { ending: 0, stopping: 0 };
  const blocked: MigrationPlan<C>['blocked'][number][] = [];
  for (const running of cases) {
    const result = migrate(from, to, running.position, mapping, at, factsOf(running));
    if (result.kind === 'refused') {
      blocked.push({ running, problems: result.problems });
      continue;
    }
    fitting.push(running);
    if (result.position.endedAt !== null) comesTo.ending += 1;
    if (result.position.tokens.some(({ fault }) => fault !== undefined)) comesTo.stopping += 1;
  }
  const order = new Map(from.elements.map(({ id }, index) => [id, index]));
  const inOrder = places.toSorted((a, b) => (order.get(a.element.id) ?? 0) - (order.get(b.element.id) ?? 0));
  return { places: inOrder, mapping, fitting, blocked, ...comesTo };
}

/** How many cases have something at each element, be it only to wait for what goes on inside, or to come back. */
function caseCounts(cases: readonly Running[]): ReadonlyMap<ElementId, number> {
  const counts = new Map<ElementId, number>();
  for (const { position } of cases)
    for (const id of new Set(position.tokens.flatMap(placesOf))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function placesOf({ elementId, returnsTo }: Token): readonly ElementId[] {
  return returnsTo === null ? [elementId] : [elementId, returnsTo.elementId];
}

/** Where nobody stands: a message may have come early, and a clock of the flow itself runs. They go on by their name. */
function isWaitedFor(element: FlowElement): boolean {
  return (
    element.kind === 'start' ||
    element.kind === 'sub-process' ||
    element.kind === 'catch' ||
    takesMessages(element)
  );
}

/** The events at the edge of a step and those of the one it is led to: what ran there runs on. */
function edgesOf(
  from: FlowVersion,
  to: FlowVersion,
  id: ElementId,
  target: ElementId,
): readonly (readonly [ElementId, ElementId])[] {
  return boundariesOf(from, id).flatMap((edge) => {
    const alike = boundariesOf(to, target).filter(({ event }) => event.kind === edge.event.kind);
    const there = proposed(edge, alike);
    return there === null ? [] : [[edge.id, there] as const];
  });
}

function outermostFirst({ elements }: FlowVersion): readonly FlowElement[] {
  const around = new Map(elements.map(({ id, within }) => [id, within]));
  const depthOf = (id: ElementId): number => {
    let depth = 0;
    // No deeper than there are elements: a file may say that two are inside each other.
    for (let at = around.get(id); at !== undefined && depth < elements.length; at = around.get(at))
      depth += 1;
    return depth;
  };
  const depths = new Map(elements.map(({ id }) => [id, depthOf(id)]));
  return elements.toSorted((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
}

function proposed(element: FlowElement, options: readonly FlowElement[]): ElementId | null {
  const same = options.find(({ id }) => id === element.id);
  const named = options.filter(({ name }) =>
    languages.every((language) => name[language] === element.name[language]),
  );
  return (same ?? (named.length === 1 ? named[0] : undefined))?.id ?? null;
}
