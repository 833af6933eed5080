/** The part of a flow that a case escalated by hand goes to, and comes back from. */
import { boundariesOf, startsWithin, transitionsFrom } from './elements.ts';
import type { ElementOf } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';

/** Undefined where the flow has no such part. */
export function escalationStart(version: FlowVersion): ElementOf<'start'> | undefined {
  return startsWithin(version, null).find(({ trigger }) => trigger === 'escalation');
}

/** Whether a token that was escalated comes by there; not what is inside its sub-processes. */
export function isInEscalation(version: FlowVersion, elementId: ElementId): boolean {
  const start = escalationStart(version);
  const part = new Set(start === undefined ? [] : [start.id]);
  for (const id of part) {
    for (const { to } of transitionsFrom(version, id)) part.add(to);
    for (const edge of boundariesOf(version, id)) part.add(edge.id);
  }
  return part.has(elementId);
}
