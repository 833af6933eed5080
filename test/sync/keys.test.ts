/** The key of a store is lost, and comes back later. */
import { expect, test } from 'vitest';
import { aFile, hours } from '../support/builders.ts';
import { sha256Of } from '../support/sha256.ts';
import { atWork, caseId, note, notesOf, turnOff } from '../support/sync-at-work.ts';
import { loseKey } from '../support/sync-disk.ts';

// Work since then has been given the same places in the order.
test.each([
  [1, 3],
  [2, 2],
  [3, 1],
])(
  'work whose key was lost is set aside and told; back again, all of it happens once (%d and %d)',
  async (lost, since) => {
    const { time, quiet, place, client } = await atWork(31);
    const texts = Array.from({ length: lost + since }, (_, n) => `nota ${n}`);
    place.setOnline(false);
    for (const text of texts.slice(0, lost)) client.mutate('case.note', note(text));
    await time.advance(1000);
    turnOff(place);
    const bringBack = loseKey(place.disk);
    place.setOnline(true);
    const without = place.open();
    await time.advance(5000);
    expect(without.client.rows.find('case', caseId)).toBeDefined();
    expect(without.client.sync.state().setAside).toBeGreaterThan(0);
    place.setOnline(false);
    for (const text of texts.slice(lost)) without.client.mutate('case.note', note(text));
    await time.advance(1000);
    turnOff(place);
    bringBack();
    const again = place.open();
    await quiet();
    expect([...notesOf(again)].sort()).toEqual(texts);
    expect(again.client.sync.state()).toMatchObject({ pending: 0, refused: 0, setAside: 0 });
  },
);

test('work that a server lost while its key was away is told to it again', async () => {
  const { time, quiet, place, client, backUp, restartServer } = await atWork(32);
  backUp();
  client.mutate('case.note', note('antes'));
  await time.advance(5000);
  expect(client.sync.state().pending).toBe(0);
  turnOff(place);
  const bringBack = loseKey(place.disk);
  await restartServer('backup');
  const without = place.open();
  await time.advance(5000);
  expect(notesOf(without)).toEqual([]);
  turnOff(place);
  bringBack();
  place.setOnline(false);
  const again = place.open();
  await time.advance(5000);
  expect(again.client.sync.state()).toMatchObject({ isLoaded: true, isFirstSync: false });
  await quiet();
  expect(notesOf(again)).toEqual(['antes']);
  expect(again.client.sync.state()).toMatchObject({ pending: 0, refused: 0, setAside: 0 });
});

test('a file attached by work whose key is away for weeks stays, and goes once the key is back', async () => {
  const { time, quiet, place, client } = await atWork(33);
  const bytes = new Uint8Array(9).fill(7);
  place.setOnline(false);
  const keeping = client.files.keep(bytes);
  await time.advance(1000);
  const files = [aFile({ bytes: bytes.length, sha256: await keeping })];
  client.mutate('case.attach', { caseId, files });
  await time.advance(1000);
  turnOff(place);
  const bringBack = loseKey(place.disk);
  place.setOnline(true);
  await time.advance(hours(24 * 15));
  const without = place.open();
  await time.advance(60_000);
  expect(without.client.sync.state().setAside).toBeGreaterThan(0);
  turnOff(place);
  expect([...place.disk.blobs.keys()]).toEqual([sha256Of(bytes)]);
  bringBack();
  const again = place.open();
  await quiet();
  expect(again.client.rows.all('attachment').map(({ doc }) => doc.state)).toEqual(['present']);
});
