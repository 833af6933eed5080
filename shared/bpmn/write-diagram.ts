/** Where a flow version is drawn, as BPMN diagram interchange: one pool with its lanes. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';
import type { Part } from './bpmn-file.ts';
import type { Make } from './make.ts';
import { idOf, partIn, partsIn } from './parts.ts';

/** The strip with the name of the pool, left of its lanes. */
const poolHead = 30;

export function writeDiagram(
  make: Make,
  { diagram, lanes }: FlowVersion,
  parts: ReadonlyMap<string, Part>,
  collaboration: Part,
  pool: Part,
): Part {
  const bands = lanes.flatMap(({ id }) => diagram.lanes[id] ?? []);
  const height = Math.max(0, ...bands.map((band) => band.y + band.height));
  const box = (x: number, y: number, width: number, tall: number) =>
    make('dc:Bounds', { x, y, width, height: tall });
  const shape = (id: string, of: Part, bounds: Part) =>
    make('bpmndi:BPMNShape', { id: `shape-${id}`, bpmnElement: of, bounds });
  const shapes = Object.entries(diagram.shapes).map(([id, { x, y, width, height: tall }]) =>
    shape(id, must(parts.get(id), `element ${id}`), box(x, y, width, tall)),
  );
  const laneShapes = laneParts(pool).flatMap((lane) => {
    const id = idOf(lane);
    const band = diagram.lanes[id];
    return band === undefined ? [] : [shape(id, lane, box(0, band.y, diagram.width, band.height))];
  });
  const edges = Object.entries(diagram.edges).map(([id, points]) =>
    make('bpmndi:BPMNEdge', {
      id: `edge-${id}`,
      bpmnElement: must(parts.get(id), `transition ${id}`),
      waypoint: points.map(({ x, y }) => make('dc:Point', { x, y })),
    }),
  );
  const poolBox = box(-poolHead, 0, diagram.width + poolHead, height);
  const poolShapes = bands.length > 0 ? [shape('pool', pool, poolBox)] : [];
  const plane = make('bpmndi:BPMNPlane', {
    id: 'plane',
    bpmnElement: collaboration,
    planeElement: [...poolShapes, ...laneShapes, ...shapes, ...edges],
  });
  return make('bpmndi:BPMNDiagram', { id: 'diagram', plane });
}

function laneParts(pool: Part): readonly Part[] {
  return partsIn(partIn(pool, 'processRef'), 'laneSets').flatMap((laneSet) => partsIn(laneSet, 'lanes'));
}
