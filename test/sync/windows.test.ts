/** Several windows of one computer: one leads, all show the same, and nothing depends on which one lives. */
import { expect, test } from 'vitest';
import type { RaiaClient } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import { idOf } from '../support/ids.ts';
import type { SimWindow } from '../support/sync-computer.ts';
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
