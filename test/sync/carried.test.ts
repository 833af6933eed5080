/** Unsent work that its author carries to another computer. */
import { expect, test } from 'vitest';
import { atWork, caseId, note, notesOf } from '../support/sync-at-work.ts';
import { syncPeople } from '../support/sync-space.ts';

test('work carried to another computer of its author happens once, whichever sends it first', async () => {
  for (const isOriginalFirst of [true, false]) {
    const { time, quiet, place, client, ...simulation } = await atWork(33);
    place.setOnline(false);
    for (const text of ['um', 'dois']) client.mutate('case.note', note(text));
    client.drafts.write(`case:${caseId}:message`, 'Bom dia');
    await time.advance(1000);
    const carried = client.unsent();
    const other = simulation.newPlace(syncPeople.agent);
    const there = other.open();
    await time.advance(2000);
    there.client.drafts.write(`case:${caseId}:note`, 'só aqui');
    if (isOriginalFirst) {
      place.setOnline(true);
      await time.advance(5000);
    }
    const taken = there.client.takeIn(carried);
    expect(taken).toMatchObject({ drafts: 1, inTheWay: 0 });
    await time.advance(2000);
    expect(await taken.kept).toBe(2);
    const sooner = there.client.takeIn(carried);
    await quiet();
    const later = there.client.takeIn(carried);
    await time.advance(2000);
    for (const again of [sooner, later]) {
      expect(again).toMatchObject({ drafts: 0, inTheWay: 0 });
      expect(await again.kept).toBe(0);
    }
    for (const each of [client, there.client]) {
      expect(notesOf({ client: each })).toEqual(['um', 'dois']);
      expect(each.sync.state()).toMatchObject({ pending: 0, refused: 0 });
    }
    expect(there.client.drafts.find(`case:${caseId}:message`)?.text).toBe('Bom dia');
  }
});

test('a draft carried here does not write over other words in its place', async () => {
  const { time, client, ...simulation } = await atWork(34);
  const key = `case:${caseId}:message`;
  client.drafts.write(key, 'Escrito lá');
  const there = simulation.newPlace(syncPeople.agent).open();
  await time.advance(1000);
  there.client.drafts.write(key, 'Escrito aqui');
  expect(there.client.takeIn(client.unsent())).toMatchObject({ drafts: 0, inTheWay: 1 });
  expect(there.client.drafts.find(key)?.text).toBe('Escrito aqui');
});
