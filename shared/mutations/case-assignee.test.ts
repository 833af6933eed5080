/** Who has a case may work where it stands, or nobody has it: a lane must see what waits for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneOf, transitionsFrom } from '#shared/domain/flow/elements.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, gateway, start, step, subProcess } from '#test/support/a-flow.ts';
import {
  aCase,
  aWorld,
  caseOf,
  completion,
  done,
  someoneFor,
  type World,
  walk,
} from '#test/support/world.ts';

function give(world: World, caseId: string, to: string) {
  const id = must(
    Object.values(world.people).find(({ name }) => name === to),
    to,
  ).id;
  const { id: sameCase, assigneeId } = caseOf(world, caseId);
  if (assigneeId !== id) done(world, 'case.assign', { caseId: sameCase, to: id, before: assigneeId });
}

function placeOf(world: World, caseId: string) {
  const { id, elementId, attempt } = must(caseOf(world, caseId).position.tokens[0], 'a token');
  return { caseId: caseOf(world, caseId).id, tokenId: id, elementId, attempt };
}

/** One way out of where the case stands: completed by one of its outcomes, or up, or back. */
function moveOn(world: World, caseId: string, choice: number): void {
  const actor = someoneFor(world, caseId);
  const place = placeOf(world, caseId);
  const { returnsTo } = must(caseOf(world, caseId).position.tokens[0], 'a token');
  const lane = laneOf(world.version, place.elementId);
  if (choice % 4 === 0 && lane.role !== null) {
    const name = returnsTo === null ? 'case.escalate' : 'case.return';
    done(world, name, { ...place, text: 'stuck' }, { actor });
    return;
  }
  const gate = transitionsFrom(world.version, place.elementId);
  const element = world.version.elements.find(({ id }) => id === gate[0]?.to);
  const ways = element?.kind === 'gateway' ? transitionsFrom(world.version, element.id) : gate;
  const way = must(ways[choice % ways.length], 'a way out');
  done(world, 'case.completeStep', completion(world, caseId, way.id), { actor });
}

test('after any move the assignee holds the role of the lane, or the lane is everyone’s', () => {
  const names = Object.values(aWorld().people)
    .filter(({ name }) => name !== 'Olga Reis')
    .map(({ name }) => name);
  fc.assert(
    fc.property(
      fc.array(fc.record({ to: fc.constantFrom(...names), choice: fc.nat(11) }), {
        minLength: 1,
        maxLength: 14,
      }),
      (acts) => {
        const world = aWorld();
        const { id } = aCase(world);
        for (const { to, choice } of acts) {
          if (caseOf(world, id).position.endedAt !== null) return;
          give(world, id, to);
          const before = caseOf(world, id).assigneeId;
          moveOn(world, id, choice);
          const { assigneeId, position } = caseOf(world, id);
          const token = position.tokens[0];
          const role = token === undefined ? null : laneOf(world.version, token.elementId).role;
          const holder = must(
            Object.values(world.people).find((person) => person.id === before),
            'who had it',
          );
          expect(assigneeId).toBe(role === null || holder.roles.includes(role) ? before : null);
        }
      },
    ),
  );
});

test('while the customer answers nobody loses the case; escalated, it waits for an owner to take it', () => {
  const world = aWorld();
  const { id } = aCase(world);
  give(world, id, 'Lia Moraes');
  walk(world, id, 'G1-no');
  expect(caseOf(world, id).assigneeId, 'the customer’s lane').toBe(world.people.agent.id);
  walk(world, id, 'S1b-S2');
  done(world, 'case.escalate', { ...placeOf(world, id), text: 'Promised for today' });
  expect(caseOf(world, id).assigneeId).toBeNull();
});

const [lane] = aFlow([start()], []).lanes;
const twoLanes = { lanes: [lane, { ...must(lane, 'a lane'), id: 'internal', role: 'internal-agent' }] };

test('whoever works on one branch keeps the case while another lane works beside, and not once theirs waits', () => {
  const version = aFlow(
    [
      start(),
      step('first'),
      gateway('split', 'parallel'),
      step('mine'),
      step('theirs', { laneId: 'internal' }),
      gateway('join', 'parallel'),
      step('last', { laneId: 'internal' }),
      end(),
    ],
    [
      ...['start-first', 'first-split', 'split-mine', 'split-theirs'],
      ...['mine-join', 'theirs-join', 'join-last', 'last-end'],
    ],
    twoLanes,
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  give(world, id, 'Lia Moraes');
  walk(world, id, 'first-split');
  expect(caseOf(world, id).assigneeId).toBe(world.people.agent.id);
  const mine = must(
    caseOf(world, id).position.tokens.find(({ elementId }) => String(elementId) === 'mine'),
    'a token at mine',
  );
  done(world, 'case.completeStep', {
    ...{ caseId: id, tokenId: mine.id, elementId: mine.elementId, attempt: mine.attempt },
    ...{ outcome: 'mine-join', form: {}, checked: [] },
  });
  expect(caseOf(world, id).assigneeId).toBeNull();
});

test('inside a sub-process of another lane whoever has the case keeps it', () => {
  const version = aFlow(
    [
      start(),
      step('first'),
      subProcess('inner', { laneId: 'internal' }),
      step('mine', { within: 'inner' }),
      end(),
    ],
    ['start-first', 'first-inner', 'inner-end'],
    twoLanes,
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  give(world, id, 'Lia Moraes');
  walk(world, id, 'first-inner');
  expect(caseOf(world, id).assigneeId).toBe(world.people.agent.id);
});
