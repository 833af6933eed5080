/** Looking things up in a flow version. An id that is not there is a bug in a published version. */
import { must } from '#shared/lib/must.ts';
import type {
  ElementId,
  FlowElement,
  FlowVersion,
  Lane,
  LaneId,
  MessageTemplate,
  Step,
  Transition,
} from './flow-version.ts';

export function findElement(version: FlowVersion, id: ElementId): FlowElement | undefined {
  return version.elements.find((element) => element.id === id);
}

export function getElement(version: FlowVersion, id: ElementId): FlowElement {
  return must(findElement(version, id), `element ${id} of ${version.key}`);
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

export function laneOf(version: FlowVersion, id: ElementId): Lane {
  return getLane(version, getElement(version, id).laneId);
}

export function transitionsFrom(version: FlowVersion, id: ElementId): readonly Transition[] {
  return version.transitions.filter((transition) => transition.from === id);
}

export function getMessage(version: FlowVersion, id: string): MessageTemplate {
  return must(
    version.messages.find((message) => message.id === id),
    `message ${id} of ${version.key}`,
  );
}
