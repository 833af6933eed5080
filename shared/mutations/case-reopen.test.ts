import { expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, run, walk } from '#test/support/world.ts';

test('a reopened case stands at the analysis again, one pass further', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  walk(world, caseId, 'G1-yes', 'G2-base', 'S4-M3');
  expect(caseOf(world, caseId).position.endedAt).not.toBeNull();
  done(world, 'case.reopen', { caseId, text: 'Still wrong' });
  const { position } = caseOf(world, caseId);
  expect(position).toMatchObject({ endedAt: null, tokens: [{ elementId: 'S2', attempt: 2 }] });
  expect(foldPosition(world.eventsOf(caseId))).toEqual(position);
});

test('an open case is not reopened, nor one that is not there', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  expect(run(world, 'case.reopen', { caseId, text: 'Again' })).toMatchObject({ code: 'not-ended' });
  expect(run(world, 'case.reopen', { caseId: idOf('nowhere'), text: 'Again' })).toMatchObject({
    code: 'not-found',
  });
});
