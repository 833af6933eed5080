/** Where a message between two processes of a flow version comes to. */
import { findElement, transitionsFrom } from './elements.ts';
import type { Boundary } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { Token } from './position.ts';

export type Receiver =
  | { readonly kind: 'start'; readonly elementId: ElementId }
  | { readonly kind: 'waiting'; readonly token: Token; readonly elementId: ElementId }
  | { readonly kind: 'boundary'; readonly token: Token; readonly boundary: Boundary }
  | { readonly kind: 'nobody-yet' };

/** Undefined where it goes to somebody outside: a pool that is drawn as a box. */
export function receiverOf(
  version: FlowVersion,
  tokens: readonly Token[],
  to: ElementId,
): Receiver | undefined {
  const element = findElement(version, to);
  if (element === undefined) return undefined;
  if (element.kind === 'start') return { kind: 'start', elementId: to };
  if (element.kind === 'boundary') {
    const host = tokens.find(({ elementId }) => elementId === element.attachedTo);
    return host === undefined ? { kind: 'nobody-yet' } : { kind: 'boundary', token: host, boundary: element };
  }
  const token = tokens.find(
    ({ elementId, fault }) => fault === undefined && (elementId === to || isOffered(version, elementId, to)),
  );
  return token === undefined ? { kind: 'nobody-yet' } : { kind: 'waiting', token, elementId: to };
}

function isOffered(version: FlowVersion, gateway: ElementId, event: ElementId): boolean {
  const element = findElement(version, gateway);
  return (
    element?.kind === 'gateway' &&
    element.gateway === 'event' &&
    transitionsFrom(version, gateway).some((way) => way.to === event)
  );
}
