/** Two people finish the same steps apart, seeded: `RAIA_SEED` repeats a run. */
import { expect, test } from 'vitest';
import { foldPosition, undecidedLate } from '#shared/domain/case/history.ts';
import { must } from '#shared/lib/must.ts';
import { idOf } from '../support/ids.ts';
import { seed as firstSeed } from '../support/seed.ts';
import { noFaults } from '../support/sync-network.ts';
import { aSimulation, contentsOf } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';
import { completionAt } from '../support/sync-work.ts';

const caseId = idOf('case');
const seeds = Array.from({ length: 20 }, (_, n) => firstSeed + n);

test.each(seeds)(
  'of two who finish a step apart one moves the case, the other is in its history (seed %i)',
  async (seed) => {
    const simulation = await aSimulation(seed);
    const { time, dice } = simulation;
    const people = [syncPeople.agent, syncPeople.colleague].map((person) => {
      const place = simulation.newPlace(person);
      place.setSkew(dice.int(7_200_000) - 3_600_000);
      return { place, client: place.open().client, left: 1 + dice.int(3) };
    });
    await time.advance(2000);
    people[0]?.client.mutate('case.open', openArgs(caseId));
    await time.advance(2000);
    const lossy = { ...noFaults, lostRequests: 0.1, lostAnswers: 0.1, lostPokes: 0.3 };
    simulation.setFaults({ ...lossy, doubled: 0.1, cut: 0.1, slowestMs: 200 });
    for (const { place } of people) place.setOnline(false);
    const words: string[] = [];
    for (let turn = 0; people.some(({ left }) => left > 0); turn += 1) {
      const person = must(dice.pick(people.filter(({ left }) => left > 0)), 'someone with work left');
      person.left -= 1;
      const { client } = person;
      if (client.rows.find('case', caseId)?.doc.position.endedAt === null) {
        const args = completionAt(client, caseId, `word ${turn}`, dice.int(5));
        const hasWord = Object.values(args.form).includes(`word ${turn}`);
        if (client.mutate('case.completeStep', args).kind === 'applied' && hasWord)
          words.push(`word ${turn}`);
      }
      await time.advance(dice.int(2000));
    }
    for (const { place } of dice.chance(0.5) ? people : people.toReversed()) {
      place.setOnline(true);
      await time.advance(dice.int(4000));
    }
    await simulation.quiet();

    const [one, other] = people.map(({ client }) =>
      [...contentsOf(client).values()].filter(({ kind }) => kind !== 'refusal'),
    );
    expect(new Set(one)).toEqual(new Set(other));
    const { rows } = must(people[0], 'the first').client;
    const supportCase = must(rows.find('case', caseId), 'the case').doc;
    const events = rows.childrenOf('event', caseId).map(({ doc }) => doc);
    expect(foldPosition(events)).toEqual(supportCase.position);
    expect(undecidedLate(events)).toEqual(supportCase.lateIds);
    const passes = events.flatMap(({ happening }) =>
      happening.kind === 'step-completed' || happening.kind === 'arrived-late' ? [happening] : [],
    );
    const ofFirst = passes.filter(({ elementId, attempt }) => `${elementId} ${attempt}` === 'S2 1');
    expect(ofFirst.map(({ kind }) => kind)).toEqual(['step-completed', 'arrived-late']);
    const told = JSON.stringify([events, ...people.map(({ client }) => client.rows.all('refusal'))]);
    for (const word of words) expect(told).toContain(`"${word}"`);
  },
);
