/** A case that is in the archive: fetched, written to without being here, and brought back. */
import { expect, test } from 'vitest';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '../support/builders.ts';
import { aSimulation, space } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

async function anArchivedCase(seed: number) {
  const simulation = await aSimulation(seed);
  const { time, database, server } = simulation;
  const place = simulation.newPlace(syncPeople.agent);
  const { client } = place.open();
  const colleague = simulation.newPlace(syncPeople.colleague).open().client;
  await time.advance(5_000);
  const { caseId } = openArgs(client.newId());
  client.mutate('case.open', openArgs(caseId));
  client.mutate('case.note', { caseId, text: 'Called back.' });
  await time.advance(5_000);
  const [row] = await database.look(space.id, (moment) => moment.gather([caseId]));
  const doc = supportCaseSchema.parse(JSON.parse(must(row, 'a case').doc));
  const archived = { ...doc, archivedAt: toInstant(time.now()) };
  await server.write(space.id, [{ kind: 'case', id: caseId, doc: archived }]);
  await time.advance(5_000);
  expect(client.rows.all('case')).toEqual([]);
  return { ...simulation, place, client, colleague, caseId, number: doc.number };
}

/** Asked while time passes. */
async function fetched({ time, client }: Awaited<ReturnType<typeof anArchivedCase>>, name: string) {
  const answer = client.fetchCase({ name });
  await time.advance(2_000);
  return answer;
}

test('a case in the archive comes with its history when it is asked for, and stays through pulls', async () => {
  const stage = await anArchivedCase(1);
  const { client, time, caseId, number } = stage;
  expect(await fetched(stage, String(number))).toEqual({ kind: 'here', caseId });
  expect(client.rows.childrenOf('event', caseId)).toHaveLength(2);
  await time.advance(200_000);
  expect(client.rows.childrenOf('event', caseId)).toHaveLength(2);
  expect(client.sync.state().mendings).toEqual([]);
  expect(await fetched(stage, '999')).toEqual({ kind: 'not-there' });
});

test('without a network it is said to be out of reach', async () => {
  const stage = await anArchivedCase(2);
  stage.place.setOnline(false);
  expect(await fetched(stage, String(stage.number))).toEqual({ kind: 'offline' });
});

test('a note to a case that is not here is kept, sent without a preview, and brings the case back', async () => {
  const { client, colleague, place, time, caseId } = await anArchivedCase(3);
  place.setOnline(false);
  expect(client.mutate('case.note', { caseId, text: 'They called again.' }).kind).toBe('applied');
  await time.advance(2_000);
  expect(client.sync.state().pending).toBe(1);
  expect(client.rows.find('case', caseId)).toBeUndefined();
  place.setOnline(true);
  await time.advance(70_000);
  expect(client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
  for (const { rows } of [client, colleague]) {
    expect(rows.find('case', caseId)?.doc.archivedAt).toBeNull();
    expect(rows.childrenOf('event', caseId)).toHaveLength(3);
  }
});

test('words for a case that is nowhere come back refused, and are shown', async () => {
  const { client, time } = await anArchivedCase(4);
  const { caseId } = openArgs(client.newId());
  client.mutate('case.note', { caseId, text: 'For nobody.' });
  await time.advance(70_000);
  expect(client.sync.state()).toMatchObject({ pending: 0, refused: 1 });
  expect(client.rows.all('refusal').map(({ doc }) => doc.args)).toEqual([{ caseId, text: 'For nobody.' }]);
});

test('words find it at the server, with the name of its customer, and say so where there is no network', async () => {
  const { client, place, time, caseId, number } = await anArchivedCase(5);
  const search = async (words: string) => {
    const answer = client.searchArchive(words);
    await time.advance(2_000);
    return answer;
  };
  const { subject } = openArgs(caseId);
  const found = { kind: 'found', cases: [{ id: caseId, number, subject }], hasMore: false };
  expect(await search(`${aCustomer().name} ${subject}`)).toMatchObject(found);
  expect(await search('nothing of that kind')).toEqual({ kind: 'found', cases: [], hasMore: false });
  place.setOnline(false);
  expect(await search(subject)).toEqual({ kind: 'offline' });
});
