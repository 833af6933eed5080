import { expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { must } from '#shared/lib/must.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, completion, done, run, type World, walk } from '#test/support/world.ts';

const escalation = (world: World, caseId: string) => {
  const token = must(caseOf(world, caseId).position.tokens[0], 'a token');
  return {
    caseId,
    tokenId: token.id,
    elementId: token.elementId,
    attempt: token.attempt,
    text: 'Promised for today',
  };
};

test('an escalated case goes to the owner, who is told why, and comes back to the pass it left', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no', 'S1b-S2');
  const outcome = done(world, 'case.escalate', escalation(world, id));
  expect(caseOf(world, id).position.tokens).toMatchObject([
    { elementId: 'S11', returnsTo: { elementId: 'S2', attempt: 2 } },
  ]);
  expect(outcome.events[0]?.messages).toMatchObject([
    { to: 'process-owner', text: expect.stringContaining('Promised for today') },
  ]);
  walk(world, id, 'S11-S12', 'S12-S13', 'S13-E1End');
  expect(caseOf(world, id).position.tokens).toMatchObject([{ elementId: 'S2', attempt: 2, returnsTo: null }]);
  expect(foldPosition(world.eventsOf(id))).toEqual(caseOf(world, id).position);
});

test('an escalated case is not escalated again', () => {
  const world = aWorld();
  const { id } = aCase(world);
  done(world, 'case.escalate', escalation(world, id));
  expect(run(world, 'case.escalate', escalation(world, id), { actor: world.people.owner })).toMatchObject({
    code: 'cannot-escalate-here',
  });
});

test('nothing is escalated while the customer answers', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no');
  expect(run(world, 'case.escalate', escalation(world, id))).toMatchObject({ code: 'cannot-escalate-here' });
});

test('only who may work there escalates, and only what is there', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const args = escalation(world, id);
  expect(run(world, 'case.escalate', args, { actor: world.people.internal })).toMatchObject({
    code: 'not-your-lane',
  });
  expect(run(world, 'case.escalate', { ...args, elementId: 'S3' })).toMatchObject({ code: 'token-moved' });
  expect(run(world, 'case.escalate', { ...args, caseId: idOf('nowhere') })).toMatchObject({
    code: 'not-found',
  });
  walk(world, id, 'G1-yes', 'G2-base', 'S4-M3');
  expect(run(world, 'case.escalate', args)).toMatchObject({ code: 'case-ended' });
});

test('the owner ends an escalation early with the decision taken', () => {
  const world = aWorld();
  const { id } = aCase(world);
  done(world, 'case.escalate', escalation(world, id));
  const args = { ...escalation(world, id), text: 'Free of charge' };
  expect(run(world, 'case.return', args)).toMatchObject({ code: 'not-your-lane' });
  done(world, 'case.return', args, { actor: world.people.owner });
  expect(caseOf(world, id).position.tokens).toMatchObject([{ elementId: 'S2', returnsTo: null }]);
  expect(world.eventsOf(id).at(-1)?.happening).toMatchObject({ kind: 'returned', text: 'Free of charge' });
  expect(foldPosition(world.eventsOf(id))).toEqual(caseOf(world, id).position);
});

test('what was not escalated does not return; what moved meanwhile, ended or is not there neither', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const args = escalation(world, id);
  expect(run(world, 'case.return', args)).toMatchObject({ code: 'not-escalated' });
  expect(run(world, 'case.return', { ...args, caseId: idOf('nowhere') })).toMatchObject({
    code: 'not-found',
  });
  done(world, 'case.completeStep', completion(world, id, 'G1-yes'));
  expect(run(world, 'case.return', args)).toMatchObject({ code: 'token-moved' });
  walk(world, id, 'G2-base', 'S4-M3');
  expect(run(world, 'case.return', args)).toMatchObject({ code: 'case-ended' });
});

test('an escalation of one pass, or its end, does not touch a later pass', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const first = escalation(world, id);
  walk(world, id, 'G1-no', 'S1b-S2');
  expect(run(world, 'case.escalate', first)).toMatchObject({ code: 'token-moved' });
  done(world, 'case.escalate', escalation(world, id));
  const above = escalation(world, id);
  done(world, 'case.return', above, { actor: world.people.owner });
  done(world, 'case.escalate', escalation(world, id));
  expect(run(world, 'case.return', above, { actor: world.people.owner })).toMatchObject({
    code: 'token-moved',
  });
});

test('a case that went on to another lane is refused as moved, not for the lane', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const seen = escalation(world, id);
  walk(world, id, 'G1-yes', 'G2-internal', 'S5-M6');
  expect(run(world, 'case.escalate', seen)).toMatchObject({ code: 'token-moved' });
});
