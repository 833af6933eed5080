/**
 * A flow with everything folded away that a token only passes: what is left
 * are the places where it rests, joined by the outcomes people choose. The map
 * of a case and the board draw this; the whole flow draws every element.
 */
import { getElement, transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
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
  let elementId = transition.to;
  const passed = new Set<ElementId>();
  while (isPassed(getElement(version, elementId)) && !passed.has(elementId)) {
    passed.add(elementId);
    const next = transitionsFrom(version, elementId)[0];
    if (next === undefined) break;
    elementId = next.to;
  }
  return elementId;
}

/** The ways on from a place, numbered by their order as the buttons are. */
export function linksFrom(version: FlowVersion, from: ElementId): readonly Link[] {
  const outcomes = outcomesAt(version, from);
  return outcomes.map((outcome) => ({
    id: outcome.id,
    from,
    to: restAfter(version, outcome),
    name: outcomes.length > 1 ? outcome.name : null,
  }));
}

/** What is drawn as a place of its own, whatever leads to it. */
const placeKinds: readonly FlowElement['kind'][] = ['step', 'catch', 'sub-process', 'call', 'end'];

export type FoldedFlow = { readonly places: readonly FlowElement[]; readonly links: readonly Link[] };

export function foldFlow(version: FlowVersion): FoldedFlow {
  const first = version.elements.filter(({ kind }) => kind === 'start' || placeKinds.includes(kind));
  const places = new Map<ElementId, FlowElement>(first.map((element) => [element.id, element]));
  const links: Link[] = [];
  for (const id of places.keys()) {
    for (const link of linksFrom(version, id)) {
      links.push(link);
      // A decision that nobody's step stands before is a place of its own.
      if (!places.has(link.to)) places.set(link.to, getElement(version, link.to));
    }
  }
  return { places: [...places.values()], links };
}

function isPassed(element: FlowElement): boolean {
  return element.kind === 'start' || element.kind === 'throw' || element.kind === 'automatic';
}
