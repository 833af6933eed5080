/** The guided adaptations of the built-in flows: made in one go, and right afterwards. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import {
  choicesIn,
  decisionsIn,
  lanesIn,
  messagesIn,
  rulesIn,
  table,
  workIn,
} from '#test/support/flow-tables.ts';
import { testWalks } from '#test/support/flow-walks.ts';
import { builtIn, heflo } from '#test/support/flows.ts';
import { applyPattern, type FlowPattern, flowPatternSchema } from './apply-pattern.ts';
import { checkFlow } from './check/check-flow.ts';
import type { FlowVersion } from './flow-version.ts';

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
    expect(checkFlow(made(key, builtIn(pattern.of)))).toEqual([]);
  });

  testWalks(made(key), key);

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

test('A1: the chat agent asks for the customer’s words and reads them back', () => {
  expect(lanesIn(made('A1'))).toContain('chat | O | agent');
  expect(workIn(made('A1'))).toContain('S1a | chat | replyTo? chatRequest | read-back');
  expect(messagesIn(made('A1'))).toContain('M1 | agent | chatRequest');
});

test('A2: the triage says the area, and the rule hands the case to its specialists', () => {
  const triaged = made('A2');
  expect(lanesIn(triaged)).toEqual(
    table(`
      customer   | C | no role
      agent      | A | agent
      triage     | T | internal-agent
      systems    | S | internal-agent
      billing    | F | internal-agent
      operations | O | internal-agent
      owner      | D | process-owner  | under escalation
    `),
  );
  expect(workIn(triaged)).toContain('S6 | triage | category area | additional-read?');
  expect(choicesIn(triaged)).toEqual(['area | systems billing operations']);
  expect(decisionsIn(triaged)).toEqual(
    table(`
      specialists | area: "systems"    | specialists: "systems"
      specialists | area: "billing"    | specialists: "billing"
      specialists | area: "operations" | specialists: "operations"
    `),
  );
  expect(rulesIn(triaged)).toEqual(
    table(`
      G6-systems    | specialists = "systems"
      G6-billing    | specialists = "billing"
      G6-operations | otherwise
    `),
  );
});

test.each([
  ['systems', 'a'],
  ['billing', 'b'],
  ['operations', 'c'],
])('A2: the specialists of %s look into the base, solve and register', (lane, letter) => {
  expect(workIn(made('A2'))).toEqual(
    expect.arrayContaining(
      table(`
        S6${letter} | ${lane} | article?      | additional-read? specialist-terms?
        S7${letter} | ${lane} | tried?        | reproduced?
        S8${letter} | ${lane} | solution      | tested?
        S9${letter} | ${lane} | articleTitle? | no-personal-data
      `),
    ),
  );
});
