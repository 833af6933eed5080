/**
 * Whether a token of a flow could come back to where it was with nobody and
 * nothing waited for on the way. Only there a run may have no end: the checker
 * lets pass a circle that a rule may leave, a process that may call itself, and
 * events that raise each other.
 */
import { transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { isAsked } from '#shared/domain/flow/outcomes.ts';

export function runsByItself(version: FlowVersion): boolean {
  const next = new Map(
    version.elements.flatMap((element) => [
      [comes(element), afterComing(version, element)],
      [leaves(element), afterLeaving(version, element)],
    ]),
  );
  return [...next.keys()].some((from) => {
    const reached = new Set(next.get(from));
    for (const place of reached) for (const further of next.get(place) ?? []) reached.add(further);
    return reached.has(from);
  });
}

type Place = `${'comes to' | 'leaves'} ${string}`;
const comes = ({ id }: { readonly id: string }): Place => `comes to ${id}`;
const leaves = ({ id }: { readonly id: string }): Place => `leaves ${id}`;

function afterComing(version: FlowVersion, element: FlowElement): readonly Place[] {
  const inside = insideOf(element);
  if (inside !== undefined)
    return version.elements.filter(({ kind, within }) => kind === 'start' && within === inside).map(comes);
  const waits =
    (element.kind === 'step' && element.task !== 'receive') ||
    (element.kind === 'catch' && element.event.kind === 'timer') ||
    isAsked(version, element);
  return waits ? [] : [leaves(element)];
}

function afterLeaving(version: FlowVersion, element: FlowElement): readonly Place[] {
  const told = (version.messageFlows ?? []).filter(({ from }) => from === element.id);
  const around = version.elements.filter(
    (one) => one.id === element.within || (one.kind === 'call' && one.calls === element.within),
  );
  const isOver = transitionsFrom(version, element.id).length === 0;
  return [
    ...transitionsFrom(version, element.id).map(({ to }) => comes({ id: to })),
    ...told.map(({ to }) => comes({ id: to })),
    ...(raises(element) ? version.elements.filter(takes).map(comes) : []),
    ...(isOver && element.within !== undefined ? around.map(leaves) : []),
  ];
}

function insideOf(element: FlowElement): string | null | undefined {
  if (element.kind === 'call') return element.calls;
  return element.kind === 'sub-process' ? element.id : undefined;
}

function raises(element: FlowElement): boolean {
  const isThrown = element.kind === 'throw' || element.kind === 'end';
  return isThrown && ['escalation', 'error'].includes(element.event.kind);
}

function takes(element: FlowElement): boolean {
  if (element.kind === 'boundary') return ['escalation', 'error'].includes(element.event.kind);
  return element.kind === 'start' && ['escalation', 'error'].includes(element.trigger);
}
