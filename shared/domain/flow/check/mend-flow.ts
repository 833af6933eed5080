/** Carrying out what the checker offers: edits of a design that is not published yet. */
import { groupBy } from '#shared/lib/group-by.ts';
import { assertNever } from '#shared/lib/must.ts';
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import { boundariesOf, getElement, transitionsFrom } from '../elements.ts';
import type { FlowElement, Timer } from '../flow-element.ts';
import type { FlowVersion, Lane, Transition } from '../flow-version.ts';
import { type ElementId, type TransitionId, transitionIdSchema } from '../ids.ts';
import { outcomesAt } from '../outcomes.ts';
import { firstPlace } from '../reopening.ts';
import { checkFlow } from './check-flow.ts';
import type { Mend, Problem } from './problem.ts';

export type Mended = {
  readonly version: FlowVersion;
  /** What was found, of which nothing is found any more. */
  readonly mended: readonly Problem[];
};

/**
 * Takes everything that is offered, until nothing new is. What could be led to is
 * only taken out where nothing will.
 */
export function mendAll(version: FlowVersion, check = checkFlow): Mended {
  const taken = new Map<string, Offer>();
  let made = version;
  for (;;) {
    const offers = check(made).filter(isOffer);
    const fresh = offers.filter((offer) => !taken.has(keyOf(offer)));
    if (fresh.length === 0) {
      // What is offered again after it was taken did not hold, and is not tried for ever.
      const left = new Set(offers.map(keyOf));
      return { version: made, mended: [...taken].flatMap(([key, offer]) => (left.has(key) ? [] : offer)) };
    }
    const round = nextRound(made, fresh);
    for (const offer of round) taken.set(keyOf(offer), offer);
    const mends = round.map(({ mend }) => mend);
    made = mendFlow(made, mends);
  }
}

type Offer = Problem & { readonly mend: Mend };

function isOffer(problem: Problem): problem is Offer {
  return problem.mend !== null;
}

function keyOf({ rule, mend }: Offer): string {
  return JSON.stringify([rule, mend]);
}

function nextRound(version: FlowVersion, offers: readonly Offer[]): readonly Offer[] {
  const removals = offers.filter(({ mend }) => mend.kind === 'remove');
  const doomed = new Set(removals.map(({ elementId }) => elementId));
  const others = offers.filter(({ elementId }) => !doomed.has(elementId));
  if (others.length > 0) return others;
  // What is inside something, or hangs on it, is gone with it.
  const gone = new Set<ElementId>();
  const hanging = hangingIn(version);
  return offers.filter(({ mend }) => {
    if (mend.kind !== 'remove' || gone.has(mend.elementId)) return false;
    for (const id of goneWith([mend.elementId], hanging)) gone.add(id);
    return true;
  });
}

type Draft = {
  readonly elements: Map<string, FlowElement>;
  readonly transitions: Map<string, Transition>;
  readonly lanes: Map<string, Lane>;
};

/** All of them at once, as they were offered in this flow. */
export function mendFlow(version: FlowVersion, mends: readonly Mend[]): FlowVersion {
  const draft: Draft = {
    elements: byId(version.elements),
    transitions: byId(version.transitions),
    lanes: byId(version.lanes),
  };
  for (const mend of mends) edit(draft, mend, version);
  const made: FlowVersion = {
    ...version,
    elements: [...draft.elements.values()],
    transitions: [...draft.transitions.values()],
    lanes: [...draft.lanes.values()],
  };
  const removed = mends.flatMap((mend) => (mend.kind === 'remove' ? mend.elementId : []));
  return removed.length === 0 ? made : without(made, goneWith(removed, hangingIn(made)));
}

function edit({ elements, transitions, lanes }: Draft, mend: Mend, offeredIn: FlowVersion): void {
  switch (mend.kind) {
    case 'make-default':
      change(transitions, mend.transitionId, ({ condition: _, ...way }) => ({ ...way, isDefault: true }));
      break;
    case 'remove':
      // With all the others that are taken out.
      break;
    case 'lead-to-end': {
      const way = wayTo(transitions, mend.elementId, mend.endId);
      transitions.set(way.id, way);
      break;
    }
    case 'give-role':
      change(lanes, mend.laneId, (lane) => ({ ...lane, role: mend.role }));
      break;
    case 'count-always':
      change(elements, mend.elementId, countAlways);
      break;
    case 'copy-words':
      change(elements, mend.elementId, (one) => ({ ...one, name: fill(one.name, mend.from) }));
      for (const { id } of buttonsAt(offeredIn, mend.elementId))
        change(transitions, id, (way) =>
          way.name === null ? way : { ...way, name: fill(way.name, mend.from) },
        );
      break;
    default:
      assertNever(mend);
  }
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}

function change<T>(among: Map<string, T>, id: string, made: (one: T) => T): void {
  const one = among.get(id);
  if (one !== undefined) among.set(id, made(one));
}

type Hanging = (id: ElementId) => readonly FlowElement[];

function hangingIn(version: FlowVersion): Hanging {
  const inside = groupBy(version.elements, ({ within }) => within);
  return (id) => [...(inside.get(id) ?? []), ...boundariesOf(version, id)];
}

/** These, with what hangs on them and what is inside them. */
function goneWith(ids: readonly ElementId[], hanging: Hanging): ReadonlySet<ElementId> {
  const gone = new Set(ids);
  for (const around of gone) for (const { id } of hanging(around)) gone.add(id);
  return gone;
}

/** Without elements nothing leads to, and the ways of all that. */
function without(version: FlowVersion, gone: ReadonlySet<ElementId>): FlowVersion {
  const stays = ({ from, to }: { readonly from: ElementId; readonly to: ElementId }) =>
    !gone.has(from) && !gone.has(to);
  const elements = version.elements.filter((element) => !gone.has(element.id));
  const transitions = version.transitions.filter(stays);
  const { messageFlows, reopensAt, diagram } = version;
  const left: FlowVersion = {
    ...version,
    elements,
    transitions,
    ...(messageFlows !== undefined && { messageFlows: messageFlows.filter(stays) }),
    diagram: {
      ...diagram,
      shapes: only(diagram.shapes, elements),
      edges: only(diagram.edges, transitions),
    },
  };
  return gone.has(reopensAt) ? { ...left, reopensAt: firstPlace(left)?.id ?? reopensAt } : left;
}

/** What is drawn of these alone. */
function only<T>(
  drawn: Readonly<Record<string, T>>,
  of: readonly { readonly id: string }[],
): Readonly<Record<string, T>> {
  const ids = new Set(of.map(({ id }) => id));
  return Object.fromEntries(Object.entries(drawn).filter(([id]) => ids.has(id)));
}

function wayTo(transitions: ReadonlyMap<string, Transition>, from: ElementId, to: ElementId): Transition {
  let id = `${from}-${to}`;
  for (let nth = 2; transitions.has(id); nth++) id = `${from}-${to}-${nth}`;
  return { id: transitionIdSchema.parse(id), from, to, name: null, consequence: null };
}

function countAlways(element: FlowElement): FlowElement {
  const always = (timer: Timer): Timer => (timer.kind === 'date' ? timer : { ...timer, calendar: 'wall' });
  if (element.kind === 'start' && element.timer !== undefined)
    return { ...element, timer: always(element.timer) };
  if (element.kind === 'catch' && element.event.kind === 'timer')
    return { ...element, event: { ...element.event, timer: always(element.event.timer) } };
  if (element.kind === 'boundary' && element.event.kind === 'timer')
    return { ...element, event: { ...element.event, timer: always(element.event.timer) } };
  return element;
}

/** What a step is left by, or a decision asks about. */
function buttonsAt(version: FlowVersion, id: ElementId): readonly { readonly id: TransitionId }[] {
  return getElement(version, id).kind === 'step' ? outcomesAt(version, id) : transitionsFrom(version, id);
}

/** The words of one language where another has none: something to read until they are translated. */
function fill(words: Words, from: Language): Words {
  const filled = languages.map((language) => [language, words[language].trim() || words[from]] as const);
  return { ...words, ...Object.fromEntries(filled) };
}
