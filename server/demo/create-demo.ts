/** The demonstration company: made once, by its own people, through the same push as everyone's work. */
import { createAccount } from '#server/auth/accounts.ts';
import type { Io } from '#server/cli/command.ts';
import { flowOf, setUpCompany, teamOf } from '#server/cli/company-setup.ts';
import { pushAll } from '#server/cli/push-all.ts';
import type { OpenStore } from '#server/cli/store.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { type Customer, customerIdSchema, toCustomer } from '#shared/domain/people/customer.ts';
import { derivedId, newId } from '#shared/lib/ids.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { createDesk, type Desk } from './desk.ts';
import { type Material, readMaterial } from './material.ts';
import { demoCompanyName, demoPeople, demoTeamName } from './people.ts';
import { isEscalationOnly, restingPlaces } from './plan-path.ts';
import { playCase, type Script, type Stage } from './play-case.ts';
import { createChance } from './seeded.ts';

const seed = 4820;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** How long ago a case was opened, from and to. */
const ages = {
  ended: [dayMs, 14 * dayMs],
  waiting: [5 * minuteMs, 20 * hourMs],
  underWay: [2 * hourMs, 4 * dayMs],
} as const;
/** One in so many demonstration cases has ended. */
const endedEvery = 4;

export type DemoWish = {
  readonly signIns: readonly { readonly login: string; readonly password: string }[];
  readonly cases: number;
  readonly io: Pick<Io, 'clock' | 'random'>;
};

export async function createDemo(store: OpenStore, { signIns, cases, io }: DemoWish): Promise<void> {
  const now = io.clock();
  const space = { id: newId(now, io.random), name: demoCompanyName };
  const team = teamOf(space, demoTeamName);
  const people = demoPeople(space.id, team.id);
  const material = await readMaterial();
  const customers = material.customers.map((fields) =>
    toCustomer(customerIdSchema.parse(derivedId(space.id, `customer:${fields.code}`)), fields),
  );
  const version = await setUpCompany(store, space, team);
  const flow = flowOf(version);
  const rows: readonly Write[] = [
    ...people.map(({ login, ...doc }): Write => ({ kind: 'person', id: doc.id, doc })),
    ...customers.map((doc): Write => ({ kind: 'customer', id: doc.id, doc })),
  ];
  await store.sync.writeRows(space.id, rows);
  for (const { login, password } of signIns) {
    const person = must(
      people.find((one) => one.login === login),
      login,
    ).id;
    await createAccount(store.db, { space: space.id, person, login, password });
  }
  const desk = createDesk(space.id, [
    ...rows,
    { kind: 'company', id: companyId, doc: { id: companyId, name: space.name } },
    { kind: 'team', id: team.id, doc: team },
    { kind: 'flow', id: flow.id, doc: flow },
    { kind: 'flow-version', id: version.id, doc: version },
  ]);
  const chance = createChance(seed);
  const stage: Stage = { spaceId: space.id, teamId: team.id, version, people, desk, chance, now };
  writeArticles(stage, material);
  for (const script of writeScripts(stage, cases, customers, material)) playCase(stage, script);
  await pushRounds(store, stage, io.random);
}

/** The knowledge base, kept by whoever leads. */
function writeArticles({ desk, people, spaceId, chance, now }: Stage, { articles }: Material): void {
  const keeper = must(
    people.find((person) => person.roles.includes('lead')),
    'a lead',
  );
  for (const [index, fields] of articles.entries()) {
    const articleId = derivedId(spaceId, `article:${index}`);
    const thread = `article:${index}`;
    const at = toInstant(Math.round(now - chance.between(20 * dayMs, 300 * dayMs)));
    desk.act(keeper, thread, 'article.write', { articleId, fields, fromCaseId: null }, at);
    desk.act(keeper, thread, 'article.publish', { articleId }, toInstant(at + 2 * hourMs));
  }
}

/** Open cases over every step, new ones most; ended ones over the last two weeks. Oldest first. */
function writeScripts(
  { version, chance, now }: Stage,
  count: number,
  customers: readonly Customer[],
  { requests }: Material,
): readonly Script[] {
  const places = restingPlaces(version);
  const goals = places.flatMap((id, index) =>
    Array.from({ length: isEscalationOnly(version, id) ? 1 : index === 0 ? 6 : 3 }, () => id),
  );
  const scripts = Array.from({ length: count }, (_, index): Omit<Script, 'index'> => {
    const nthOpen = index - Math.ceil(index / endedEvery);
    const goal = index % endedEvery === 0 ? null : must(goals[nthOpen % goals.length], 'a place to rest');
    const customer = chance.pick(customers);
    const [youngest, oldest] = goal === null ? ages.ended : goal === places[0] ? ages.waiting : ages.underWay;
    const openedAt = toInstant(Math.round(now - chance.between(youngest, oldest)));
    return {
      ...{ goal, customer },
      openedAt,
      restsSince: restSince(openedAt, now, chance.next()),
      request: chance.pick(requests.filter((request) => request.language === customer.language)),
    };
  });
  return scripts.sort((a, b) => a.openedAt - b.openedAt).map((script, index) => ({ ...script, index }));
}

/** Somewhere in the last half of the time since it was opened, and not in this very minute. */
function restSince(openedAt: Instant, now: Instant, part: number): Instant {
  return toInstant(Math.round(openedAt + (now - openedAt) * (0.5 + 0.48 * part)));
}

async function pushRounds(
  store: OpenStore,
  { desk, spaceId, now }: Stage,
  random: Io['random'],
): Promise<void> {
  const clients = new Map<string, { id: string; sent: number }>();
  for (const round of (desk as Desk).rounds()) {
    await Promise.all(
      [...round].map(async ([person, mutations]) => {
        const client = clients.get(person) ?? { id: newId(now, random), sent: 0 };
        clients.set(person, { ...client, sent: client.sent + mutations.length });
        const author = { space: spaceId, person };
        const outcomes = await pushAll(store.sync, author, client.id, mutations, client.sent);
        const refusal = outcomes.find((outcome) => outcome.kind === 'refused');
        if (refusal !== undefined)
          throw new Error(`The demonstration was refused: ${JSON.stringify(refusal)}`);
      }),
    );
  }
}
