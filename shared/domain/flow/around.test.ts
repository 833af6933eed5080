import { expect, test } from 'vitest';
import { aFlow, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import { namedAround } from './around.ts';
import { elementIdSchema } from './ids.ts';

const unnamed = { name: words('') };
const flow = aFlow(
  [
    ...[start(), gateway('G', 'exclusive', 'person', unnamed), gateway('H', 'exclusive', 'person', unnamed)],
    ...[step('A'), step('B'), end('end', { kind: 'none' }, unnamed)],
  ],
  ['start-G', 'G-A', 'G-H', 'H-B', 'H-G', 'A-end', 'B-H'],
);
const around = (id: string) => {
  const { before, after } = namedAround(flow, elementIdSchema.parse(id));
  return { before: before.map((one) => String(one.id)), after: after.map((one) => String(one.id)) };
};

test('what has no name is told by the nearest that have one, past others without, and round no circle', () => {
  expect(around('G')).toEqual({ before: ['start', 'B'], after: ['A', 'B'] });
  expect(around('H')).toEqual({ before: ['B', 'start'], after: ['B', 'A'] });
});

test('where nothing leads on there is nothing to tell', () => {
  expect(around('A')).toEqual({ before: ['start', 'B'], after: [] });
});
