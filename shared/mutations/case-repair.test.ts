import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { aCase, aWorld, caseOf, done, run, type World, walk } from '#test/support/world.ts';

const text = 'Decided with the customer on the phone.';

/** A case at S6, where an internal agent classifies it again. */
function atClassify() {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  walk(world, caseId, 'G1-yes', 'G2-internal', 'S5-M6');
  return { world, caseId };
}

function placeIn(world: World, caseId: string) {
  const { id, elementId, attempt } = must(caseOf(world, caseId).position.tokens[0], 'a token');
  return { tokenId: id, elementId, attempt };
}

const placesOf = (world: World, caseId: string) =>
  caseOf(world, caseId).position.tokens.map(({ elementId }) => String(elementId));

test('a lead moves a case where the drawing does not lead, and the history says why', () => {
  const { world, caseId } = atClassify();
  const act = { act: 'move' as const, ...placeIn(world, caseId), to: 'S10' };
  const { events } = done(world, 'case.repair', { caseId, act, text }, { actor: world.people.lead });
  expect(placesOf(world, caseId)).toEqual(['S10']);
  expect(events[0]?.happening).toEqual({ kind: 'repaired', act: 'move', text });
});

test('a step is skipped by one of its ways, begun again as the next pass, or taken away', () => {
  const { world, caseId } = atClassify();
  const lead = { actor: world.people.lead };
  const repair = (act: object) =>
    done(world, 'case.repair', { caseId, text, act: { ...placeIn(world, caseId), ...act } as never }, lead);
  repair({ act: 'repeat' });
  expect(placeIn(world, caseId)).toMatchObject({ elementId: 'S6', attempt: 2 });
  repair({ act: 'skip', outcome: 'G3-unknown' });
  expect(placesOf(world, caseId)).toEqual(['S7']);
  repair({ act: 'add', to: 'S10' });
  expect(placesOf(world, caseId)).toEqual(['S7', 'S10']);
  repair({ act: 'cancel' });
  expect(placesOf(world, caseId)).toEqual(['S10']);
});

test('nobody else may, nobody without a reason, and what was seen has to be so still', () => {
  const { world, caseId } = atClassify();
  const act = { act: 'move' as const, ...placeIn(world, caseId), to: 'S10' };
  const agent = run(world, 'case.repair', { caseId, act, text }, { actor: world.people.agent });
  expect(agent).toMatchObject({ kind: 'refused', code: 'not-allowed' });
  const stale = { ...act, attempt: 7 };
  const late = run(world, 'case.repair', { caseId, act: stale, text }, { actor: world.people.lead });
  expect(late).toMatchObject({ kind: 'refused', code: 'token-moved' });
  const nowhere = { ...act, to: 'nowhere' };
  const lost = run(world, 'case.repair', { caseId, act: nowhere, text }, { actor: world.people.lead });
  expect(lost).toMatchObject({ kind: 'refused', code: 'element-unknown' });
});
