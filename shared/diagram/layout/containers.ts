/** What is drawn inside what: the flow itself and each sub-process hold elements and the ways between them. */
import type { Boundary, FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import { groupBy } from '#shared/lib/group-by.ts';

/** A sub-process, or `null` for the flow itself and every process beside it. */
export type Container = string | null;

export type Containers = {
  /** Without boundary events: they go with what they are attached to. */
  readonly elements: ReadonlyMap<Container, readonly FlowElement[]>;
  readonly boundaries: ReadonlyMap<string, readonly Boundary[]>;
  readonly transitions: ReadonlyMap<Container, readonly Transition[]>;
  /** BPMN does not allow a way across the border of a sub-process; a design may have one all the same. */
  readonly strays: readonly Transition[];
};

export function toContainers({ elements, transitions }: FlowVersion): Containers {
  const byId = new Map<string, FlowElement>(elements.map((element) => [element.id, element]));
  const hostOf = (element: FlowElement): FlowElement | undefined => {
    const host = element.kind === 'boundary' ? byId.get(element.attachedTo) : undefined;
    return host?.kind === 'boundary' ? undefined : host;
  };
  const containerOf = (element: FlowElement): Container => {
    const { within } = hostOf(element) ?? element;
    return within !== undefined && isEnclosing(within, byId) ? within : null;
  };
  const places = new Map<string, Container>(
    elements.map((element) => [element.id, containerOf(element)] as const),
  );
  const attached = elements.filter(
    (element): element is Boundary => element.kind === 'boundary' && hostOf(element) !== undefined,
  );
  const isAttached = new Set<FlowElement>(attached);
  const drawn = transitions.filter(({ from, to }) => byId.has(from) && byId.has(to));
  const isStray = ({ from, to }: Transition) => places.get(from) !== places.get(to);
  return {
    elements: groupBy(
      elements.filter((element) => !isAttached.has(element)),
      containerOf,
    ),
    boundaries: groupBy(attached, ({ attachedTo }) => attachedTo),
    transitions: groupBy(
      drawn.filter((transition) => !isStray(transition)),
      ({ from }) => places.get(from) ?? null,
    ),
    strays: drawn.filter(isStray),
  };
}

/** Whether the id is that of a sub-process that is not, by some mistake, inside itself. */
function isEnclosing(id: string, byId: ReadonlyMap<string, FlowElement>): boolean {
  if (byId.get(id)?.kind !== 'sub-process') return false;
  const around = new Set<string>();
  for (let at = byId.get(id); at?.kind === 'sub-process'; at = byId.get(at.within ?? '')) {
    if (around.has(at.id)) return false;
    around.add(at.id);
  }
  return true;
}
