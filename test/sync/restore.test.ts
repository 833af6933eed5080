/** What was done before the server was restored from a backup, and comes back from several computers. */
import { expect, test } from 'vitest';
import { emptyMeta } from '#renderer/data/pages.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import { aSimulation } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

const dayMs = 86_400_000;

/** Ana opens a case and Lia notes it; the server goes back to before both, and Ana is away. */
async function restoredUnder(seed: number) {
  const simulation = await aSimulation(seed);
  const places = {
    lia: simulation.newPlace(syncPeople.agent),
    ana: simulation.newPlace(syncPeople.colleague),
  };
  const [lia, ana] = [places.lia.open().client, places.ana.open().client];
  await simulation.time.advance(5_000);
  simulation.backUp();
  const caseId = ana.newId();
  ana.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(5_000);
  function mutate<N extends MutatorName>(name: N, args: MutatorArgs<N>): string {
    const mutated = lia.mutate(name, args);
    if (mutated.kind !== 'applied') throw new Error(`${name} was refused here`);
    return mutated.m;
  }
  const note = mutate('case.note', { caseId, text: 'They called twice.' });
  await simulation.time.advance(5_000);
  expect(lia.sync.state().pending).toBe(0);
  places.ana.setOnline(false);
  await simulation.restartServer('backup');
  await simulation.time.advance(130_000);
  return { ...simulation, places, lia, ana, caseId, note, mutate };
}

test('what needs a row that a colleague has still to bring waits for it, and holds nothing up', async () => {
  const { lia, places, caseId, note, time, mutate } = await restoredUnder(1);
  expect(lia.sync.state()).toMatchObject({ connection: 'online', pending: 1 });
  expect(lia.rows.all('refusal')).toEqual([]);
  const other = lia.newId();
  mutate('case.open', openArgs(other));
  await time.advance(5_000);
  expect(lia.rows.find('case', other)?.doc.number).not.toBeNull();
  expect(lia.sync.state().pending).toBe(1);
  places.ana.setOnline(true);
  await time.advance(130_000);
  expect(lia.sync.state().pending).toBe(0);
  expect(lia.rows.find('event', derivedId(note, 'event'))?.doc.happening).toMatchObject({
    text: 'They called twice.',
  });
  expect(lia.rows.find('case', caseId)).toBeDefined();
  expect(lia.rows.all('refusal')).toEqual([]);
});

test('while it waits the server is asked no more often than otherwise', async () => {
  const { time, requests, places } = await restoredUnder(2);
  for (const window of places.ana.windows()) window.kill();
  const before = requests();
  await time.advance(600_000);
  expect(requests() - before).toBeLessThanOrEqual(11);
});

test('waiting outlives a restart of the computer', async () => {
  const { places, note, time } = await restoredUnder(3);
  for (const window of places.lia.windows()) window.kill();
  const { client } = places.lia.open();
  await time.advance(5_000);
  expect(client.sync.state().pending).toBe(1);
  places.ana.setOnline(true);
  await time.advance(130_000);
  expect(client.sync.state().pending).toBe(0);
  expect(client.rows.find('event', derivedId(note, 'event'))).toBeDefined();
});

test('after 14 days nobody will bring it: it is refused, with every word', async () => {
  const { note, time, caseId, places } = await restoredUnder(4);
  for (const place of Object.values(places)) for (const window of place.windows()) window.kill();
  await time.advance(14 * dayMs);
  const { client } = places.lia.open();
  await time.advance(130_000);
  expect(client.sync.state().pending).toBe(0);
  expect(client.rows.find('refusal', derivedId(note, 'refusal'))?.doc).toMatchObject({
    code: 'not-found',
    args: { caseId, text: 'They called twice.' },
  });
});

test('what was refused before stays refused, though it would be done now', async () => {
  const simulation = await aSimulation(5);
  const places = [syncPeople.agent, syncPeople.colleague].map((person) => simulation.newPlace(person));
  const [lia, ana] = places.map((place) => place.open().client);
  if (lia === undefined || ana === undefined) throw new Error('Nobody is here');
  await simulation.time.advance(5_000);
  const caseId = lia.newId();
  lia.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(5_000);
  simulation.backUp();
  for (const place of places) place.setOnline(false);
  const args = { caseId, before: null };
  ana.mutate('case.assign', { ...args, to: syncPeople.colleague.id });
  const refused = lia.mutate('case.assign', { ...args, to: syncPeople.agent.id });
  if (refused.kind !== 'applied') throw new Error('Refused here');
  places[1]?.setOnline(true);
  await simulation.time.advance(70_000);
  places[0]?.setOnline(true);
  await simulation.time.advance(70_000);
  const refusal = derivedId(refused.m, 'refusal');
  expect(lia.rows.find('refusal', refusal)?.doc.code).toBe('changed-meanwhile');
  places[1]?.setOnline(false);
  await simulation.restartServer('backup');
  await simulation.time.advance(70_000);
  expect(lia.rows.find('refusal', refusal)?.doc.code).toBe('changed-meanwhile');
  expect(lia.rows.find('case', caseId)?.doc.assigneeId).toBeNull();
  places[1]?.setOnline(true);
  await simulation.time.advance(70_000);
  expect(lia.rows.find('case', caseId)?.doc.assigneeId).toBe(syncPeople.colleague.id);
});

test('a number told before a restore finds its case, over restores and a store that was lost meanwhile', async () => {
  const simulation = await aSimulation(6);
  const place = simulation.newPlace(syncPeople.agent);
  const other = simulation.newPlace(syncPeople.colleague);
  let lia = place.open().client;
  const ana = other.open().client;
  await simulation.time.advance(5_000);
  simulation.backUp();
  const caseId = lia.newId();
  lia.mutate('case.open', openArgs(caseId));
  const told: (number | null | undefined)[] = [];
  for (const isWiped of [false, true]) {
    await simulation.time.advance(130_000);
    told.unshift(lia.rows.find('case', caseId)?.doc.number);
    if (isWiped) {
      for (const window of place.windows()) window.kill();
      place.disk.meta = emptyMeta;
      place.disk.pages = new Map();
      place.disk.log = [];
    }
    await simulation.restartServer('backup');
    if (isWiped) lia = place.open().client;
  }
  await simulation.time.advance(130_000);
  expect(new Set(told).size).toBe(2);
  for (const client of [lia, ana]) {
    const supportCase = client.rows.find('case', caseId)?.doc;
    expect(supportCase?.formerNumbers).toEqual(told);
    expect(told).not.toContain(supportCase?.number);
  }
});

test('a case opened again shows the number it was told while the server has not answered', async () => {
  const simulation = await aSimulation(7);
  const place = simulation.newPlace(syncPeople.agent);
  const { client } = place.open();
  await simulation.time.advance(5_000);
  simulation.backUp();
  const caseId = client.newId();
  client.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(5_000);
  const told = client.rows.find('case', caseId)?.doc.number;
  await simulation.restartServer('backup');
  const shown: unknown[] = [];
  client.rows.subscribe(() => shown.push(client.rows.find('case', caseId)?.doc));
  await simulation.time.advance(130_000);
  expect(shown).toContainEqual(expect.objectContaining({ number: null, formerNumbers: [told] }));
});
