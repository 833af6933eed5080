/** Which flow, and which version of it, something that is published becomes. */
import { describe, expect, test } from 'vitest';
import { noIdentity } from '#shared/bpmn/parse-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { aFlow, end, start, step, words } from '#test/support/a-flow.ts';
import { calledIn, changeBy, opensForOf, toPublished } from './published-flow.ts';

const company = '6f0b5f3e-9a34-4c0f-8d1f-2b9e7c1d4a20';
const at = toInstant(0);

const named = (en: string, first = 'A'): FlowVersion =>
  aFlow([start(), step(first), end()], [`start-${first}`, `${first}-end`], {
    flowId: noIdentity.flowId,
    name: { ...words(''), en },
  });

/** Publishes files of another tool one after the other, each with another step. */
function published(...files: readonly (readonly [file: string, name: string, processId: string])[]) {
  const versions: FlowVersion[] = [];
  for (const [file, name, processId] of files) {
    const version = named(name, `step${versions.length}`);
    const called = calledIn(file, version, processId);
    versions.push(toPublished({ version, called }, company, versions, at));
  }
  return versions;
}

const numbers = (versions: readonly FlowVersion[]) => versions.map(({ number }) => number);

describe('a file of another tool', () => {
  test('published again it is the next version of its flow, wherever it lies', () => {
    const versions = published(['a.bpmn', 'Orders', 'p'], ['new/b.bpmn', 'Orders', 'p']);
    expect(numbers(versions)).toEqual([1, 2]);
    expect(new Set(versions.map(({ flowId }) => flowId)).size).toBe(1);
    expect(new Set(versions.map(({ id }) => id)).size).toBe(2);
  });

  test.each([
    ['another name', ['a.bpmn', 'Orders', 'p'], ['a.bpmn', 'Returns', 'p']],
    ['another process', ['a.bpmn', 'Orders', 'p'], ['a.bpmn', 'Orders', 'q']],
    ['no name, and another file', ['orders.bpmn', '', 'p'], ['returns.bpmn', '', 'p']],
  ] as const)('with %s is another flow', (_, one, another) => {
    const versions = published(one, another);
    expect(numbers(versions)).toEqual([1, 1]);
    expect(new Set(versions.map(({ flowId }) => flowId)).size).toBe(2);
  });

  test('is the same flow whatever language was spoken when it was read', () => {
    const english = named('Orders');
    const spanish = { ...english, name: { ...words(''), es: 'Orders' } };
    expect(calledIn('a.bpmn', english, 'p')).toBe(calledIn('a.bpmn', spanish, 'p'));
  });
});

test('a flow that says which one it is goes on from its versions in the company', () => {
  const own = aFlow([start(), step('A'), end()], ['start-A', 'A-end']);
  const other = { ...own, name: words('Other') };
  const next = toPublished({ version: other, called: 'T0' }, company, [own], at);
  expect(next).toMatchObject({ flowId: own.flowId, number: own.number + 1 });
});

test('a design that is the newest of its flow already is that one, and an earlier one is the next', () => {
  const publish = (version: FlowVersion, before: readonly FlowVersion[]) =>
    toPublished({ version, called: 'p:Orders' }, company, before, at);
  const first = publish(named('Orders', 'A'), []);
  const second = publish(named('Orders', 'B'), [first]);
  expect(publish(named('Orders', 'B'), [second, first])).toBe(second);
  expect(publish(named('Orders', 'A'), [first, second]).number).toBe(3);
});

describe('what publishing a design changes that was published before', () => {
  const version = toPublished({ version: named('Orders'), called: 'p:Orders' }, company, [], at);
  const opensFor = { channels: ['phone'], categories: [] };
  const flow = {
    id: version.flowId,
    name: version.name,
    currentVersionId: version.id,
    publishedAt: at,
    opensFor,
  };
  const forAll = { ...flow, opensFor: undefined };
  const later = { ...flow, publishedAt: toInstant(1) };

  test.each([
    ['nothing, where it is for the same cases', flow, [], 'none'],
    ['the cases it is for', { ...flow, opensFor: { channels: [], categories: ['access'] } }, [], 'cases'],
    ['that it is the last one for its cases', flow, [later], 'cases'],
    ['nothing, where it is for all, of which nobody takes the last', forAll, [later], 'none'],
    ['nothing, where it is the last one', later, [flow], 'none'],
  ] as const)('%s', (_, before, others, change) => {
    const after = before === forAll ? forAll : flow;
    expect(changeBy(after, { versions: [version], flow: before, others })).toBe(change);
  });

  test('everything, where it is new', () => {
    expect(changeBy(flow, { versions: [], flow: undefined, others: [] })).toBe('version');
  });
});

describe('what a flow is suggested for', () => {
  const before = { channels: ['phone'], categories: ['access'] };

  test('stays as it was where nothing is said', () => {
    expect(opensForOf({}, before)).toEqual(before);
    expect(opensForOf({}, undefined)).toBeUndefined();
  });

  test('changes where something is said, and there alone', () => {
    expect(opensForOf({ channels: ['chat'] }, before)).toEqual({ ...before, channels: ['chat'] });
    expect(opensForOf({ categories: [] }, before)).toEqual({ ...before, categories: [] });
    expect(opensForOf({ categories: ['error'] }, undefined)).toEqual({
      channels: [],
      categories: ['error'],
    });
  });
});
