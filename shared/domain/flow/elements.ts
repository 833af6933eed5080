/**
 * Looking things up in a flow version. An id that is not there is a bug in a
 * published version. Versions never change, so each is sorted once, when it is
 * first asked.
 */
import { groupBy } from '#shared/lib/group-by.ts';
import { must } from '#shared/lib/must.ts';
import type { Boundary, ElementOf, FlowElement, Step } from './flow-element.ts';
import type { FlowVersion, Lane, MessageTemplate, Transition } from './flow-version.ts';
import type { FormField } from './form.ts';
import type { ElementId, LaneId, TransitionId } from './ids.ts';

type Start = ElementOf<'start'>;
/** An event sub-process with the event it begins by. */
export type EventSubProcess = { readonly subProcess: ElementOf<'sub-process'>; readonly start: Start };

type Index = {
  readonly elements: ReadonlyMap<ElementId, FlowElement>;
  readonly transitions: ReadonlyMap<TransitionId, Transition>;
  readonly from: ReadonlyMap<ElementId, readonly Transition[]>;
  readonly to: ReadonlyMap<ElementId, readonly Transition[]>;
  readonly boundaries: ReadonlyMap<ElementId, readonly Boundary[]>;
  /** What nothing leads to, and nothing but being there begins. */
  readonly loose: ReadonlyMap<ElementId | null, readonly FlowElement[]>;
  readonly starts: ReadonlyMap<ElementId | null, readonly Start[]>;
  readonly eventSubProcesses: ReadonlyMap<ElementId | null, readonly EventSubProcess[]>;
  readonly messages: ReadonlyMap<string, MessageTemplate>;
};

const indexes = new WeakMap<FlowVersion, Index>();

export function findElement(version: FlowVersion, id: ElementId): FlowElement | undefined {
  return indexOf(version).elements.get(id);
}

export function getElement(version: FlowVersion, id: ElementId): FlowElement {
  const element = findElement(version, id);
  // Not `must`: what it would say is put together at every step of every token.
  if (element === undefined) throw new Error(`Missing: element ${id} of ${version.key}`);
  return element;
}

export function findStep(version: FlowVersion, id: ElementId): Step | undefined {
  const element = findElement(version, id);
  return element?.kind === 'step' ? element : undefined;
}

export function getLane(version: FlowVersion, id: LaneId): Lane {
  return must(
    version.lanes.find((lane) => lane.id === id),
    `lane ${id} of ${version.key}`,
  );
}

/** Where the customer is waited for. A lane that only lacks its role has work that nobody owns yet. */
export function isCustomers({ role, tone }: Lane): boolean {
  return role === null && tone === 'client';
}

export function laneOf(version: FlowVersion, id: ElementId): Lane {
  return getLane(version, getElement(version, id).laneId);
}

export function findTransition(version: FlowVersion, id: TransitionId): Transition | undefined {
  return indexOf(version).transitions.get(id);
}

export function transitionsFrom(version: FlowVersion, id: ElementId): readonly Transition[] {
  return indexOf(version).from.get(id) ?? [];
}

export function transitionsTo(version: FlowVersion, id: ElementId): readonly Transition[] {
  return indexOf(version).to.get(id) ?? [];
}

export function boundariesOf(version: FlowVersion, id: ElementId): readonly Boundary[] {
  return indexOf(version).boundaries.get(id) ?? [];
}

/** The starts of the flow itself (`null`), of a sub-process or of another process. */
export function startsWithin(version: FlowVersion, within: ElementId | null): readonly Start[] {
  return indexOf(version).starts.get(within) ?? [];
}

/** Where a case begins. */
export function startOf(version: FlowVersion): Start {
  const starts = startsWithin(version, null);
  return must(starts.find(({ trigger }) => trigger === 'request') ?? starts[0], `start of ${version.key}`);
}

/** What is asked there: the form of a step, or of a start. */
export function formAt(version: FlowVersion, id: ElementId): readonly FormField[] {
  const element = findElement(version, id);
  return element?.kind === 'step' || element?.kind === 'start' ? element.form : [];
}

/** Every field the flow asks for anywhere. */
export function fieldsIn(version: FlowVersion): readonly FormField[] {
  return version.elements.flatMap(({ id }) => formAt(version, id));
}

/** Where a token begins inside a sub-process or another process: its start, else whatever nothing leads to. */
export function entriesWithin(version: FlowVersion, within: ElementId): readonly FlowElement[] {
  const starts = startsWithin(version, within).filter(({ trigger }) => trigger === 'request');
  return starts.length > 0 ? starts.slice(0, 1) : (indexOf(version).loose.get(within) ?? []);
}

/** The process a call activity begins; null where it is not part of the flow version, or begins nowhere. */
export function calledAt(version: FlowVersion, { calls }: ElementOf<'call'>): ElementId | null {
  return calls === null || entriesWithin(version, calls).length === 0 ? null : calls;
}

/** Whether what goes on in this part of the flow is inside of what waits at the element. */
export function isAround(
  version: FlowVersion,
  { elementId }: { readonly elementId: ElementId },
  scope: ElementId,
): boolean {
  const element = findElement(version, elementId);
  return elementId === scope || (element?.kind === 'call' && element.calls === scope);
}

/** What an event may begin in the flow itself (`null`), in a sub-process or in another process. */
export function eventSubProcessesWithin(
  version: FlowVersion,
  within: ElementId | null,
): readonly EventSubProcess[] {
  return indexOf(version).eventSubProcesses.get(within) ?? [];
}

export function findMessage(version: FlowVersion, id: string): MessageTemplate | undefined {
  return indexOf(version).messages.get(id);
}

export function getMessage(version: FlowVersion, id: string): MessageTemplate {
  return must(findMessage(version, id), `message ${id} of ${version.key}`);
}

function indexOf(version: FlowVersion): Index {
  const known = indexes.get(version);
  if (known !== undefined) return known;
  const index = toIndex(version);
  indexes.set(version, index);
  return index;
}

function toIndex({ elements, transitions, messages }: FlowVersion): Index {
  const boundaries = elements.filter((element) => element.kind === 'boundary');
  const starts = elements.filter((element) => element.kind === 'start');
  const eventSubProcesses = elements.flatMap((subProcess) => {
    const start = starts.find(({ within }) => within === subProcess.id);
    return subProcess.kind === 'sub-process' && subProcess.isEvent && start !== undefined
      ? [{ subProcess, start }]
      : [];
  });
  const to = groupBy(transitions, (way) => way.to);
  const loose = elements.filter(
    (element) =>
      element.kind !== 'boundary' &&
      !(element.kind === 'sub-process' && element.isEvent) &&
      !to.has(element.id),
  );
  return {
    elements: new Map(elements.map((element) => [element.id, element])),
    transitions: new Map(transitions.map((transition) => [transition.id, transition])),
    from: groupBy(transitions, ({ from }) => from),
    to,
    boundaries: groupBy(boundaries, ({ attachedTo }) => attachedTo),
    loose: groupBy(loose, ({ within }) => within ?? null),
    starts: groupBy(starts, ({ within }) => within ?? null),
    eventSubProcesses: groupBy(eventSubProcesses, ({ subProcess }) => subProcess.within ?? null),
    messages: new Map(messages.map((message) => [message.id, message])),
  };
}
