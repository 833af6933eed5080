/** Where a case begins again that is reopened. */
import { escalationPart } from './escalation.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';

/** In the flow itself: inside a sub-process nothing would wait for it to end, and at an end it would be over. */
export function canReopenAt(element: FlowElement): boolean {
  if (element.within !== undefined) return false;
  if (element.kind === 'start') return element.trigger === 'request';
  if (element.kind === 'sub-process') return !element.isEvent;
  return element.kind !== 'boundary' && element.kind !== 'end';
}

/** Where nobody has said it: the first step, else the first place where something is waited for, else the start. */
export function firstPlace(version: FlowVersion): FlowElement | undefined {
  const above = escalationPart(version);
  const own = version.elements.filter((element) => canReopenAt(element) && !above.has(element.id));
  return (
    own.find(({ kind }) => kind === 'step') ??
    own.find(({ kind }) => kind === 'sub-process' || kind === 'call' || kind === 'catch') ??
    own.find(({ kind }) => kind === 'start') ??
    own[0]
  );
}
