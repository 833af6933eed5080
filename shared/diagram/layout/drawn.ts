/** A flow version that can be drawn whole: as it is where nothing is missing, else laid out anew. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { own } from '#shared/lib/own.ts';
import type { Point } from '../geometry.ts';
import { layOut } from './lay-out.ts';

/** In pixels; a file says any number, and a place further out than any drawing is one by mistake. */
const furthest = 1_000_000;

export function drawn(version: FlowVersion): FlowVersion {
  const { lanes, shapes, edges } = version.diagram;
  const isWhole =
    version.lanes.every(({ id }) => own(lanes, id) !== undefined) &&
    version.elements.every(({ id }) => own(shapes, id) !== undefined) &&
    version.transitions.every(({ id }) => (own(edges, id)?.length ?? 0) > 1) &&
    [...Object.values(shapes), ...Object.values(edges).flat()].every(isInReach);
  return isWhole ? version : { ...version, diagram: layOut(version) };
}

function isInReach({ x, y }: Point): boolean {
  return Math.abs(x) <= furthest && Math.abs(y) <= furthest;
}
