/** Who holds what: the scopes of a person, and cases that enter and leave with their events. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#shared/domain/people/person.ts';
import { deskScope, personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { aPerson, aTeam } from '#test/support/builders.ts';
import {
  aClient,
  aSyncSpace,
  openArgs,
  otherTeam,
  type Pulled,
  type SyncSpace,
  syncPeople,
} from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs } from '#test/support/test-mutators.ts';

const { agent, outsider } = syncPeople;
const davi = aPerson({ name: 'Davi Rocha', roles: ['agent', 'field'] });

async function aCompanyWith(...people: readonly Person[]): Promise<SyncSpace> {
  const company = await aSyncSpace();
  await company.sync.writeRows(
    company.space,
    people.map((doc) => ({ kind: 'person', id: doc.id, doc })),
  );
  return company;
}

const heldOf = ({ rows }: Pulled, caseId: string): readonly string[] =>
  rows
    .filter(({ id, parent, gone }) => !gone && (id === caseId || parent === caseId))
    .map(({ kind }) => kind);

async function opened(company: SyncSpace, by: Person, teamId = aTeam().id): Promise<string> {
  const caseId = randomUUID();
  const answer = await aClient(company, by).mutate('case.open', openArgs(caseId, { teamId }));
  expect(outcomesOf(answer)).toEqual([applied]);
  return caseId;
}

test.each([
  ['an agent holds the work of their teams', agent, [teamScope(aTeam().id)]],
  ['field staff hold their desk alone', davi, [deskScope(davi.id)]],
  [
    'a lead holds their team and the floors they watch',
    aPerson({ name: 'Rita Lopes', roles: ['lead'], floorIds: [otherTeam.id] }),
    [teamScope(aTeam().id), teamScope(otherTeam.id)],
  ],
  [
    'a process owner holds every team',
    aPerson({ name: 'Oto Braga', roles: ['process-owner'], teamIds: [] }),
    [teamScope(aTeam().id), teamScope(otherTeam.id)],
  ],
])('%s', async (_rule, person, work) => {
  const company = await aCompanyWith(person);
  const { end } = await aClient(company, person).pull();
  expect(new Set(end.scopes)).toEqual(new Set([referenceScope, personScope(person.id), ...work]));
});

test('a case given to field staff comes to their computer with all its events, and leaves with them', async () => {
  const company = await aCompanyWith(davi);
  const [desk, road] = [aClient(company, agent), aClient(company, davi)];
  const caseId = await opened(company, agent);
  await desk.mutate('case.note', { caseId, text: 'Bring the spare printer.' });
  const before = await road.pull();
  expect(heldOf(before, caseId)).toEqual([]);
  await desk.mutate('case.assign', { caseId, to: davi.id, before: null });
  const given = await road.pull(before.end);
  expect(heldOf(given, caseId).toSorted()).toEqual(['case', 'event', 'event', 'event']);
  await desk.mutate('case.assign', { caseId, to: null, before: davi.id });
  const taken = await road.pull(given.end);
  expect(heldOf(taken, caseId)).toEqual([]);
  expect(taken.rows.filter(({ gone }) => gone)).toHaveLength(given.rows.length);
  // Written on the road before the word of it came.
  expect(outcomesOf(await road.mutate('case.note', { caseId, text: 'Printer changed.' }))).toEqual([applied]);
});

test('a case is given without its old events travelling to the team again', async () => {
  const company = await aCompanyWith(davi);
  const desk = aClient(company, agent);
  const caseId = await opened(company, agent);
  const before = await desk.pull();
  await desk.mutate('case.assign', { caseId, to: davi.id, before: null });
  expect(heldOf(await desk.pull(before.end), caseId)).toEqual(['case', 'event']);
});

test('field staff find the cases of others no more than those that do not exist', async () => {
  const company = await aCompanyWith(davi);
  const caseId = await opened(company, agent);
  const road = aClient(company, davi);
  expect(outcomesOf(await road.mutate('case.note', { caseId, text: 'hm' }))).toEqual([
    refusedAs('not-found'),
  ]);
});

test('what field staff open is theirs from the first moment', async () => {
  const company = await aCompanyWith(davi);
  const caseId = await opened(company, davi);
  expect(heldOf(await aClient(company, davi).pull(), caseId)).toEqual(['case', 'event']);
});

test('process owners may work on a case of any team, and a team made later is theirs too', async () => {
  const owner = aPerson({ name: 'Oto Braga', roles: ['process-owner'], teamIds: [] });
  const company = await aCompanyWith(owner);
  const caseId = await opened(company, outsider, otherTeam.id);
  const client = aClient(company, owner);
  expect(outcomesOf(await client.mutate('case.note', { caseId, text: 'Seen.' }))).toEqual([applied]);
  const before = await client.pull();
  const third = aTeam({ name: 'Financeiro' });
  const newcomer = aPerson({ name: 'Iara Pinto', teamIds: [third.id] });
  await company.sync.writeRows(company.space, [
    { kind: 'team', id: third.id, doc: third },
    { kind: 'person', id: newcomer.id, doc: newcomer },
  ]);
  const later = await opened(company, newcomer, third.id);
  const after = await client.pull(before.end);
  expect(after.end.scopes).toContain(teamScope(third.id));
  expect(heldOf(after, later)).toEqual(['case', 'event']);
});

test('a floor that is taken from a lead is told by the next pull', async () => {
  const lead = aPerson({ name: 'Rita Lopes', roles: ['lead'], floorIds: [otherTeam.id] });
  const company = await aCompanyWith(lead);
  await opened(company, outsider, otherTeam.id);
  const client = aClient(company, lead);
  const before = await client.pull();
  await company.sync.writeRows(company.space, [
    { kind: 'person', id: lead.id, doc: { ...lead, floorIds: [] } },
  ]);
  const after = await client.pull(before.end);
  expect(after.end.scopes).not.toContain(teamScope(otherTeam.id));
});

test('what one process takes from a person acts at the next pull at another, whatever that one has answered before', async () => {
  const lead = aPerson({ name: 'Rita Lopes', roles: ['lead'], floorIds: [otherTeam.id] });
  const here = await aCompanyWith(lead);
  const there = await aSyncSpace({ store: here.store, space: here.space });
  const client = aClient(here, lead);
  const before = await client.pull();
  const caseId = await opened(there, outsider, otherTeam.id);
  const given = await client.pull(before.end);
  expect(heldOf(given, caseId)).toEqual(['case', 'event']);
  await there.sync.writeRows(there.space, [{ kind: 'person', id: lead.id, doc: { ...lead, floorIds: [] } }]);
  await aClient(there, outsider).mutate('case.note', { caseId, text: 'Not for everyone.' });
  const after = await Promise.all([client.pull(given.end), client.pull(given.end)]);
  for (const { end, rows } of after) {
    expect(end.scopes).not.toContain(teamScope(otherTeam.id));
    expect(rows.filter(({ id, parent }) => id === caseId || parent === caseId)).toEqual([]);
  }
  await there.sync.writeRows(there.space, [
    { kind: 'person', id: lead.id, doc: { ...lead, isDisabled: true } },
  ]);
  const { end, rows } = await client.pull(given.end);
  expect([end.scopes, rows]).toEqual([[], []]);
});
