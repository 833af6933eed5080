/** The whole flow as it was drawn, every element in its place, with the way of one case marked on it. */
import { getElement, laneOf } from '#shared/domain/flow/elements.ts';
import { escalationStart } from '#shared/domain/flow/escalation.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import type { Position, Token } from '#shared/domain/flow/position.ts';
import { must } from '#shared/lib/must.ts';
import { own } from '#shared/lib/own.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import type { Drawing, DrawnEdge, DrawnLane, DrawnNode, NodeState } from './drawing.ts';
import type { Box } from './geometry.ts';
import { messageLine } from './message-line.ts';
import { withNames } from './names.ts';
import { signOf } from './signs.ts';
import type { Stop } from './trail.ts';

export type CaseOnFlow = {
  readonly position: Position;
  readonly trail: readonly Stop[];
  readonly travelled: ReadonlyMap<TransitionId, number>;
};

type UnnamedEdge = Omit<DrawnEdge, 'labelPlace'>;

export type DiagramView = { readonly language: Language; readonly case: CaseOnFlow | null };

export function toDiagram(version: FlowVersion, view: DiagramView): Drawing {
  const { diagram } = version;
  const { width } = diagram;
  const height = Math.max(...Object.values(diagram.lanes).map((lane) => lane.y + lane.height));
  const nodes = version.elements.map((element) => ({
    ...describe(version, element, view.language),
    box: boxOf(version, element.id),
    state: stateOf(element.id, view.case),
    attempt: (view.case && own(view.case.position.attempts, element.id)) ?? 1,
    mark:
      view.case !== null && isPausedAt(view.case.position.tokens, element.id) ? ('paused' as const) : null,
  }));
  const edges = [...drawnTransitions(version, view), ...escalations(version, view), ...messages(version)];
  return {
    width,
    height,
    lanes: version.lanes.map((lane): DrawnLane => {
      const band = must(own(diagram.lanes, lane.id), `band of lane ${lane.id}`);
      const box = { x: 0, y: band.y, width, height: band.height };
      return { id: lane.id, name: inLanguage(lane.name, view.language), tone: lane.tone, box };
    }),
    ...withNames(nodes, edges, { x: 0, y: 0, width, height }),
  };
}

/** What a node says of itself wherever it is drawn. */
export function describe(
  version: FlowVersion,
  element: FlowElement,
  language: Language,
): Omit<DrawnNode, 'box'> {
  const lane = laneOf(version, element.id);
  return {
    id: element.id,
    kind: element.kind,
    sign: signOf(element),
    laneId: lane.id,
    tone: lane.tone,
    letter: lane.letter,
    name: inLanguage(element.name, language),
    nameSide: 'below',
    second: null,
    badge: null,
    state: 'plain',
    attempt: 1,
    numbers: [],
    mark: null,
    look: 'full',
  };
}

function drawnTransitions(version: FlowVersion, view: DiagramView): readonly UnnamedEdge[] {
  return version.transitions.map((transition): UnnamedEdge => {
    const times = view.case?.travelled.get(transition.id) ?? 0;
    // Only a decision's paths need their name; elsewhere it is the name of a button.
    const isChoice = getElement(version, transition.from).kind === 'gateway';
    return {
      id: transition.id,
      from: transition.from,
      to: transition.to,
      transitions: [transition.id],
      points: must(own(version.diagram.edges, transition.id), `line of ${transition.id}`),
      state: view.case === null ? 'plain' : times > 0 ? 'travelled' : 'possible',
      tone: laneOf(version, transition.from).tone,
      label: isChoice && transition.name !== null ? inLanguage(transition.name, view.language) : null,
      times: isBack(version, transition) ? times : Math.min(times, 1),
    };
  });
}

/** How often is told once for a loop, on the line that goes back. */
function isBack(version: FlowVersion, { from, to }: { readonly from: ElementId; readonly to: ElementId }) {
  return boxOf(version, to).x < boxOf(version, from).x;
}

/** A case that went up: the jump has no arrow in the design, so one is drawn along the top of the lane it went to. */
function escalations(version: FlowVersion, view: DiagramView): readonly UnnamedEdge[] {
  const start = escalationStart(version);
  if (start === undefined || view.case === null) return [];
  const left = view.case.trail.filter((stop) => stop.left?.why === 'escalated').map((stop) => stop.elementId);
  const to = boxOf(version, start.id);
  const lane = must(own(version.diagram.lanes, start.laneId), 'lane of the escalation');
  return [...new Set(left)].map((elementId): UnnamedEdge => {
    const from = boxOf(version, elementId);
    const x = from.x + from.width / 4;
    return {
      id: `escalation ${elementId}`,
      from: elementId,
      to: start.id,
      transitions: [],
      points: [
        { x, y: from.y + from.height },
        { x, y: lane.y + 14 },
        { x: to.x + to.width / 2, y: lane.y + 14 },
        { x: to.x + to.width / 2, y: to.y },
      ],
      state: 'escalation',
      tone: laneOf(version, start.id).tone,
      label: null,
      times: left.filter((id) => id === elementId).length,
    };
  });
}

/** What one process tells another. Who the others are whose process nobody draws, a version does not keep. */
function messages(version: FlowVersion): readonly UnnamedEdge[] {
  return (version.messageFlows ?? []).flatMap(({ id, from, to }) => {
    const [start, end] = [own(version.diagram.shapes, from), own(version.diagram.shapes, to)];
    if (start === undefined || end === undefined) return [];
    return {
      ...{ id, from, to, transitions: [], label: null, times: 0 },
      points: messageLine(start, end),
      state: 'message',
      tone: laneOf(version, from).tone,
    };
  });
}

function stateOf(id: ElementId, onFlow: CaseOnFlow | null): NodeState {
  if (onFlow === null) return 'plain';
  const { tokens, attempts } = onFlow.position;
  if (tokens.some((token) => token.elementId === id)) return 'present';
  if (tokens.some((token) => token.returnsTo?.elementId === id)) return 'returns-here';
  return own(attempts, id) === undefined ? 'possible' : 'travelled';
}

export function isPausedAt(tokens: readonly Token[], id: ElementId): boolean {
  return tokens.some(({ elementId, fault }) => elementId === id && fault !== undefined);
}

function boxOf(version: FlowVersion, id: ElementId): Box {
  return must(own(version.diagram.shapes, id), `shape of ${id}`);
}
