/** Mutators of the tests alone, and how their answers are read. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { defineMutator, refused } from '#shared/mutations/mutator.ts';
import type { PushResponse } from '#shared/protocol/messages.ts';
import { aTeam } from './builders.ts';

/** Puts a case into another team. */
export const move = defineMutator({
  name: 'test.move',
  version: 1,
  args: z.object({ caseId: z.uuid(), teamId: z.uuid() }),
  needs: ({ caseId }) => [{ kind: 'case', id: caseId }],
  run: (rows, { caseId, teamId }) => {
    const doc = rows.find('case', caseId);
    if (doc === undefined) return refused('not-found');
    const moved = { ...doc, teamId: teamId as SupportCase['teamId'] };
    return { kind: 'done', writes: [{ kind: 'case', id: caseId, doc: moved }], events: [] };
  },
});
const fails = defineMutator({
  name: 'test.fail',
  version: 1,
  args: z.object({}),
  needs: () => [],
  run: () => {
    throw new Error('a bug of ours');
  },
});
const peeks = defineMutator({
  name: 'test.peek',
  version: 1,
  args: z.object({}),
  needs: () => [],
  run: (rows) => {
    rows.find('team', aTeam().id);
    return refused('nothing-changed');
  },
});
const wanders = defineMutator({
  name: 'test.wander',
  version: 1,
  args: z.object({}),
  needs: () => [{ kind: 'case', id: randomUUID() }],
  run: () => refused('nothing-changed'),
});

export const withTestMutators = { mutators: [move, fails, peeks, wanders] };

export function outcomesOf(response: PushResponse) {
  return response.kind === 'done' ? response.outcomes.map(({ outcome }) => outcome) : response;
}
export const applied = { kind: 'applied' };
export const refusedAs = (code: string) => ({ kind: 'refused', code, details: expect.anything() });
