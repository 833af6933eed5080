import { expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { aFlow, end, gateway, start, step, thrown, words } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, completion, done, run, walk } from '#test/support/world.ts';

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

test('what the flow tells where a case is reopened is told, and a rule there goes by what is known', () => {
  const asked = {
    type: 'text',
    label: words('plan'),
    help: null,
    options: [],
    isRequired: true,
    onlyFor: [],
  };
  const version = aFlow(
    [
      start(),
      step('A', { form: [{ ...asked, id: 'plan' }] }),
      end(),
      thrown('tell', { kind: 'message', messageId: 'M' }),
      gateway('G', 'exclusive'),
      step('soon'),
      step('later'),
    ],
    ['start-A', 'A-end', 'tell-G', 'G-soon if plan = "gold"', 'G-later else', 'soon-end', 'later-end'],
    {
      reopensAt: 'tell',
      messages: [{ id: 'M', name: words('M'), to: 'customer', text: words('Open again: {plan}') }],
    },
  );
  const world = aWorld({ version });
  const { id: caseId } = aCase(world);
  done(world, 'case.completeStep', completion(world, caseId, 'A-end', { plan: 'gold' }));
  const { events } = done(world, 'case.reopen', { caseId, text: 'Still wrong' });
  expect(events[0]?.messages).toMatchObject([{ text: 'Open again: gold' }]);
  expect(caseOf(world, caseId).position.tokens.map(({ elementId }) => String(elementId))).toEqual(['soon']);
});
