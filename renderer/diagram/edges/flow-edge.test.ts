import { type EdgeProps, Position, ReactFlowProvider } from '@xyflow/react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { DrawnEdge } from '#shared/diagram/drawing.ts';
import { toDiagram } from '#shared/diagram/to-diagram.ts';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';
import { quietDiagram } from '#test/support/quiet-diagram.ts';
import { DiagramContext } from '../diagram-context.ts';
import { FlowEdge, type FlowEdgeType } from './flow-edge.tsx';

const edge = must(toDiagram(heflo, { language: 'en', case: null }).edges[0], 'a line');

function shown(state: DrawnEdge['state']): string {
  const props: EdgeProps<FlowEdgeType> = {
    ...{ id: edge.id, source: edge.from, target: edge.to },
    ...{ sourceX: 0, sourceY: 0, targetX: 0, targetY: 0 },
    ...{ sourcePosition: Position.Right, targetPosition: Position.Left },
    data: { ...edge, state },
  };
  const inside = createElement(DiagramContext, { value: quietDiagram }, createElement(FlowEdge, props));
  return renderToStaticMarkup(createElement(ReactFlowProvider, null, inside));
}

test('a message line has a ring at its start, and no other line has', () => {
  const [start] = edge.points;
  expect(shown('message')).toContain(`cx="${start?.x}" cy="${start?.y}" r="4"`);
  expect(shown('plain')).not.toContain('<circle');
});
