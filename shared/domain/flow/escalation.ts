/** The part of a flow that a case escalated by hand goes to, and comes back from. */
import { boundariesOf, startsWithin, transitionsFrom } from './elements.ts';
import type { ElementOf } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';

/** Undefined where the flow has no such part. */
export function escalationStart(version: FlowVersion): ElementOf<'start'> | undefined {
  return startsWithin(version, null).find(({ trigger }) => trigger === 'escalation');
}

/** What an escalated token comes by; not what is inside the sub-processes there. */
export function escalationPart(version: FlowVersion): ReadonlySet<ElementId> {
  const start = escalationStart(version);
  const part = new Set<ElementId>(start === undefined ? [] : [start.id]);
  for (const id of part) {
    for (const { to } of transitionsFrom(version, id)) part.add(to);
    for (const edge of boundariesOf(version, id)) part.add(edge.id);
  }
  return part;
}
