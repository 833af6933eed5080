/** How many of each a BPMN file has, as tools that exchange models compare them. */
import type { Part } from './bpmn-file.ts';
import { partIn, partsIn } from './parts.ts';

export type BpmnCounts = {
  readonly processes: number;
  readonly participants: number;
  readonly lanes: number;
  /** Activities, gateways and events, those inside sub-processes too. */
  readonly flowNodes: number;
  readonly sequenceFlows: number;
  readonly messageFlows: number;
  readonly shapes: number;
  readonly edges: number;
};

export function countBpmn(definitions: Part): BpmnCounts {
  const roots = partsIn(definitions, 'rootElements');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const collaborations = roots.filter((root) => root.$instanceOf('bpmn:Collaboration'));
  const elements = processes.flatMap(flowElementsIn);
  const drawn = partsIn(definitions, 'diagrams').flatMap((diagram) => {
    const plane = partIn(diagram, 'plane');
    return plane === undefined ? [] : partsIn(plane, 'planeElement');
  });
  return {
    processes: processes.length,
    participants: collaborations.flatMap((one) => partsIn(one, 'participants')).length,
    lanes: processes.flatMap((process) => partsIn(process, 'laneSets').flatMap(lanesIn)).length,
    flowNodes: elements.filter((element) => element.$instanceOf('bpmn:FlowNode')).length,
    sequenceFlows: elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow').length,
    messageFlows: collaborations.flatMap((one) => partsIn(one, 'messageFlows')).length,
    shapes: drawn.filter(({ $type }) => $type === 'bpmndi:BPMNShape').length,
    edges: drawn.filter(({ $type }) => $type === 'bpmndi:BPMNEdge').length,
  };
}

/** Those of a process or sub-process, and of the sub-processes inside it. */
export function flowElementsIn(container: Part): readonly Part[] {
  return partsIn(container, 'flowElements').flatMap((element) =>
    hasInside(element) ? [element, ...flowElementsIn(element)] : element,
  );
}

/** Whether it can have flow elements of its own. */
export function hasInside(element: Part): boolean {
  return element.$instanceOf('bpmn:FlowElementsContainer');
}

/** Lanes, with the lanes inside them. */
export function lanesIn(laneSet: Part): readonly Part[] {
  return partsIn(laneSet, 'lanes').flatMap((lane) => {
    const inner = partIn(lane, 'childLaneSet');
    return [lane, ...(inner === undefined ? [] : lanesIn(inner))];
  });
}
