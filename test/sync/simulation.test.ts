/**
 * Seeded simulations of a company at work under faults, judged by the
 * invariants of the protocol. `RAIA_SEED` repeats a run; `RAIA_SEEDS` sets how
 * many.
 */
import { expect, test } from 'vitest';
import { isPending } from '#renderer/data/client.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/must.ts';
import { seed as firstSeed } from '../support/seed.ts';
import { aSimulation, contentsOf, type Place, type Simulation } from '../support/sync-simulation.ts';
import { syncPeople } from '../support/sync-space.ts';
import { type Kept, workSomething } from '../support/sync-work.ts';

const seeds = Number(process.env.RAIA_SEEDS ?? 30);
const steps = 60;
const draftKey = 'new-case:subject';

test.each(Array.from({ length: seeds }, (_, n) => firstSeed + n))(
  'nothing kept is lost and all screens agree (seed %i)',
  async (seed) => {
    const simulation = await aSimulation(seed);
    const { kept, drafts } = await work(simulation);
    await simulation.quiet();
    expectQueuesDrained(simulation);
    await expectAgreement(simulation);
    expectHistoriesFold(simulation);
    expectNumbersUnique(simulation);
    await expectNothingLost(simulation, kept);
    expectDraftsKept(drafts);
    await expectRest(simulation);
  },
  60_000,
);

type KeptHere = Kept & { readonly place: Place };
/** The newest draft a computer said it kept. */
type KeptDrafts = ReadonlyMap<Place, number>;

async function work(
  simulation: Simulation,
): Promise<{ readonly kept: readonly KeptHere[]; readonly drafts: KeptDrafts }> {
  const { dice, time } = simulation;
  const kept: KeptHere[] = [];
  const drafts = new Map<Place, number>();
  let words = 0;
  simulation.newPlace(syncPeople.agent, { skewMs: dice.int(7_200_000) - 3_600_000 });
  simulation.newPlace(syncPeople.agent);
  simulation.newPlace(syncPeople.colleague);
  simulation.newPlace(syncPeople.both);
  simulation.setFaults({
    lostRequests: dice.int(20) / 100,
    lostAnswers: dice.int(20) / 100,
    doubled: dice.int(20) / 100,
    cut: dice.int(20) / 100,
    lostPokes: dice.int(50) / 100,
    slowestMs: 5 + dice.int(400),
  });
  for (let step = 0; step < steps; step += 1) {
    const place = must(dice.pick(simulation.places), 'a computer');
    const window = dice.pick(place.windows()) ?? place.open();
    const happening = dice.int(20);
    if (happening === 0) window.kill();
    else if (happening === 1 && place.windows().length < 3) place.open();
    else if (happening === 2) place.setOnline(dice.chance(0.6));
    else if (happening === 3) window.freeze();
    else if (happening === 4) for (const frozen of place.windows()) frozen.thaw();
    else if (happening === 5) place.disk.isFull = dice.chance(0.3);
    else if (happening === 6) await troubleServer(simulation);
    else if (happening === 7) {
      words += 1;
      window.client.drafts.write(draftKey, String(words));
    } else workSomething(window.client, dice, (done) => kept.push({ ...done, place }));
    await time.advance(dice.chance(0.3) ? dice.int(8000) : dice.int(300));
    for (const here of simulation.places) {
      const texts = here.windows().map(({ client }) => client.drafts.find(draftKey));
      const newest = Math.max(0, ...texts.map((draft) => (draft?.isKept ? Number(draft.text) : 0)));
      drafts.set(here, Math.max(newest, drafts.get(here) ?? 0));
    }
  }
  return { kept, drafts };
}

async function troubleServer({ dice, backUp, restartServer }: Simulation): Promise<void> {
  const trouble = dice.int(6);
  if (trouble === 0) await restartServer('same');
  else if (trouble <= 2) backUp();
  else if (trouble === 3) await restartServer('backup');
}

function expectQueuesDrained({ places }: Simulation): void {
  for (const place of places) {
    for (const { client } of place.windows()) {
      expect(client.sync.state()).toMatchObject({ pending: 0, connection: 'online', isLoaded: true });
      expect([...contentsOf(client).values()].filter(isPending)).toEqual([]);
    }
    expect(place.windows().filter(({ client }) => client.sync.state().isLeader)).toHaveLength(1);
    expect(place.disk.meta.settled).toEqual([]);
  }
}

/** Every window shows what a computer that has never been here is told. */
async function expectAgreement(simulation: Simulation): Promise<void> {
  for (const person of new Set(simulation.places.map((place) => place.person))) {
    const fresh = simulation.newPlace(person).open();
    await simulation.time.advance(20_000);
    const told = contentsOf(fresh.client);
    expect(told.size).toBeGreaterThan(5);
    expect(simulation.places.some(({ disk }) => disk.meta.foldedTo > 0)).toBe(true);
    // One more window each, that knows only what is on the disk.
    for (const place of simulation.places) place.open();
    await simulation.time.advance(20_000);
    for (const place of simulation.places.filter((other) => other.person === person))
      for (const { client } of place.windows()) expect(contentsOf(client)).toEqual(told);
  }
}

function expectHistoriesFold({ places }: Simulation): void {
  const { client } = must(places[0]?.windows()[0], 'a window');
  for (const { id, doc } of client.rows.all('case')) {
    const events = client.rows.childrenOf('event', id).map((row) => row.doc);
    expect(foldPosition(events)).toEqual(doc.position);
  }
}

/** Also across restores. */
function expectNumbersUnique({ places }: Simulation): void {
  const { client } = must(places[0]?.windows()[0], 'a window');
  const numbers = client.rows.all('case').map(({ doc }) => must(doc.number, 'a number'));
  expect(new Set(numbers).size).toBe(numbers.length);
}

/** Each one took effect once, or was refused and its author was shown every word. */
async function expectNothingLost(simulation: Simulation, kept: readonly KeptHere[]): Promise<void> {
  const done = await simulation.doneOf(kept.map(({ m }) => m));
  for (const { m, args, name, place } of kept) {
    const outcomes = done.filter((line) => line.m === m).map(({ outcome }) => outcome);
    expect(outcomes.length, `${name} ${m} reached the server`).toBeGreaterThan(0);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    const { client } = must(place.windows()[0], 'a window');
    if (outcomes[0]?.kind === 'refused')
      expect(client.rows.find('refusal', derivedId(m, 'refusal'))?.doc).toMatchObject({ m, args });
    else if (name.startsWith('case.')) expect(client.rows.find('event', derivedId(m, 'event'))).toBeDefined();
  }
}

/** Words that were said to be kept, or newer ones of the same field, on every window of that computer. */
function expectDraftsKept(drafts: KeptDrafts): void {
  for (const [place, newest] of drafts) {
    const texts = place.windows().map(({ client }) => client.drafts.find(draftKey)?.text);
    expect(new Set(texts).size).toBe(1);
    if (newest > 0) expect(Number(texts[0])).toBeGreaterThanOrEqual(newest);
  }
}

/** Nobody asks the server more than once a minute when nothing happens. */
async function expectRest(simulation: Simulation): Promise<void> {
  const before = simulation.requests();
  await simulation.time.advance(300_000);
  expect(simulation.requests() - before).toBeLessThanOrEqual(6 * simulation.places.length);
}
