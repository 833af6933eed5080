/** What the server no longer remembers, and computers that were away meanwhile. `RAIA_SEED` repeats a run. */
import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { aPerson } from '../support/builders.ts';
import { seed as firstSeed } from '../support/seed.ts';
import { aSimulation, contentsOf, type Simulation, space } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

const davi = aPerson({ name: 'Davi Rocha', roles: ['agent', 'field'] });

/** A desk, and a computer on the road that holds what is given to it. */
async function deskAndRoad(seed: number) {
  const simulation = await aSimulation(seed);
  await simulation.sync().writeRows(space.id, [{ kind: 'person', id: davi.id, doc: davi }]);
  const places = { desk: simulation.newPlace(syncPeople.agent), road: simulation.newPlace(davi) };
  const [desk, road] = [places.desk.open().client, places.road.open().client];
  await simulation.time.advance(5_000);
  const caseIds = Array.from({ length: 3 }, () => desk.newId());
  for (const caseId of caseIds) desk.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(5_000);
  const give = (caseId: string, isHis: boolean) => {
    const before = must(desk.rows.find('case', caseId), 'a case').doc.assigneeId;
    desk.mutate('case.assign', { caseId, to: isHis ? davi.id : null, before });
  };
  return { ...simulation, places, desk, road, caseIds, give };
}

/** Twice, because it marks where the space stands and forgets by the marks it finds. */
async function forget({ sweep, time }: Pick<Simulation, 'sweep' | 'time'>): Promise<void> {
  await sweep();
  await time.advance(11_000);
  await sweep();
}

test('what left a computer while it was away longer than exits are remembered is gone when it is back', async () => {
  const { give, time, places, road, caseIds, ...simulation } = await deskAndRoad(1);
  const caseId = must(caseIds[0], 'a case');
  give(caseId, true);
  await time.advance(5_000);
  road.mutate('case.note', { caseId, text: 'On my way.' });
  await time.advance(5_000);
  expect(road.rows.childrenOf('event', caseId)).toHaveLength(3);
  places.road.setOnline(false);
  give(caseId, false);
  await time.advance(5_000);
  await forget({ ...simulation, time });
  places.road.setOnline(true);
  await time.advance(70_000);
  expect(road.rows.all('case')).toEqual([]);
  expect(road.rows.all('event')).toEqual([]);
  // Nothing was lost, so nothing is sent again.
  expect(places.road.disk.journal.filter(({ kind }) => kind === 'revived')).toEqual([]);
  expect(places.road.disk.meta.generation).toBe(2);
});

test.each(Array.from({ length: Number(process.env.RAIA_SEEDS ?? 10) }, (_, n) => firstSeed + n))(
  'whoever was away for however long holds in the end what they may, and no more (seed %i)',
  async (seed) => {
    const { give, desk, road, caseIds, places, ...simulation } = await deskAndRoad(seed);
    const { dice, time, sweep } = simulation;
    for (let step = 0; step < 40; step += 1) {
      const caseId = must(dice.pick(caseIds), 'a case');
      const what = dice.int(6);
      if (what <= 1) give(caseId, dice.chance(0.5));
      else if (what === 2) places.road.setOnline(dice.chance(0.5));
      else if (what === 3) await sweep();
      else (dice.chance(0.5) ? desk : road).mutate('case.note', { caseId, text: `word ${step}` });
      await time.advance(dice.int(9_000));
    }
    await simulation.quiet();
    const fresh = simulation.newPlace(davi).open();
    await time.advance(20_000);
    expect(contentsOf(road)).toEqual(contentsOf(fresh.client));
    const told = simulation.newPlace(syncPeople.agent).open();
    await time.advance(20_000);
    expect(contentsOf(desk)).toEqual(contentsOf(told.client));
    expect(desk.rows.all('case')).toHaveLength(caseIds.length);
  },
);
