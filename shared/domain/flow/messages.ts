/**
 * Where a message between two processes of a flow version comes to.
 *
 * What waits for one is a catch event, on its own, behind an event gateway or
 * at an edge, or a receive task, as in BPMN. Arrows drawn to anything else tell
 * people who talks to whom: no message does somebody's work, and none is sent.
 */
import { eventSubProcessesWithin, findElement, isAround, transitionsFrom } from './elements.ts';
import type { Catcher } from './events.ts';
import type { ElementOf, FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { Token } from './position.ts';

export type Receiver =
  | Catcher
  | { readonly kind: 'start'; readonly elementId: ElementId }
  | { readonly kind: 'waiting'; readonly token: Token; readonly elementId: ElementId }
  | { readonly kind: 'nobody-yet' };

/** Undefined where nobody could take it: somebody outside, work of people, the edge of what nobody is at. */
export function receiverOf(
  version: FlowVersion,
  tokens: readonly Token[],
  to: ElementId,
): Receiver | undefined {
  const element = findElement(version, to);
  if (element === undefined) return undefined;
  if (element.kind === 'start') return beginsBy(version, tokens, element);
  if (element.kind === 'boundary') {
    if (element.event.kind !== 'message') return undefined;
    const host = tokens.find(({ elementId }) => elementId === element.attachedTo);
    return host && { kind: 'boundary', host, boundary: element };
  }
  if (!takesMessages(element)) return undefined;
  const token = tokens.find(
    ({ elementId, fault }) => fault === undefined && (elementId === to || isOffered(version, elementId, to)),
  );
  return token === undefined ? { kind: 'nobody-yet' } : { kind: 'waiting', token, elementId: to };
}

/** The start of an event sub-process hears only while a token is in what it belongs to. */
function beginsBy(
  version: FlowVersion,
  tokens: readonly Token[],
  { id, within }: ElementOf<'start'>,
): Receiver | undefined {
  const around = within === undefined ? undefined : findElement(version, within);
  if (around?.kind !== 'sub-process' || !around.isEvent) return { kind: 'start', elementId: id };
  const scope = around.within;
  const begun = eventSubProcessesWithin(version, scope ?? null).find(({ start }) => start.id === id);
  const host = scope === undefined ? undefined : tokens.find((token) => isAround(version, token, scope));
  if (begun === undefined || (scope !== undefined && host === undefined)) return undefined;
  return { kind: 'event-sub-process', eventSubProcess: begun, parentId: host?.id };
}

/** Whether what a token waits for there is a message. */
export function takesMessages(element: FlowElement): boolean {
  return element.kind === 'catch'
    ? element.event.kind === 'message'
    : element.kind === 'step' && element.task === 'receive';
}

function isOffered(version: FlowVersion, gateway: ElementId, event: ElementId): boolean {
  const element = findElement(version, gateway);
  return (
    element?.kind === 'gateway' &&
    element.gateway === 'event' &&
    transitionsFrom(version, gateway).some((way) => way.to === event)
  );
}
