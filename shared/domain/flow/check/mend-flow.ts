/** Carrying out what the checker offers: edits of a design that is not published yet. */
import { assertNever } from '#shared/lib/must.ts';
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import { getElement, transitionsFrom } from '../elements.ts';
import type { FlowElement, Timer } from '../flow-element.ts';
import type { FlowVersion, Transition } from '../flow-version.ts';
import { type ElementId, transitionIdSchema } from '../ids.ts';
import { outcomesAt } from '../outcomes.ts';
import { firstPlace } from '../reopening.ts';
import { checkFlow } from './check-flow.ts';
import type { Mend, Problem } from './problem.ts';

export type Mended = {
  readonly version: FlowVersion;
  /** What was found, of which nothing is found any more. */
  readonly mended: readonly Problem[];
};

/** Takes everything that is offered, until nothing is. What could be led to is only taken out where nothing will. */
export function mendAll(version: FlowVersion): Mended {
  const mended: Problem[] = [];
  let made = version;
  for (let offers = offersIn(made); offers.length > 0; offers = offersIn(made)) {
    const removals = offers.filter(({ mend }) => mend.kind === 'remove');
    const doomed = new Set(removals.map(({ elementId }) => elementId));
    const others = offers.filter(({ elementId }) => !doomed.has(elementId));
    const offeredIn = made;
    for (const offer of others.length > 0 ? others : removals) {
      // What is inside something, or hangs on it, may be gone with it.
      if (doomed.has(offer.elementId) && !made.elements.some(({ id }) => id === offer.elementId)) continue;
      made = mendFlow(made, offer.mend, offeredIn);
      mended.push(offer);
    }
  }
  return { version: made, mended };
}

type Offer = Problem & { readonly mend: Mend };

function offersIn(version: FlowVersion): readonly Offer[] {
  return checkFlow(version).flatMap((problem) =>
    problem.mend === null ? [] : [{ ...problem, mend: problem.mend }],
  );
}

/** Where many are taken, paths are looked up in the flow they were offered in, which is sorted once for all. */
export function mendFlow(version: FlowVersion, mend: Mend, offeredIn = version): FlowVersion {
  switch (mend.kind) {
    case 'make-default':
      return withTransitions(version, (way) => {
        const { condition: _, ...bare } = way;
        return way.id === mend.transitionId ? { ...bare, isDefault: true } : way;
      });
    case 'remove':
      return removed(version, mend.elementId);
    case 'lead-to-end':
      return {
        ...version,
        transitions: [...version.transitions, wayTo(version, mend.elementId, mend.endId)],
      };
    case 'give-role':
      return {
        ...version,
        lanes: version.lanes.map((lane) => (lane.id === mend.laneId ? { ...lane, role: mend.role } : lane)),
      };
    case 'count-always':
      return withElements(version, (element) =>
        element.id === mend.elementId ? countAlways(element) : element,
      );
    case 'copy-words':
      return copyWords(version, offeredIn, mend);
    default:
      return assertNever(mend);
  }
}

/** An element nothing leads to, with what hangs on it, what is inside it, and the ways of all that. */
function removed(version: FlowVersion, id: ElementId): FlowVersion {
  const gone = new Set([id]);
  for (const around of gone)
    for (const element of version.elements)
      if (element.within === around || (element.kind === 'boundary' && element.attachedTo === around))
        gone.add(element.id);
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

function wayTo(version: FlowVersion, from: ElementId, to: ElementId): Transition {
  const taken = new Set(version.transitions.map(({ id }) => String(id)));
  let id = `${from}-${to}`;
  for (let nth = 2; taken.has(id); nth++) id = `${from}-${to}-${nth}`;
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

/** The words of one language where another has none: something to read until they are translated. */
function copyWords(
  version: FlowVersion,
  offeredIn: FlowVersion,
  { elementId: id, from }: Extract<Mend, { kind: 'copy-words' }>,
): FlowVersion {
  const isStep = getElement(offeredIn, id).kind === 'step';
  const buttons = isStep ? outcomesAt(offeredIn, id) : transitionsFrom(offeredIn, id);
  const isRead = new Set(buttons.map((way) => way.id));
  const filled = withElements(version, (one) =>
    one.id === id ? { ...one, name: fill(one.name, from) } : one,
  );
  return withTransitions(filled, (way) =>
    isRead.has(way.id) && way.name !== null ? { ...way, name: fill(way.name, from) } : way,
  );
}

function fill(words: Words, from: Language): Words {
  const filled = languages.map((language) => [language, words[language].trim() || words[from]] as const);
  return { ...words, ...Object.fromEntries(filled) };
}

function withElements(version: FlowVersion, edit: (element: FlowElement) => FlowElement): FlowVersion {
  return { ...version, elements: version.elements.map(edit) };
}

function withTransitions(version: FlowVersion, edit: (way: Transition) => Transition): FlowVersion {
  return { ...version, transitions: version.transitions.map(edit) };
}
