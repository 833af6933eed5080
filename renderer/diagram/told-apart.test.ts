import { expect, test } from 'vitest';
import { aFlow, end, start } from '#test/support/a-flow.ts';
import { toldApartBy } from './told-apart.ts';

const flow = aFlow(
  [start('one'), end('two', { kind: 'none' }), end('three', { kind: 'none' })],
  ['one-two', 'one-three'],
);

/** Ends are called alike; what was asked for is told. */
function told() {
  const asked = { names: 0, longer: [] as string[] };
  const apart = toldApartBy(
    ({ kind }) => {
      asked.names += 1;
      return kind;
    },
    (_, id, name) => {
      asked.longer.push(id);
      return `${name} (${id})`;
    },
  );
  return { apart, asked };
}

test('those called alike are told apart, and the others go by their name', () => {
  expect(told().apart(flow, flow.elements)).toEqual(['start', 'end (two)', 'end (three)']);
});

test('a place that is led to twice is not called like another', () => {
  const [, two] = flow.elements;
  expect(told().apart(flow, two === undefined ? [] : [two, two])).toEqual(['end', 'end']);
});

test('each name is looked up once a list, and what is around an element once for all', () => {
  const { apart, asked } = told();
  apart(flow, flow.elements);
  apart(flow, flow.elements);
  expect(asked).toEqual({ names: 6, longer: ['two', 'three'] });
});
