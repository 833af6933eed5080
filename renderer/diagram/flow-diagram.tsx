/**
 * A drawing on screen. It shows and it answers; it is never edited here.
 *
 * Tab enters at the token, arrows follow the lines, Home goes to the token,
 * Enter tells more, Esc leaves. In a window + and - zoom, and 0 shows all of it.
 */
import { ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Drawing, DrawnNode } from '#shared/diagram/drawing.ts';
import { type Arrow, neighbourOf } from '#shared/diagram/neighbour.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { type DiagramActions, DiagramContext } from './diagram-context.ts';
import { edgeTypes } from './edges/edge-types.ts';
import type { FlowEdgeType } from './edges/flow-edge.tsx';
import styles from './flow-diagram.module.css';
import { nodeTypes } from './nodes/node-types.ts';
import { toFlowEdges, toFlowNodes } from './to-react-flow.ts';
import { type DiagramInstance, roomIn, useFit } from './use-fit.ts';
import { leastZoom, mostZoom, type Zoom, zoomBy, zoomOfKey } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

export type FlowDiagramProps = {
  readonly drawing: Drawing;
  /** How screen readers name the whole. */
  readonly label: string;
  /** Where the token is; the place to start from. */
  readonly tokenId: ElementId | null;
  /** `fixed` stands still at 100 %; `window` fits the room and can be moved and zoomed. */
  readonly view: 'fixed' | 'window';
  readonly describeNode: (node: DrawnNode) => string;
  readonly attemptText: (attempt: number) => string;
  readonly onSelect: (id: ElementId) => void;
  readonly onHover?: (id: ElementId | null) => void;
  readonly onLeave?: () => void;
  /** Null where nothing is chosen; without it nothing can be. */
  readonly selectedId?: ElementId | null;
  readonly litIds?: ReadonlySet<string>;
  readonly travellingId?: string | null;
};

const arrows: Readonly<Record<string, Arrow>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const nothingLit: ReadonlySet<string> = new Set();

export function FlowDiagram(props: FlowDiagramProps) {
  const { drawing, tokenId, view } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [flow, setFlow] = useState<DiagramInstance | null>(null);
  const [wanted, setWanted] = useState<ElementId | null>(tokenId);
  const focusedId =
    drawing.nodes.find(({ id }) => id === wanted)?.id ?? tokenId ?? drawing.nodes[0]?.id ?? null;
  const nodes = useMemo(() => toFlowNodes(drawing), [drawing]);
  const edges = useMemo((): FlowEdgeType[] => toFlowEdges(drawing), [drawing]);
  useFit(frame, flow, drawing, view, tokenId);

  const actions: DiagramActions = {
    focusedId,
    selectedId: props.selectedId,
    litIds: props.litIds ?? nothingLit,
    travellingId: props.travellingId ?? null,
    describeNode: props.describeNode,
    attemptText: props.attemptText,
    onSelect: props.onSelect,
    onHover: props.onHover ?? (() => undefined),
    onFocus: setWanted,
  };

  const handleZoom = (zoom: Zoom) => {
    const element = frame.current;
    if (flow !== null && element !== null) zoomBy(flow, zoom, drawing, roomIn(element));
  };

  const handleKey = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    const zoom = view === 'window' ? zoomOfKey(event) : undefined;
    const target =
      event.key === 'Home' ? tokenId : arrow && focusedId ? neighbourOf(drawing, focusedId, arrow) : null;
    if (zoom !== undefined) handleZoom(zoom);
    else if (target !== null && target !== undefined) focusNode(frame.current, target);
    else if (event.key === 'Escape' && props.onLeave !== undefined) props.onLeave();
    else if (arrow === undefined) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A dialog puts the focus on the frame, for its nodes are not there yet. */
  const handleInit = (instance: DiagramInstance) => {
    setFlow(instance);
    if (document.activeElement === frame.current && focusedId !== null) focusNode(frame.current, focusedId);
  };

  return (
    <div
      ref={frame}
      className={styles.frame}
      data-view={view}
      role="application"
      aria-label={props.label}
      tabIndex={-1}
      data-autofocus={view === 'window' || undefined}
      onKeyDown={handleKey}
    >
      <DiagramContext value={actions}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onInit={handleInit}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          panOnDrag={view === 'window'}
          zoomOnScroll={view === 'window'}
          zoomOnPinch={view === 'window'}
          zoomOnDoubleClick={false}
          preventScrolling={view === 'window'}
          minZoom={leastZoom}
          maxZoom={mostZoom}
          proOptions={{ hideAttribution: true }}
        />
      </DiagramContext>
      {view === 'window' && <ZoomButtons onZoom={handleZoom} />}
    </div>
  );
}

/** Moves the focus to a node of the diagram inside `frame`. */
export function focusNode(frame: HTMLElement | null, id: string): void {
  frame?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
}
