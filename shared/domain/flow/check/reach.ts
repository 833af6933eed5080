/** Elements nothing leads to, and elements that lead to no end. */
import { groupBy } from '#shared/lib/group-by.ts';
import {
  boundariesOf,
  entriesWithin,
  eventSubProcessesWithin,
  findElement,
  getElement,
  startsWithin,
  transitionsFrom,
  transitionsTo,
} from '../elements.ts';
import { escalationPart } from '../escalation.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion, Transition } from '../flow-version.ts';
import type { ElementId } from '../ids.ts';
import { type Problem, toProblem } from './problem.ts';

export function checkReach(version: FlowVersion): readonly Problem[] {
  const starts = startsWithin(version, null);
  if (starts.length === 0) return [toProblem(null, 'no-start', 'error')];
  const reached = reachedFrom(version, beginnings(version));
  const leading = leadingToEnd(version);
  // What Raia does not run may lead on where it sees no way: links, compensation.
  const notRun = version.elements.filter(({ unsupported }) => unsupported !== undefined);
  const perhaps = reachedFrom(
    version,
    notRun.map(({ id }) => id),
  );
  const endFor = findEnds(version);
  return version.elements.flatMap((element) => {
    const { id } = element;
    const end = reached.has(id) && element.unsupported === undefined ? endFor(element) : undefined;
    const removal = perhaps.has(id) ? null : ({ kind: 'remove', elementId: id } as const);
    return [
      ...(reached.has(id) ? [] : [toProblem(id, 'unreachable', 'error', {}, removal)]),
      ...(leading.has(id) ? deadEnd(version, element, end) : [noWayOut(element)]),
    ];
  });
}

/** Every place where a token can be born, in the processes beside the flow too. */
function beginnings(version: FlowVersion): readonly ElementId[] {
  const isOfAProcess = ({ within }: FlowElement) =>
    within === undefined || findElement(version, within) === undefined;
  return version.elements
    .filter((element) => isOfAProcess(element) && (element.kind === 'start' || isEventSubProcess(element)))
    .map(({ id }) => id);
}

function isEventSubProcess(element: FlowElement): boolean {
  return element.kind === 'sub-process' && element.isEvent;
}

/** What a token can come to, from elements it can be at. */
export function reachedFrom(version: FlowVersion, from: readonly ElementId[]): ReadonlySet<ElementId> {
  const reached = new Set(from);
  for (const id of reached) for (const next of nextOf(version, id)) reached.add(next);
  return reached;
}

function nextOf(version: FlowVersion, id: ElementId): readonly ElementId[] {
  const element = getElement(version, id);
  const inside = element.kind === 'call' ? element.calls : element.kind === 'sub-process' ? id : null;
  const within =
    inside === null
      ? []
      : [
          ...entriesWithin(version, inside),
          ...eventSubProcessesWithin(version, inside).map((one) => one.subProcess),
        ];
  const starts = isEventSubProcess(element) ? startsWithin(version, id) : [];
  return [
    ...waysTaken(version, element).map(({ to }) => to),
    ...[...boundariesOf(version, id), ...within, ...starts].map((next) => next.id),
  ];
}

/** An event gateway is left by what happens, which is an event or comes to somebody at work. */
function waysTaken(version: FlowVersion, element: FlowElement): readonly Transition[] {
  const ways = transitionsFrom(version, element.id);
  if (element.kind !== 'gateway' || element.gateway !== 'event') return ways;
  return ways.filter(({ to }) => ['step', 'catch'].includes(getElement(version, to).kind));
}

/** What a token can end from: ends, and whatever leads to one or ends by having no way on. */
function leadingToEnd(version: FlowVersion): ReadonlySet<ElementId> {
  const leading = new Set(
    version.elements
      .filter(({ id, kind }) => kind === 'end' || transitionsFrom(version, id).length === 0)
      .map(({ id }) => id),
  );
  for (const id of leading) {
    for (const { from } of transitionsTo(version, id)) leading.add(from);
    const element = findElement(version, id);
    if (element?.kind === 'boundary') leading.add(element.attachedTo);
  }
  return leading;
}

/** BPMN lets a token end where nothing leads on; people reading the drawing cannot see that it was meant. */
function deadEnd(
  version: FlowVersion,
  element: FlowElement,
  end: FlowElement | undefined,
): readonly Problem[] {
  const { id, kind } = element;
  if (kind === 'end' || isEventSubProcess(element) || transitionsFrom(version, id).length > 0) return [];
  const mend = end === undefined ? null : ({ kind: 'lead-to-end', elementId: id, endId: end.id } as const);
  return [toProblem(id, 'dead-end', 'error', {}, mend)];
}

/** Something leads on from here: an end beside it would be taken as well, and the circle go on for ever. */
function noWayOut({ id }: FlowElement): Problem {
  return toProblem(id, 'no-way-out', 'error');
}

/** The end that each element could lead to. */
function findEnds(version: FlowVersion): (element: FlowElement) => FlowElement | undefined {
  const ends = groupBy(
    version.elements.filter((element) => element.kind === 'end'),
    ({ within }) => within,
  );
  const escalated = escalationPart(version);
  // Only the part an escalation goes to has ends it comes back from.
  return ({ id, within }) =>
    ends.get(within)?.find(({ event }) => (event.kind === 'return') === escalated.has(id));
}
