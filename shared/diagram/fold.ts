/**
 * A flow with everything folded away that a token only passes: what is left
 * are the places where it rests, joined by the outcomes people choose. The map
 * of a case and the board draw this; the whole flow draws every element.
 *
 * A sub-process is opened: a case rests inside it, and goes on behind it.
 */
import {
  boundariesOf,
  entriesWithin,
  findElement,
  findTransition,
  getElement,
  transitionsFrom,
} from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { heardBy, outcomesAt } from '#shared/domain/flow/outcomes.ts';
import type { Words } from '#shared/lib/words.ts';

export type Link = {
  /** The transition that names it: the outcome, or the way out of a start. */
  readonly id: TransitionId;
  readonly from: ElementId;
  readonly to: ElementId;
  /** Told only where there is a choice. */
  readonly name: Words | null;
};

/** Where a token comes to rest that leaves by `transition`. */
export function restAfter(version: FlowVersion, transition: Transition): ElementId {
  return restFrom(version, transition.to);
}

function restFrom(version: FlowVersion, first: ElementId): ElementId {
  let elementId = first;
  const passed = new Set<ElementId>();
  while (!passed.has(elementId)) {
    passed.add(elementId);
    const next = nextOf(version, getElement(version, elementId));
    if (next === undefined) break;
    elementId = next;
  }
  return elementId;
}

/** The ways on from a place, numbered by their order as the buttons are. */
export function linksFrom(version: FlowVersion, from: ElementId): readonly Link[] {
  const outcomes = waysOn(version, getElement(version, from));
  return outcomes.map((outcome) => ({
    id: outcome.id,
    from,
    to: restAfter(version, outcome),
    name: outcomes.length > 1 ? (outcome.name ?? heardBy(version, outcome)?.name ?? null) : null,
  }));
}

/** What is drawn as a place of its own, whatever leads to it. */
const placeKinds: readonly FlowElement['kind'][] = ['start', 'step', 'catch', 'call', 'end'];

export type FoldedFlow = { readonly places: readonly FlowElement[]; readonly links: readonly Link[] };

export function foldFlow(version: FlowVersion): FoldedFlow {
  const first = version.elements.filter(
    (element) => placeKinds.includes(element.kind) && !isPassed(version, element),
  );
  const places = new Map<ElementId, FlowElement>(first.map((element) => [element.id, element]));
  const links: Link[] = [];
  for (const id of places.keys()) {
    const own = linksFrom(version, id).filter((link) => !beginsElsewhere(version, id, link));
    for (const link of [...own, ...linksOfEvents(version, id)]) {
      links.push(link);
      // A decision that nobody's step stands before is a place of its own.
      if (!places.has(link.to)) places.set(link.to, getElement(version, link.to));
    }
  }
  return { places: [...places.values()], links };
}

/** What may happen anywhere in a part of the flow is drawn once, as a part of its own. */
function beginsElsewhere(version: FlowVersion, from: ElementId, { id }: Link): boolean {
  const way = findTransition(version, id);
  return way !== undefined && way.from !== from && getElement(version, way.from).kind === 'start';
}

/**
 * What may happen while a token is there, by the name of the event. What happens
 * to a sub-process is drawn where one is come to inside it.
 */
function linksOfEvents(version: FlowVersion, from: ElementId): readonly Link[] {
  const around = containersOf(version, from).filter(({ id }) => restFrom(version, id) === from);
  const events = [
    ...boundariesOf(version, from).filter(({ event }) => event.kind !== 'message'),
    ...around.flatMap(({ id }) => boundariesOf(version, id)),
  ];
  return events.flatMap(({ id, name }) =>
    transitionsFrom(version, id).map((way) => ({ id: way.id, from, to: restAfter(version, way), name })),
  );
}

/** What people choose between, else what leads on; of the last inside a sub-process that of the sub-process. */
function waysOn(version: FlowVersion, element: FlowElement): readonly Transition[] {
  const outcomes = outcomesAt(version, element.id);
  const isOffered = outcomes.some(
    (outcome) => outcome.from === element.id || heardBy(version, outcome) === undefined,
  );
  const own = isOffered ? outcomes : [...transitionsFrom(version, element.id), ...outcomes];
  const container = containerOf(version, element);
  return own.length > 0 || container === undefined ? own : waysOn(version, container);
}

/** Where a token is taken on at once; undefined where it rests. */
function nextOf(version: FlowVersion, element: FlowElement): ElementId | undefined {
  if (isOpened(element)) return entriesWithin(version, element.id)[0]?.id;
  return isPassed(version, element) ? waysOn(version, element)[0]?.to : undefined;
}

/** The start of the flow itself is drawn as a place, and passed all the same. */
function isPassed(version: FlowVersion, element: FlowElement): boolean {
  switch (element.kind) {
    case 'throw':
    case 'automatic':
      return true;
    case 'start':
    case 'end':
      return containerOf(version, element) !== undefined;
    default:
      return false;
  }
}

function isOpened(element: FlowElement): boolean {
  return element.kind === 'sub-process' && !element.isEvent;
}

/** The sub-process an element is in, where it is opened. */
function containerOf(version: FlowVersion, { within }: FlowElement): FlowElement | undefined {
  const container = within === undefined ? undefined : findElement(version, within);
  return container !== undefined && isOpened(container) ? container : undefined;
}

function containersOf(version: FlowVersion, id: ElementId): readonly FlowElement[] {
  const container = containerOf(version, getElement(version, id));
  return container === undefined ? [] : [container, ...containersOf(version, container.id)];
}
