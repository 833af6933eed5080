/** The guided adaptations of the built-in flows: made in one go, and right afterwards. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { builtInFlows, heflo } from '#test/support/flows.ts';
import { applyPattern, type FlowPattern, flowPatternSchema } from './apply-pattern.ts';
import { checkFlow } from './check/check-flow.ts';
import type { FlowVersion } from './flow-version.ts';
import { type PlayDecision, playFlow } from './play-flow.ts';

const folder = new URL('../../../resources/patterns/', import.meta.url);
const patterns = readdirSync(folder).map((file) =>
  flowPatternSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);
const find = (key: string): FlowPattern =>
  must(
    patterns.find((pattern) => pattern.key === key),
    key,
  );

function made(key: string, version: FlowVersion = heflo): FlowVersion {
  const result = applyPattern(version, find(key));
  if (result.kind === 'refused') throw new Error(`Missing: ${result.missing.join(', ')}`);
  return result.version;
}

describe.each(patterns.map((pattern) => [pattern.key, pattern] as const))('%s', (key, pattern) => {
  test('makes of its flow one with nothing to be mended', () => {
    const flow = must(
      builtInFlows.find((version) => version.key === pattern.of),
      pattern.of,
    );
    expect(checkFlow(made(key, flow))).toEqual([]);
  });

  test('made twice it is made once', () => {
    const once = made(key);
    const again = applyPattern(once, { ...pattern, removes: { elements: [], transitions: [] } });
    expect(again).toEqual({ kind: 'made', version: once });
  });

  test('where the flow lacks what it builds on nothing is made, and what is missing is told', () => {
    const other = { ...heflo, elements: heflo.elements.filter(({ id }) => id !== 'S10' && id !== 'M1') };
    const result = applyPattern(other, pattern);
    expect(result.kind === 'refused' && result.missing.length).toBeGreaterThan(0);
  });
});

const entered = (version: FlowVersion, decisions: readonly PlayDecision[]) =>
  playFlow(version, decisions).entered;

test('A1: a chat agent fills in the form for the customer, before the request is analysed', () => {
  expect(entered(made('A1'), [{ element: 'S1a' }])).toEqual(['S1', 'S1a', 'M1', 'S2']);
});

test.each([
  ['systems', 'S6a'],
  ['billing', 'S6b'],
  ['operations', 'S6c'],
])('A2: what belongs to %s goes to its specialists, who look into the base', (area, step) => {
  const way = entered(made('A2'), [
    { element: 'S2', outcome: 'G1-yes', form: { category: 'billing' } },
    { element: 'S3', outcome: 'G2-internal' },
    { element: 'S5' },
    { element: 'S6', form: { category: 'billing', area } },
  ]);
  expect(way.at(-1)).toBe(step);
  expect(way).not.toContain('S7');
});
