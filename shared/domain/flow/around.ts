/** What people tell elements apart by that are called alike, as gateways without a name are: what stands around them. */
import { getElement, transitionsFrom, transitionsTo } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';

export type Around = { readonly before: readonly FlowElement[]; readonly after: readonly FlowElement[] };

/** The nearest elements with a name on every way to it, and on every way out of it. */
export function namedAround(version: FlowVersion, id: ElementId): Around {
  return {
    before: nearest(id, (one) => transitionsTo(version, one).map(({ from }) => getElement(version, from))),
    after: nearest(id, (one) => transitionsFrom(version, one).map(({ to }) => getElement(version, to))),
  };
}

function nearest(id: ElementId, next: (id: ElementId) => readonly FlowElement[]): readonly FlowElement[] {
  const seen = new Set([id]);
  const found: FlowElement[] = [];
  // It grows while it is walked: what has no name is passed.
  for (const one of seen)
    for (const element of next(one)) {
      if (seen.has(element.id) || found.includes(element)) continue;
      if (hasName(element)) found.push(element);
      else seen.add(element.id);
    }
  return found;
}

function hasName({ name }: FlowElement): boolean {
  return Object.values(name).some((text) => text.trim() !== '');
}
