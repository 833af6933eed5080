/** Carrying out what the checker offers: an edit of a design that is not published yet. */
import { assertNever } from '#shared/lib/must.ts';
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import { getElement, transitionsFrom } from '../elements.ts';
import type { FlowElement, Timer } from '../flow-element.ts';
import type { FlowVersion, Transition } from '../flow-version.ts';
import { type ElementId, transitionIdSchema } from '../ids.ts';
import { outcomesAt } from '../outcomes.ts';
import type { Mend } from './problem.ts';

export function mendFlow(version: FlowVersion, mend: Mend): FlowVersion {
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
      return copyWords(version, mend.elementId, mend.from);
    default:
      return assertNever(mend);
  }
}

/** An element nothing leads to, with what hangs on it and the ways out of it. */
function removed(version: FlowVersion, id: ElementId): FlowVersion {
  const isGone = (element: FlowElement) =>
    element.id === id || element.within === id || (element.kind === 'boundary' && element.attachedTo === id);
  const gone = new Set(version.elements.filter(isGone).map((element) => element.id));
  return {
    ...version,
    elements: version.elements.filter((element) => !gone.has(element.id)),
    transitions: version.transitions.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  };
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
function copyWords(version: FlowVersion, id: ElementId, from: Language): FlowVersion {
  const element = getElement(version, id);
  const buttons = element.kind === 'step' ? outcomesAt(version, id) : transitionsFrom(version, id);
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
