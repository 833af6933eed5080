import { expect, test } from 'vitest';
import { pendingVer } from '#renderer/data/client.ts';
import type { Taken } from '#renderer/data/use-one-by-one.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersionId } from '#shared/domain/flow/ids.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { toInstant } from '#shared/lib/instant.ts';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import { aCase, aWorld } from '#test/support/world.ts';
import { toOutcomes } from './outcomes.ts';

const world = aWorld();
const older = world.version.id;
const newer = '01900000-0000-7000-8000-0000000000ff' as FlowVersionId;

function opened(nth: number): SupportCase {
  return aCase(world, { caseId: `01900000-0000-7000-8000-00000000000${nth}`, subject: `Case ${nth}` });
}

function asked(item: SupportCase, refusal: RefusalCode | null = null): Taken<SupportCase> {
  return { item, refusal };
}

function now(doc: SupportCase, flowVersionId: FlowVersionId, ver = 1): Row<'case'> {
  return { id: doc.id, kind: 'case', parent: null, ver, doc: { ...doc, flowVersionId } };
}

function notTaken(caseId: SupportCase['id'], parts: Partial<Row<'refusal'>['doc']> = {}): Row<'refusal'> {
  const id = '01900000-0000-7000-8000-0000000000aa';
  const doc = { id, m: id, name: 'case.migrate', code: 'element-unknown', args: {}, base: {}, caseId };
  return {
    id,
    kind: 'refusal',
    parent: null,
    ver: 1,
    doc: { ...doc, at: toInstant(0), settledAt: null, ...parts },
  };
}

const [first, second, third, fourth, fifth] = [opened(1), opened(2), opened(3), opened(4), opened(5)];

function kindsOf(...parameters: Parameters<typeof toOutcomes>) {
  return toOutcomes(...parameters).map(({ kind, supportCase, code }) => [supportCase.subject, kind, code]);
}

test('each case that was asked for has its result, and what failed comes first', () => {
  const taken = [asked(first), asked(second), asked(third), asked(fourth), asked(fifth, 'case-ended')];
  const cases = [
    now(first, newer),
    now(second, newer, pendingVer),
    now(third, older),
    now(fifth, older),
    now(opened(6), newer),
  ];
  expect(kindsOf(taken, newer, cases, [])).toEqual([
    ['Case 5', 'refused', 'case-ended'],
    ['Case 3', 'back', null],
    ['Case 4', 'gone', null],
    ['Case 2', 'unsent', null],
    ['Case 1', 'confirmed', null],
  ]);
});

test('a case the server did not take says why, until its author has settled that', () => {
  const why = (parts: Parameters<typeof notTaken>[1]) =>
    kindsOf([asked(first)], newer, [now(first, older)], [notTaken(first.id, parts)])[0]?.[2];
  expect(why({})).toBe('element-unknown');
  expect(why({ code: 'said-by-a-newer-server' })).toBe('internal');
  expect(why({ settledAt: toInstant(1) })).toBeNull();
  expect(why({ name: 'case.repair' })).toBeNull();
});

test('a case is listed as it is now, and as it was where it is no longer here', () => {
  const renamed = { ...first, subject: 'Renamed' };
  const outcomes = toOutcomes([asked(first), asked(second)], newer, [now(renamed, newer)], []);
  expect(outcomes.map(({ supportCase }) => supportCase.subject)).toEqual(['Case 2', 'Renamed']);
});
