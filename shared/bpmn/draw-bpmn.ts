/**
 * Draws a file that draws nothing: pools, lanes, elements and lines as BPMN
 * diagram interchange, where our layouter puts them, notes and data under them. What the file says besides
 * stays as it is.
 */
import type { Diagram } from '#shared/domain/flow/flow-version.ts';
import { type Artifact, artifactsIn } from './artifacts.ts';
import type { Part } from './bpmn-file.ts';
import { flowElementsIn, lanesIn } from './counts.ts';
import { type Make, maker } from './make.ts';
import { idOf, partIn, partsIn } from './parts.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Point = { readonly x: number; readonly y: number };
/** How a message flow runs from box to box. */
type MessageLine = (from: Box, to: Box) => readonly Point[];
type Draw = {
  readonly make: Make;
  readonly messageLine: MessageLine;
  readonly diagram: Diagram;
  /** Where a participant lies: what message flows begin and end at besides elements. */
  readonly pools: Map<string, Box>;
};

/** The strip with the name of a pool, or of a lane that has lanes, left of them. */
const head = 30;
/** A pool nobody can look into is as high as this, and stands under the others so far away. */
const closedPool = { height: 60, gap: 20 };

/** Over the row of notes and data, and between two of them: names of data stand below and reach out. */
const artifactGap = { above: 40, between: 60 };

export function drawsSomething(definitions: Part): boolean {
  return partsIn(definitions, 'diagrams').some(
    (diagram) => partsIn(partIn(diagram, 'plane'), 'planeElement').length > 0,
  );
}

export function drawBpmn(definitions: Part, diagram: Diagram, messageLine: MessageLine): void {
  const draw: Draw = { make: maker(), messageLine, diagram, pools: new Map() };
  const roots = partsIn(definitions, 'rootElements');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const [collaboration] = roots.filter((root) => root.$instanceOf('bpmn:Collaboration'));
  const pools = partsIn(collaboration, 'participants');
  const inPools = processes.filter((one) => pools.some((pool) => partIn(pool, 'processRef') === one));
  const planes =
    collaboration === undefined || inPools.length === 0
      ? processes.map((process) => ({
          of: process,
          parts: [...drawProcess(draw, process), ...drawArtifacts(draw, [process])],
        }))
      : [
          {
            of: collaboration,
            parts: [
              ...pools.flatMap((pool) => drawPool(draw, pool)),
              ...inPools.flatMap((process) => drawProcess(draw, process)),
              ...partsIn(collaboration, 'messageFlows').flatMap((flow) => drawMessageFlow(draw, flow)),
              ...drawArtifacts(draw, [collaboration, ...inPools]),
            ],
          },
          // A process that is only called is not in the picture of those who talk to each other.
          ...processes
            .filter((process) => !inPools.includes(process))
            .map((process) => ({
              of: process,
              parts: [...drawProcess(draw, process), ...drawArtifacts(draw, [process])],
            })),
        ];
  const drawn = planes
    .filter(({ parts }) => parts.length > 0)
    .map(({ of, parts }) => {
      const id = idOf(of);
      const plane = draw.make('bpmndi:BPMNPlane', {
        id: `plane-${id}`,
        bpmnElement: of,
        planeElement: parts,
      });
      return draw.make('bpmndi:BPMNDiagram', { id: `diagram-${id}`, plane });
    });
  for (const one of drawn) one.$parent = definitions;
  definitions.set('diagrams', drawn);
}

/** Its bands, and around them the lanes that hold lanes and the pool, a strip wider each. */
function drawPool(draw: Draw, pool: Part): readonly Part[] {
  const process = partIn(pool, 'processRef');
  const bands = process === undefined ? [] : bandsOf(draw, pool, process);
  if (bands.length === 0) {
    const box = {
      x: -head,
      y: bottomOf(draw) + closedPool.gap,
      width: draw.diagram.width + head,
      height: closedPool.height,
    };
    draw.pools.set(idOf(pool), box);
    return [drawShape(draw, pool, box)];
  }
  const outer = around(bands);
  const depth = process === undefined ? 0 : depthOf(process);
  const box = widened(outer, (depth + 1) * head);
  draw.pools.set(idOf(pool), box);
  const lanes = partsIn(process, 'laneSets').flatMap((laneSet) => drawLanes(draw, laneSet, depth));
  return [drawShape(draw, pool, box), ...lanes];
}

function drawLanes(draw: Draw, laneSet: Part, depth: number): readonly Part[] {
  return partsIn(laneSet, 'lanes').flatMap((lane) => {
    const inner = partIn(lane, 'childLaneSet');
    const bands = [lane, ...(inner === undefined ? [] : lanesIn(inner))].flatMap((one) => bandOf(draw, one));
    if (bands.length === 0) return [];
    const shape = drawShape(draw, lane, widened(around(bands), depth * head));
    return [shape, ...(inner === undefined ? [] : drawLanes(draw, inner, depth - 1))];
  });
}

function drawProcess(draw: Draw, process: Part): readonly Part[] {
  return flowElementsIn(process).flatMap((part) => {
    const id = idOf(part);
    const box = draw.diagram.shapes[id];
    const points = draw.diagram.edges[id];
    if (box !== undefined && part.$instanceOf('bpmn:FlowNode')) return [drawShape(draw, part, box)];
    return points === undefined ? [] : [drawLine(draw, part, points)];
  });
}

function drawMessageFlow(draw: Draw, flow: Part): readonly Part[] {
  const [from, to] = ['sourceRef', 'targetRef'].map((end) => {
    const id = idOf(partIn(flow, end) ?? flow);
    return draw.diagram.shapes[id] ?? draw.pools.get(id);
  });
  if (from === undefined || to === undefined) return [];
  return [drawLine(draw, flow, draw.messageLine(from, to))];
}

/** In one row under everything, each under what it belongs to or right of the one before. */
function drawArtifacts(draw: Draw, containers: readonly Part[]): readonly Part[] {
  const { artifacts, lines } = artifactsIn(containers);
  const boxes = new Map<string, Box>();
  const boxOf = (part: Part): Box | undefined =>
    draw.diagram.shapes[idOf(part)] ?? draw.pools.get(idOf(part)) ?? boxes.get(idOf(part));
  const xOf = ({ of }: Artifact): number => {
    const ends = lines.flatMap(({ from, to }) => (from === of ? [to] : to === of ? [from] : []));
    return ends.map((end) => boxOf(end)?.x ?? 0)[0] ?? 0;
  };
  const y = bottomOf(draw) + artifactGap.above;
  let next = 0;
  for (const { artifact, x } of artifacts
    .map((artifact) => ({ artifact, x: xOf(artifact) }))
    .sort((a, b) => a.x - b.x)) {
    const box = { x: Math.max(next, x), y, ...artifact.size };
    boxes.set(idOf(artifact.of), box);
    next = box.x + box.width + artifactGap.between;
  }
  return [
    ...artifacts.flatMap(({ of }) => {
      const box = boxes.get(idOf(of));
      return box === undefined ? [] : [drawShape(draw, of, box)];
    }),
    ...lines.flatMap(({ of, from, to }) => {
      const [start, end] = [boxOf(from), boxOf(to)];
      return start === undefined || end === undefined ? [] : [drawLine(draw, of, straight(start, end))];
    }),
  ];
}

/** From the lower border of the upper one to the upper border of the lower one. */
function straight(from: Box, to: Box): readonly Point[] {
  const isDown = from.y < to.y;
  const at = ({ x, y, width, height }: Box, isLower: boolean) => ({
    x: x + width / 2,
    y: isLower ? y + height : y,
  });
  return [at(from, isDown), at(to, !isDown)];
}

function bottomOf(draw: Draw): number {
  return [...draw.pools.values(), ...allBands(draw)].reduce(
    (bottom, box) => Math.max(bottom, box.y + box.height),
    0,
  );
}

function drawShape({ make }: Draw, of: Part, { x, y, width, height }: Box): Part {
  const bounds = make('dc:Bounds', { x, y, width, height });
  const isFrame = of.$type === 'bpmn:SubProcess';
  const isBand = of.$type === 'bpmn:Lane' || of.$type === 'bpmn:Participant';
  return make('bpmndi:BPMNShape', {
    id: `shape-${idOf(of)}`,
    bpmnElement: of,
    bounds,
    ...(isFrame && { isExpanded: true }),
    ...(isBand && { isHorizontal: true }),
  });
}

function drawLine({ make }: Draw, of: Part, points: readonly Point[]): Part {
  const waypoint = points.map(({ x, y }) => make('dc:Point', { x, y }));
  return make('bpmndi:BPMNEdge', { id: `edge-${idOf(of)}`, bpmnElement: of, waypoint });
}

function bandsOf(draw: Draw, pool: Part, process: Part): readonly Box[] {
  const lanes = partsIn(process, 'laneSets').flatMap(lanesIn);
  return [pool, ...lanes].flatMap((one) => bandOf(draw, one));
}

function bandOf({ diagram }: Draw, lane: Part): readonly Box[] {
  const band = diagram.lanes[idOf(lane)];
  return band === undefined ? [] : [{ x: 0, width: diagram.width, ...band }];
}

function allBands({ diagram }: Draw): readonly Box[] {
  return Object.values(diagram.lanes).map((band) => ({ x: 0, width: diagram.width, ...band }));
}

/** How many lanes with lanes lie around the innermost ones. */
function depthOf(process: Part): number {
  const depth = (laneSet: Part): number =>
    Math.max(
      0,
      ...partsIn(laneSet, 'lanes').map((lane) => {
        const inner = partIn(lane, 'childLaneSet');
        return inner === undefined || partsIn(inner, 'lanes').length === 0 ? 0 : 1 + depth(inner);
      }),
    );
  return Math.max(0, ...partsIn(process, 'laneSets').map(depth));
}

function around(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function widened({ x, width, ...rest }: Box, by: number): Box {
  return { ...rest, x: x - by, width: width + by };
}
