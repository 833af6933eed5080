import { expect, test } from 'vitest';
import { firstFlowFile, flowOf, readBuiltInFlow } from '#server/cli/company-setup.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { customerIdSchema, toCustomer } from '#shared/domain/people/customer.ts';
import { teamIdSchema } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { createDesk } from './desk.ts';
import { readMaterial } from './material.ts';
import { demoPeople } from './people.ts';
import { restingPlaces } from './plan-path.ts';
import { playCase, type Stage } from './play-case.ts';
import { createChance } from './seeded.ts';

const spaceId = '0192f7a0-0000-7000-8000-000000000001';
const now = toInstant(Date.UTC(2026, 4, 4, 15));
const hourMs = 3_600_000;

async function aStage(seed: number) {
  const version = await readBuiltInFlow(firstFlowFile);
  const material = await readMaterial();
  const team = { id: teamIdSchema.parse(derivedId(spaceId, 'team')), name: 'Atendimento' };
  const people = demoPeople(spaceId, team.id);
  const customers = material.customers.map((fields) =>
    toCustomer(customerIdSchema.parse(derivedId(spaceId, fields.code)), fields),
  );
  const flow = flowOf(version);
  const rows: readonly Write[] = [
    { kind: 'company', id: companyId, doc: { id: companyId, name: 'Farol Sistemas' } },
    { kind: 'team', id: team.id, doc: team },
    { kind: 'flow', id: flow.id, doc: flow },
    { kind: 'flow-version', id: version.id, doc: version },
    ...people.map((doc): Write => ({ kind: 'person', id: doc.id, doc })),
    ...customers.map((doc): Write => ({ kind: 'customer', id: doc.id, doc })),
  ];
  const desk = createDesk(spaceId, rows);
  const stage: Stage = { spaceId, teamId: team.id, version, people, desk, chance: createChance(seed), now };
  return { stage, material, customer: must(customers[0], 'a customer'), places: restingPlaces(version) };
}

test('a case reaches every place of the flow, and the end, by acts that nobody refuses', async () => {
  const { stage, material, customer, places } = await aStage(1);
  const request = must(material.requests[0], 'a request');
  const goals = [...places, null];
  for (let index = 0; index < goals.length * 30; index++) {
    const goal = goals[index % goals.length] ?? null;
    const openedAt = toInstant(now - 20 * hourMs);
    const restsSince = toInstant(now - hourMs);
    playCase(stage, { index, goal, openedAt, restsSince, customer, request });
    const played = must(stage.desk.rows.find('case', derivedId(spaceId, `case:${index}`)), 'the case');
    expect(played.position.tokens[0]?.elementId ?? null).toBe(goal);
    expect(played.changedAt).toBeLessThanOrEqual(restsSince);
    expect(played.subject).not.toMatch(/[{}]/);
  }
});

test('the same seed plays the same cases', async () => {
  const [one, other] = await Promise.all([aStage(7), aStage(7)]);
  const played = [one, other].map(({ stage, material, customer, places }) => {
    for (const [index, goal] of places.entries())
      playCase(stage, {
        ...{ index, goal, customer, openedAt: toInstant(now - 9 * hourMs), restsSince: now },
        request: must(material.requests[index], 'a request'),
      });
    return stage.desk.rounds().map((round) => [...round]);
  });
  expect(played[0]).toEqual(played[1]);
});

test('every article and request is of a category of the flow', async () => {
  const { stage, material } = await aStage(1);
  const known = stage.version.categories.map((category) => category.id);
  for (const { category } of [...material.articles, ...material.requests]) expect(known).toContain(category);
  expect(material.articles).toHaveLength(25);
});
