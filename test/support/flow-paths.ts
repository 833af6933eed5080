/** Questions about the arrows of a flow that its tests ask. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';

export function startsOf(version: FlowVersion, trigger?: 'request' | 'escalation'): readonly ElementId[] {
  return version.elements
    .filter((element) => element.kind === 'start' && (trigger === undefined || element.trigger === trigger))
    .map((element) => element.id);
}

/** What can be reached from `starts` by the arrows that `may` lets pass, by what happens there, and inside. */
export function reachedFrom(
  version: FlowVersion,
  starts: readonly ElementId[],
  may: (transition: Transition) => boolean = () => true,
): ReadonlySet<ElementId> {
  const reached = new Set(starts);
  const isLedTo = new Set(version.transitions.map(({ to }) => to));
  for (const id of reached) {
    for (const transition of version.transitions)
      if (transition.from === id && may(transition)) reached.add(transition.to);
    for (const element of version.elements) {
      const isEvent = element.kind === 'boundary' && element.attachedTo === id;
      const isEntry = element.within === id && element.kind !== 'boundary' && !isLedTo.has(element.id);
      if (isEvent || isEntry) reached.add(element.id);
    }
  }
  return reached;
}

/** The templates that are sent where these elements are passed. */
export function messagesOf(elements: readonly FlowElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (element.kind === 'automatic') return element.messageId ?? [];
    return 'event' in element && element.event.kind === 'message' ? (element.event.messageId ?? []) : [];
  });
}

export function elementsOf<K extends FlowElement['kind']>(
  version: FlowVersion,
  kind: K,
): readonly (FlowElement & { kind: K })[] {
  return version.elements.filter((element): element is FlowElement & { kind: K } => element.kind === kind);
}
