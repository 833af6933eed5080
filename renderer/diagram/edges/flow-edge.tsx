import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { CSSProperties } from 'react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnEdge } from '#shared/diagram/drawing.ts';
import { countPlace, roundedPath, withArrow } from '#shared/diagram/geometry.ts';
import { leastLabelRoom } from '#shared/diagram/names.ts';
import { useDiagram } from '../diagram-context.ts';
import styles from './edges.module.css';

export type FlowEdgeType = Edge<DrawnEdge, 'flow'>;

const cornerRadius = 10;
const arrowLength = 8;
/** At the start of a message line. */
const ringRadius = 4;

const shifts = {
  under: 'translate(-50%, 4px)',
  over: 'translate(-50%, calc(-100% - 4px))',
  beside: 'translate(5px, -50%)',
  before: 'translate(calc(-100% - 5px), -50%)',
  on: 'translate(-50%, -50%)',
} as const;

const alignments = {
  under: 'center',
  over: 'center',
  on: 'center',
  beside: 'left',
  before: 'right',
} as const;

/** A path of the flow: solid where the case went, dashed where it may go. */
export function FlowEdge({ data: edge }: EdgeProps<FlowEdgeType>) {
  const { litIds, travellingId } = useDiagram();
  if (edge === undefined) return null;
  const { line, head } = withArrow(edge.points, arrowLength);
  const path = roundedPath(line, cornerRadius);
  const [start] = edge.points;
  const travelled: CSSProperties = { offsetPath: `path("${path}")` };
  return (
    <g
      className={styles.edge}
      data-tone={edge.tone}
      data-state={edge.state}
      data-lit={litIds.has(edge.id) || undefined}
    >
      <path className={styles.line} d={path} />
      <path className={styles.head} d={head} />
      {edge.state === 'message' && start !== undefined && (
        <circle className={styles.ring} cx={start.x} cy={start.y} r={ringRadius} />
      )}
      {travellingId === edge.id && <circle className={styles.token} r="5" style={travelled} />}
      <EdgeLabel edge={edge} />
    </g>
  );
}

function EdgeLabel({ edge }: { readonly edge: DrawnEdge }) {
  const sign = edge.state === 'escalation' ? '⇧' : null;
  const times = edge.times > 1 ? `×${edge.times}` : null;
  const text = [sign, edge.label, times].filter((part) => part !== null).join(' ');
  if (text === '') return null;
  const place = edge.labelPlace ?? countPlace(edge.points);
  return (
    <EdgeLabelRenderer>
      <span
        className={classes(styles.label, edge.label === null && styles.count)}
        data-state={edge.state}
        aria-hidden="true"
        style={{
          transform: `translate(${place.x}px, ${place.y}px) ${shifts[place.stands]}`,
          maxWidth: Math.max(leastLabelRoom, place.width),
          textAlign: alignments[place.stands],
        }}
      >
        {text}
      </span>
    </EdgeLabelRenderer>
  );
}
