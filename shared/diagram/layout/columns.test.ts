import { expect, test } from 'vitest';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import { aFlow, gateway, start, step } from '#test/support/a-flow.ts';
import { toColumns } from './columns.ts';
import { toContainers } from './containers.ts';
import { toGraph } from './graph.ts';

/** The columns of the elements, in their order, and the ways that lead back. */
function columnsOf(elements: readonly FlowElement[], arrows: readonly string[]) {
  const { elements: inside, transitions } = toContainers(aFlow(elements, arrows));
  const graph = toGraph({
    elements: inside.get(null) ?? [],
    transitions: transitions.get(null) ?? [],
    boundariesOf: () => [],
    laneOf: () => 0,
    laneCount: 1,
    insideOf: () => undefined,
  });
  const { column, isBack } = toColumns(graph);
  return { column, back: graph.ways.filter((_, way) => isBack[way]).map(({ id }) => id) };
}

test('an element stands right of all that lead to it', () => {
  const elements = [start(), gateway('G', 'parallel'), step('A'), step('B'), gateway('J', 'parallel')];
  const arrows = ['start-G', 'G-A', 'A-B', 'B-J', 'G-J'];
  expect(columnsOf(elements, arrows)).toEqual({ column: [0, 1, 2, 3, 4], back: [] });
});

test('a way back is the one that closes the circle, seen from the start', () => {
  const elements = [step('B'), step('A'), start()];
  expect(columnsOf(elements, ['start-A', 'A-B', 'B-A'])).toEqual({ column: [2, 1, 0], back: ['B-A'] });
});

test('a circle nobody enters begins with its first element', () => {
  expect(columnsOf([step('A'), step('B')], ['A-B', 'B-A']).back).toEqual(['B-A']);
});

test('a second start stands next to where it leads', () => {
  const elements = [start(), step('A'), step('B'), step('C'), start('late')];
  const arrows = ['start-A', 'A-B', 'B-C', 'late-C'];
  expect(columnsOf(elements, arrows).column).toEqual([0, 1, 2, 3, 2]);
});

test('5,000 in a row are no trouble', () => {
  const elements = Array.from({ length: 5_000 }, (_, nth) => step(`S${nth}`));
  const arrows = elements.slice(1).map(({ id }, nth) => `S${nth}-${id}`);
  expect(columnsOf(elements, arrows).column.at(-1)).toBe(4_999);
});
