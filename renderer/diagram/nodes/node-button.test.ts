import { ReactFlowProvider } from '@xyflow/react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { toDiagram } from '#shared/diagram/to-diagram.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';
import { quietDiagram } from '#test/support/quiet-diagram.ts';
import { DiagramContext } from '../diagram-context.ts';
import { NodeButton } from './node-button.tsx';

const node = must(toDiagram(heflo, { language: 'en', case: null }).nodes[0], 'a node');

function shown(selectedId: ElementId | null | undefined): string {
  const props = { node, className: undefined, children: node.name };
  const inside = createElement(
    DiagramContext,
    { value: { ...quietDiagram, selectedId } },
    createElement(NodeButton, props),
  );
  return renderToStaticMarkup(createElement(ReactFlowProvider, null, inside));
}

test('where one of the nodes is chosen, each says whether it is; elsewhere none does', () => {
  expect(shown(node.id)).toContain('aria-pressed="true"');
  expect(shown(null)).toContain('aria-pressed="false"');
  expect(shown(undefined)).not.toContain('aria-pressed');
});
