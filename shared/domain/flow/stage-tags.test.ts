/** Reports over several flows compare the steps of a stage: docs/flows.md tells which those are. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { elementsOf } from '#test/support/flow-paths.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { stageTags } from './flow-element.ts';

/** Steps of a flow's own that are no stage of service. */
const untagged: Readonly<Record<string, string>> = {
  T1: '_3',
  T2: '_5a _5b _5.3',
  'T3.1': 'S10',
  'T3.3': 'S6',
  'T3.4': 'S3 S4 S5 S6 S8',
  'T3.4b': 'S3',
  'T3.5': 'S2 S3 S4 S7 S9',
  'T3.6b': 'S5 S6',
};

const docs = readFileSync(new URL('../../../docs/flows.md', import.meta.url), 'utf8');

describe.each(builtInFlows.map((flow) => [flow.key, flow] as const))('%s', (key, flow) => {
  const steps = elementsOf(flow, 'step');

  test('every step that is a stage of service carries its tags', () => {
    const without = steps.filter(({ tags = [] }) => tags.length === 0).map(({ id }) => id);
    expect(without.toSorted()).toEqual((untagged[key]?.split(' ') ?? []).toSorted());
  });

  test('its stages are told as they are', () => {
    const told = docs
      .split(`\n## ${key}: `)[1]
      ?.split('\n## ')[0]
      ?.split('### Stages\n')[1]
      ?.split('\n###')[0];
    const rows = [...(told ?? '').matchAll(/^\| ([\w-]+) \| (.*) \|$/gm)].map(([, tag, ids]) => [tag, ids]);
    const stages = stageTags.flatMap((tag) => {
      const ids = steps.filter(({ tags = [] }) => tags.includes(tag)).map(({ id }) => `\`${id}\``);
      return ids.length === 0 ? [] : [[tag, ids.join(', ')]];
    });
    expect(rows.filter(([tag]) => tag !== 'stage' && tag !== '---')).toEqual(stages);
  });
});
