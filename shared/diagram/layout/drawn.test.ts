import { expect, test } from 'vitest';
import { bigFlow } from '#test/support/big-flow.ts';
import { heflo } from '#test/support/flows.ts';
import { drawn, tooManyToLayOut } from './drawn.ts';

test('a drawing that is whole stays, and one that reaches further than any is laid out anew', () => {
  expect(drawn(heflo)).toBe(heflo);
  const [first] = heflo.transitions;
  const points = [
    { x: 0, y: 0 },
    { x: 1e18, y: 1e18 },
  ];
  const { diagram } = heflo;
  const stray = { ...heflo, diagram: { ...diagram, edges: { ...diagram.edges, [first?.id ?? '']: points } } };
  expect(drawn(stray).diagram.width).toBeLessThan(100_000);
});

test('1,500 elements of decision after decision can be laid out, and 5,000 cannot', () => {
  expect(tooManyToLayOut(bigFlow(1_500))).toBeUndefined();
  expect(tooManyToLayOut(bigFlow(5_000))).toBe('elements');
});
