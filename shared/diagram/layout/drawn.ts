/** A flow version that can be drawn whole: as it is where nothing is missing, else laid out anew. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { own } from '#shared/lib/own.ts';
import { layOut } from './lay-out.ts';

export function drawn(version: FlowVersion): FlowVersion {
  const { lanes, shapes, edges } = version.diagram;
  const isWhole =
    version.lanes.every(({ id }) => own(lanes, id) !== undefined) &&
    version.elements.every(({ id }) => own(shapes, id) !== undefined) &&
    version.transitions.every(({ id }) => (own(edges, id)?.length ?? 0) > 1);
  return isWhole ? version : { ...version, diagram: layOut(version) };
}
