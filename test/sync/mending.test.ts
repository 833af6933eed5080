/** A computer that lost a row without noticing, and gets it back. */
import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { aSimulation, contentsOf, type Place } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

async function deskWithCase(seed: number) {
  const simulation = await aSimulation(seed);
  const place = simulation.newPlace(syncPeople.agent);
  const { client } = place.open();
  await simulation.time.advance(5_000);
  const caseId = client.newId();
  client.mutate('case.open', openArgs(caseId));
  client.mutate('case.note', { caseId, text: 'Called back.' });
  await simulation.time.advance(5_000);
  return { ...simulation, place, caseId };
}

/** Every line on the disk that names it. */
function loseRow({ disk, windows }: Place, id: string): void {
  for (const window of windows()) window.kill();
  disk.journalEpoch = 0;
  const without = <T extends { readonly text: string }>(record: T): T => ({
    ...record,
    text: record.text
      .split('\n')
      .filter((line) => !line.startsWith(`{"id":"${id}"`))
      .join('\n'),
  });
  disk.pages = new Map([...disk.pages].map(([name, page]) => [name, without(page)]));
  disk.log = disk.log.map(without);
}

test('a row lost from the store comes back, is told of, and unsent work is left alone', async () => {
  const { place, caseId, time } = await deskWithCase(1);
  const before = contentsOf(must(place.windows()[0], 'a window').client);
  loseRow(place, caseId);
  place.setOnline(false);
  const { client } = place.open();
  await time.advance(5_000);
  expect(client.rows.find('case', caseId)).toBeUndefined();
  const other = client.newId();
  client.mutate('case.open', openArgs(other));
  place.setOnline(true);
  await time.advance(70_000);
  expect(new Map([...contentsOf(client)].filter(([id]) => before.has(id)))).toEqual(before);
  expect(client.rows.find('case', other)?.doc.number).not.toBeNull();
  expect(client.sync.state().mendings).toMatchObject([{ rows: 1, tries: 1, isMended: true }]);
  expect(place.disk.meta.mendings).toEqual(client.sync.state().mendings);
  // Nothing but the row was fetched into the store.
  expect(place.disk.meta.generation).toBe(1);
  const { client: second } = place.open();
  await time.advance(5_000);
  expect(contentsOf(second)).toEqual(contentsOf(client));
  expect(second.sync.state().mendings).toEqual(client.sync.state().mendings);
});

test('nothing is said where nothing is wrong', async () => {
  const { place, time, requests } = await deskWithCase(2);
  const before = requests();
  await time.advance(600_000);
  expect(requests() - before).toBeLessThanOrEqual(11);
  expect(place.disk.meta.mendings).toEqual([]);
});
