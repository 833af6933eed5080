/** A flow version that can be drawn whole: as it is where nothing is missing, else laid out anew. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { own } from '#shared/lib/own.ts';
import type { Point } from '../geometry.ts';
import { layOut } from './lay-out.ts';

/** In pixels; a file says any number, and a place further out than any drawing is one by mistake. */
const furthest = 1_000_000;

/** Nobody reads a drawing of more; a parting into so many ways takes five seconds to lay out. */
export const mostLaidOut = { elements: 2_000, transitions: 2_000 } as const;

export function drawn(version: FlowVersion): FlowVersion {
  return isDrawnWhole(version) ? version : { ...version, diagram: layOut(version) };
}

export function isDrawnWhole(version: FlowVersion): boolean {
  const { lanes, shapes, edges } = version.diagram;
  return (
    version.lanes.every(({ id }) => own(lanes, id) !== undefined) &&
    version.elements.every(({ id }) => own(shapes, id) !== undefined) &&
    version.transitions.every(({ id }) => (own(edges, id)?.length ?? 0) > 1) &&
    [...Object.values(shapes), ...Object.values(edges).flat()].every(isInReach)
  );
}

/** What there is too much of to lay it out; undefined where it can be. */
export function tooManyToLayOut({
  elements,
  transitions,
}: FlowVersion): keyof typeof mostLaidOut | undefined {
  if (elements.length > mostLaidOut.elements) return 'elements';
  return transitions.length > mostLaidOut.transitions ? 'transitions' : undefined;
}

function isInReach({ x, y }: Point): boolean {
  return Math.abs(x) <= furthest && Math.abs(y) <= furthest;
}
