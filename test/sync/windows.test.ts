/** Several windows of one computer: one leads, all show the same, and nothing depends on which one lives. */
import { expect, test } from 'vitest';
import type { RaiaClient } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import { idOf } from '../support/ids.ts';
import type { SimWindow } from '../support/sync-computer.ts';
import { noFaults } from '../support/sync-network.ts';
import { aSimulation, contentsOf } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

const caseId = idOf('case');
const draftKey = `case:${caseId}:note`;

async function twoWindows(seed: number) {
  const simulation = await aSimulation(seed);
  const place = simulation.newPlace(syncPeople.agent);
  const first = place.open();
  await simulation.time.advance(1000);
  const second = place.open();
  await simulation.time.advance(1000);
  first.client.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(3000);
  return { ...simulation, place, first, second };
}

function keep(window: SimWindow, text: string): { readonly isKept: () => boolean } {
  const mutated = window.client.mutate('case.note', { caseId, text });
  let isKept = false;
  if (mutated.kind === 'applied')
    void mutated.kept.then(() => {
      isKept = true;
    });
  return { isKept: () => isKept };
}

const notes = (client: RaiaClient): readonly string[] =>
  client.rows
    .childrenOf('event', caseId)
    .flatMap(({ doc }) => (doc.happening.kind === 'noted' ? [doc.happening.text] : []));

test('one window leads, and what either does is on both', async () => {
  const { time, first, second } = await twoWindows(1);
  expect([first, second].map(({ client }) => client.sync.state().isLeader)).toEqual([true, false]);
  const done = keep(second, 'da segunda');
  expect(notes(second.client)).toEqual(['da segunda']);
  await time.advance(1000);
  expect(done.isKept()).toBe(true);
  expect(notes(first.client)).toEqual(['da segunda']);
  expect(contentsOf(second.client)).toEqual(contentsOf(first.client));
  expect(second.client.sync.state()).toEqual({ ...first.client.sync.state(), isLeader: false });
});

test('without a network a new start knows the last contact, in every window', async () => {
  const { time, place, first, second } = await twoWindows(5);
  await time.advance(130_000);
  const lastContactAt = must(first.client.sync.state().lastContactAt, 'a contact');
  for (const window of [first, second]) window.kill();
  place.setOnline(false);
  const opened = [place.open(), place.open()];
  await time.advance(5_000);
  const told = opened.map(({ client }) => must(client.sync.state().lastContactAt, 'a contact'));
  expect(told[0]).toBe(told[1]);
  // It is kept to the minute.
  expect(lastContactAt - must(told[0], 'a contact')).toBeLessThan(60_000);
  expect(opened[0]?.client.sync.state().connection).toBe('offline');
});

test('offline, a window shows the pending work of the other', async () => {
  const { time, place, first, second } = await twoWindows(2);
  place.setOnline(false);
  keep(first, 'um');
  keep(second, 'dois');
  await time.advance(2000);
  expect(notes(first.client)).toEqual(['um', 'dois']);
  expect(notes(second.client)).toEqual(['um', 'dois']);
  expect(second.client.sync.state()).toMatchObject({ connection: 'offline', pending: 2 });
});

test('nothing is said to be kept before it is on the disk, and no other window shows it until then', async () => {
  const { time, place, first, second } = await twoWindows(4);
  place.setOnline(false);
  for (const { client: author } of [first, second]) {
    const other = author === first.client ? second.client : first.client;
    place.disk.isFull = true;
    const text = author === first.client ? 'um' : 'dois';
    expect(author.mutate('case.note', { caseId, text }).kind).toBe('applied');
    const note = must(author.rows.childrenOf('event', caseId).at(-1), 'the note');
    await time.advance(500);
    expect([note.id, caseId].map((id) => author.sync.isKept(id))).toEqual([false, false]);
    expect(notes(other)).not.toContain(text);
    place.disk.isFull = false;
    await time.advance(4000);
    expect([note.id, caseId].map((id) => author.sync.isKept(id))).toEqual([true, true]);
    expect(notes(other)).toContain(text);
  }
});

test('a draft typed in one window is read in the other, and goes from both', async () => {
  const { time, first, second } = await twoWindows(3);
  second.client.drafts.write(draftKey, 'Olá');
  expect(second.client.drafts.find(draftKey)).toMatchObject({ text: 'Olá', isKept: false });
  await time.advance(500);
  for (const { client } of [first, second])
    expect(client.drafts.find(draftKey)).toMatchObject({ text: 'Olá', isKept: true });
  first.client.drafts.drop(draftKey);
  await time.advance(500);
  for (const { client } of [first, second]) expect(client.drafts.keys()).toEqual([]);
});

test('the leading window is killed in mid-write: the other leads within a second and nothing kept is missing', async () => {
  for (let afterMs = 0; afterMs < 25; afterMs += 1) {
    const { time, place, quiet, first, second } = await twoWindows(100 + afterMs);
    place.setOnline(false);
    const told: string[] = [];
    for (const text of ['um', 'dois', 'três']) {
      const mutated = first.client.mutate('case.note', { caseId, text });
      if (mutated.kind === 'applied') void mutated.kept.then(() => told.push(text));
    }
    const own = keep(second, 'da outra');
    first.client.drafts.write(draftKey, 'rascunho');
    await time.advance(afterMs);
    const isDraftKept = first.client.drafts.find(draftKey)?.isKept;
    first.kill();
    await time.advance(1000);
    expect(second.client.sync.state().isLeader).toBe(true);
    expect(notes(second.client)).toEqual(expect.arrayContaining([...told, 'da outra']));
    expect(own.isKept()).toBe(true);
    if (isDraftKept) expect(second.client.drafts.find(draftKey)?.text).toBe('rascunho');
    await quiet();
    const after = notes(second.client);
    expect(after).toEqual(expect.arrayContaining([...told, 'da outra']));
    expect(new Set(after).size).toBe(after.length);
  }
});

test('a window killed while it keeps a pull leaves the rows with their cursors, or neither', async () => {
  const ends = new Set<string>();
  for (let afterMs = 0; afterMs < 150; afterMs += 1) {
    const { newPlace, time } = await aSimulation(23);
    const place = newPlace(syncPeople.agent);
    const window = place.open();
    await time.advance(afterMs);
    window.kill();
    await time.advance(100);
    const { meta, log } = place.disk;
    const end = [Object.keys(meta.cursors).length > 0, log.length > 0].join();
    expect(['false,false', 'true,true'], `killed after ${afterMs} ms`).toContain(end);
    ends.add(end);
  }
  expect(ends.size).toBe(2);
});

test('a leader that answers no more is stolen from, and what it does after it wakes is safe too', async () => {
  const { time, place, quiet, first, second } = await twoWindows(5);
  place.setOnline(false);
  first.freeze();
  const own = keep(second, 'da segunda');
  const late = keep(first, 'da primeira');
  await time.advance(1000);
  expect(own.isKept()).toBe(false);
  await time.advance(5000);
  expect(own.isKept()).toBe(true);
  expect(second.client.sync.state().isLeader).toBe(true);
  first.thaw();
  await time.advance(3000);
  expect(late.isKept()).toBe(true);
  expect(first.client.sync.state().isLeader).toBe(false);
  await quiet();
  for (const { client } of [first, second])
    expect([...notes(client)].sort()).toEqual(['da primeira', 'da segunda']);
});

test('a leader overtaken while it opens lets go of the journal', async () => {
  for (let afterMs = 0; afterMs < 40; afterMs += 1) {
    const { time, newPlace } = await aSimulation(200 + afterMs);
    const place = newPlace(syncPeople.agent);
    place.setOnline(false);
    const first = place.open();
    await time.advance(afterMs);
    first.freeze();
    place.open();
    await time.advance(5000);
    first.thaw();
    await time.advance(5000);
    expect(place.disk.journalUsers, `overtaken after ${afterMs} ms`).toBe(1);
  }
});

test('a leader overtaken while it waits to open once more lets go of the journal', async () => {
  for (let afterMs = 0; afterMs < 40; afterMs += 1) {
    const { time, newPlace, setFaults } = await aSimulation(200 + afterMs);
    const place = newPlace(syncPeople.agent);
    place.setOnline(false);
    // Nor does it answer when it wakes up.
    setFaults({ ...noFaults, lostMessages: 1 });
    const first = place.open();
    await time.advance(afterMs);
    first.freeze();
    place.open();
    await time.advance(1900);
    place.disk.shut = 'pages';
    first.thaw();
    await time.advance(500);
    place.disk.shut = null;
    setFaults(noFaults);
    await time.advance(5000);
    expect(place.disk.journalUsers, `overtaken after ${afterMs} ms`).toBe(1);
  }
});

test('an opening that was given up leaves the journal to the one that was begun after it', async () => {
  for (let afterMs = 0; afterMs < 40; afterMs += 1) {
    const { time, newPlace } = await aSimulation(300 + afterMs);
    const place = newPlace(syncPeople.agent);
    place.setOnline(false);
    const first = place.open();
    await time.advance(afterMs);
    first.freeze();
    const second = place.open();
    await time.advance(3000);
    second.kill();
    await time.advance(50);
    first.thaw();
    await time.advance(1500);
    expect(place.disk.journalUsers, `given up after ${afterMs} ms`).toBe(1);
    expect(first.client.sync.state()).toMatchObject({ isLeader: true, notKeeping: null });
    first.client.drafts.write(draftKey, 'Olá');
    await time.advance(500);
    expect(first.client.drafts.find(draftKey), `given up after ${afterMs} ms`).toMatchObject({
      isKept: true,
    });
  }
});

test.each([
  ['behind all the time', -3_600_000, -3_600_000],
  ['ahead, and put right', 3_600_000, 0],
  ['right, and put back', 0, -3_600_000],
])(
  'what is typed before anything is open wins over what lies there, the clock being %s',
  async (_what, before, after) => {
    const { newPlace, time } = await aSimulation(31);
    const place = newPlace(syncPeople.agent);
    place.setSkew(before);
    const first = place.open();
    await time.advance(3000);
    first.client.drafts.write(draftKey, 'of yesterday');
    await time.advance(1000);
    first.kill();
    place.setSkew(after);
    const { client } = place.open();
    client.drafts.write(draftKey, 'of today');
    await time.advance(3000);
    expect(client.drafts.find(draftKey)).toMatchObject({ text: 'of today', isKept: true });
  },
);

test('the windows of two people on one computer do not hear each other', async () => {
  const { time, first, ...simulation } = await twoWindows(6);
  const other = simulation.newPlace(syncPeople.outsider).open();
  first.client.drafts.write(draftKey, 'segredo');
  await time.advance(2000);
  expect(other.client.drafts.keys()).toEqual([]);
  expect(other.client.rows.all('case')).toEqual([]);
});

test('a window closed on purpose keeps the last key pressed', async () => {
  const { time, place, first, second } = await twoWindows(7);
  second.kill();
  first.client.drafts.write(draftKey, 'última tecla');
  const closing = first.client.close();
  await time.advance(1000);
  await closing;
  first.kill();
  const again = place.open();
  await time.advance(1000);
  expect(must(again.client.drafts.find(draftKey), 'the draft')).toMatchObject({
    text: 'última tecla',
    isKept: true,
  });
});

test('the window that leads keeps the index of the articles, every window reads it, and a full disk is no trouble', async () => {
  const { time, place, first, second } = await twoWindows(12);
  expect(second.client.searchIndex.keeper()).toBeNull();
  const keep = must(first.client.searchIndex.keeper(), 'how the leading window keeps it');
  keep(new Uint8Array([1]));
  await time.advance(500);
  for (const { client } of [first, second]) {
    const read = client.searchIndex.read();
    await time.advance(500);
    expect(await read).toEqual(new Uint8Array([1]));
  }
  const before = first.client.sync.state();
  place.disk.isFull = true;
  keep(new Uint8Array([2]));
  await time.advance(500);
  expect(place.disk.searchIndex).toEqual(new Uint8Array([1]));
  expect(first.client.sync.state()).toEqual(before);
});

test('an index made of rows that were replaced meanwhile is not kept', async () => {
  const { time, place, first } = await twoWindows(13);
  const keep = must(first.client.searchIndex.keeper(), 'how the leading window keeps it');
  place.disk.meta = { ...place.disk.meta, generation: place.disk.meta.generation + 1 };
  keep(new Uint8Array([1]));
  await time.advance(500);
  expect(place.disk.searchIndex).toBeNull();
});

test('a journal deleted under two windows is written anew by the one that goes on', async () => {
  const { time, place, first, second } = await twoWindows(40);
  place.setOnline(false);
  keep(first, 'um');
  keep(second, 'dois');
  second.client.drafts.write(draftKey, 'e ainda');
  await time.advance(2000);
  place.disk.journal = [];
  first.kill();
  await time.advance(5000);
  expect(second.client.sync.state()).toMatchObject({ isLeader: true, pending: 2 });
  second.kill();
  const { client } = place.open();
  await time.advance(2000);
  expect(notes(client)).toEqual(['um', 'dois']);
  expect(client.drafts.find(draftKey)).toMatchObject({ text: 'e ainda', isKept: true });
  place.setOnline(true);
  await time.advance(20_000);
  expect(client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
  expect(notes(client)).toEqual(['um', 'dois']);
});
