/** What goes wrong outside: profiles copied and rolled back, servers restored, disks full, permissions withdrawn. */
import { expect, test } from 'vitest';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { TeamId } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import { aTeam } from '../support/builders.ts';
import { idOf } from '../support/ids.ts';
import { atWork, caseId, note, notesOf, turnOff } from '../support/sync-at-work.ts';
import { aDisk } from '../support/sync-disk.ts';
import { contentsOf, type Simulation } from '../support/sync-simulation.ts';
import { openArgs, otherTeam, syncPeople } from '../support/sync-space.ts';

test('a copied profile takes an id of its own: both go on, and each change happens once', async () => {
  const { time, quiet, place, client, ...simulation } = await atWork(1);
  place.setOnline(false);
  client.mutate('case.note', note('antes da cópia'));
  await time.advance(1000);
  const copy = simulation.newPlace(syncPeople.agent, { disk: turnOff(place) });
  const [here, there] = [place.open(), copy.open()];
  await time.advance(1000);
  place.setOnline(true);
  here.client.mutate('case.note', note('do original'));
  await time.advance(1000);
  there.client.mutate('case.note', note('da cópia'));
  await time.advance(20_000);
  await quiet();
  expect([...notesOf(here)].sort()).toEqual(['antes da cópia', 'da cópia', 'do original']);
  expect(contentsOf(there.client)).toEqual(contentsOf(here.client));
  expect(there.client.sync.state().pending).toBe(0);
});

test('a profile rolled back to last week sends its new work and gets back what it forgot', async () => {
  const { time, quiet, place, client, ...simulation } = await atWork(2);
  await time.advance(1000);
  const lastWeek = structuredClone(place.disk);
  client.mutate('case.note', note('esta semana'));
  await time.advance(5000);
  turnOff(place);
  const restored = simulation.newPlace(syncPeople.agent, { disk: lastWeek });
  restored.setOnline(false);
  const back = restored.open();
  await time.advance(500);
  expect(back.client.mutate('case.note', note('depois da volta')).kind).toBe('applied');
  await quiet();
  expect(notesOf(back)).toEqual(['esta semana', 'depois da volta']);
  expect(back.client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
});

test('a server that lost everything is told the recent work again, once and in order', async () => {
  const { time, quiet, client, restartServer, ...simulation } = await atWork(3);
  for (const text of ['um', 'dois']) client.mutate('case.note', note(text));
  await time.advance(5000);
  expect(client.sync.state().pending).toBe(0);
  await restartServer('empty');
  client.mutate('case.note', note('três'));
  await quiet();
  expect(notesOf({ client })).toEqual(['um', 'dois', 'três']);
  const colleague = simulation.newPlace(syncPeople.colleague).open();
  await time.advance(10_000);
  expect(notesOf(colleague)).toEqual(['um', 'dois', 'três']);
  expect(client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
});

test('a server restored from a backup is told what came since, by everyone, and gives no number twice', async () => {
  const { time, quiet, client, backUp, restartServer, ...simulation } = await atWork(8);
  const colleague = simulation.newPlace(syncPeople.colleague).open();
  await time.advance(5000);
  client.mutate('case.note', note('antes'));
  await time.advance(5000);
  backUp();
  client.mutate('case.note', note('depois'));
  colleague.client.mutate('case.note', note('da colega'));
  client.mutate('case.open', openArgs(idOf('since')));
  await time.advance(5000);
  await restartServer('backup');
  colleague.client.mutate('case.open', openArgs(idOf('new')));
  await quiet();
  for (const at of [{ client }, colleague]) {
    expect([...notesOf(at)].sort()).toEqual(['antes', 'da colega', 'depois']);
    expect(at.client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
  }
  expect(contentsOf(colleague.client)).toEqual(contentsOf(client));
  const numbers = client.rows.all('case').map(({ doc }) => must(doc.number, 'a number'));
  expect(numbers.filter((number) => number > 100_000)).toHaveLength(2);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('a server that only started again changes nothing here', async () => {
  const { time, quiet, client, place, restartServer } = await atWork(4);
  const before = contentsOf(client);
  await restartServer('same');
  await quiet();
  await time.advance(1000);
  expect(contentsOf(client)).toEqual(before);
  expect(place.disk.meta.generation).toBe(1);
});

test('with a full disk the work stays on screen, is not said to be kept, and goes once there is room', async () => {
  const { time, quiet, client, place } = await atWork(5);
  place.disk.isFull = true;
  const mutated = client.mutate('case.note', note('sem espaço'));
  let isKept = false;
  if (mutated.kind === 'applied') void mutated.kept.then(() => (isKept = true));
  await time.advance(10_000);
  expect(isKept).toBe(false);
  expect(notesOf({ client })).toEqual(['sem espaço']);
  expect(client.sync.state()).toMatchObject({ notKeeping: 'disk-full', pending: 1 });
  place.disk.isFull = false;
  await time.advance(5000);
  expect(isKept).toBe(true);
  await quiet();
  expect(client.sync.state()).toMatchObject({ notKeeping: null, pending: 0 });
});

test.each(['pages', 'journal'] as const)(
  'where the %s cannot be opened that is told, and not as a full disk; what is written meanwhile is kept once they can',
  async (shut) => {
    const { time, place } = await atWork(6);
    for (const window of place.windows()) window.kill();
    place.disk.shut = shut;
    const { client } = place.open();
    await time.advance(2000);
    expect(client.sync.state()).toMatchObject({ notKeeping: 'failed', isLeader: false });
    client.drafts.write('new-case:text', 'sem lugar');
    await time.advance(2000);
    expect(client.drafts.find('new-case:text')).toMatchObject({ text: 'sem lugar', isKept: false });
    place.disk.shut = null;
    await time.advance(3000);
    expect(client.sync.state()).toMatchObject({ notKeeping: null, isLeader: true });
    expect(client.drafts.find('new-case:text')).toMatchObject({ text: 'sem lugar', isKept: true });
  },
);

test('on a disk without room for a shorter journal the long one is opened all the same', async () => {
  const { time, place, client } = await atWork(7);
  place.setOnline(false);
  for (let n = 0; n < 300; n += 1) {
    client.drafts.write('new-case:text', `texto ${n}`);
    await time.advance(10);
  }
  for (const window of place.windows()) window.kill();
  expect(place.disk.journal.length).toBeGreaterThan(250);
  place.disk.hasRoomToRewrite = false;
  const window = place.open();
  await time.advance(1000);
  expect(window.client.sync.state()).toMatchObject({ notKeeping: null, isLeader: true });
  expect(window.client.drafts.find('new-case:text')).toMatchObject({ text: 'texto 299', isKept: true });
  expect(place.disk.journal.length).toBeGreaterThan(250);
});

test('a store that cannot be read is filled anew by the server, and the work kept beside it is sent', async () => {
  const { time, quiet, place, client } = await atWork(9);
  place.setOnline(false);
  client.mutate('case.note', note('guardada'));
  await time.advance(1000);
  for (const window of place.windows()) window.kill();
  place.disk.isDamaged = true;
  const window = place.open();
  await time.advance(3000);
  expect(window.client.sync.state()).toMatchObject({ pending: 1, isFirstSync: true });
  await quiet();
  expect(notesOf(window)).toEqual(['guardada']);
  expect(window.client.sync.state()).toMatchObject({ pending: 0, refused: 0, isFirstSync: false });
  expect(place.disk.isDamaged).toBe(false);
});

test('a window that finds the store damaged later has it filled anew by the one that leads', async () => {
  const { time, place, client } = await atWork(11);
  place.disk.isDamaged = true;
  const second = place.open();
  await time.advance(20_000);
  expect(place.disk.isDamaged).toBe(false);
  expect(contentsOf(second.client)).toEqual(contentsOf(client));
  expect(client.rows.find('case', caseId)).toBeDefined();
});

test('unreadable records of the journal are told by every window, and the others are sent', async () => {
  const { time, quiet, place } = await atWork(7);
  for (const window of place.windows()) window.kill();
  place.disk.damaged = 2;
  const first = place.open();
  await time.advance(3000);
  const second = place.open();
  await time.advance(3000);
  for (const { client } of [first, second]) expect(client.sync.state().setAside).toBe(2);
  first.client.mutate('case.note', note('segue'));
  await quiet();
  expect(first.client.sync.state()).toMatchObject({ pending: 0, setAside: 2 });
});

test('rows of a scope that was withdrawn leave this computer at the next contact', async () => {
  const { time, sync, client, place } = await atWork(6);
  expect(client.rows.find('case', caseId)).toBeDefined();
  const moved = { ...syncPeople.agent, teamIds: [aTeam({ name: 'Implantação' }).id] };
  await sync().writeRows(idOf('space'), [{ kind: 'person', id: moved.id, doc: moved }]);
  await time.advance(120_000);
  expect(client.rows.all('case')).toEqual([]);
  expect(client.rows.childrenOf('event', caseId)).toEqual([]);
  expect(place.disk.log.some(({ text }) => text.includes(caseId))).toBe(false);
});

/** The server itself gives the case to another team. */
async function moveTo(
  simulation: Pick<Simulation, 'sync' | 'database' | 'time'>,
  teamId: TeamId,
): Promise<void> {
  const { sync, database, time } = simulation;
  const [row] = await database.look(idOf('space'), (moment) => moment.gather([caseId]));
  const doc = { ...supportCaseSchema.parse(JSON.parse(must(row, 'the case').doc)), teamId };
  await sync().writeRows(idOf('space'), [{ kind: 'case', id: caseId, doc }]);
  await time.advance(5000);
}

test('a case that went to another team and came back brings its whole history along', async () => {
  const { client, place, ...simulation } = await atWork(11);
  client.mutate('case.note', note('antes'));
  await simulation.time.advance(5000);
  const before = contentsOf(client);
  await moveTo(simulation, otherTeam.id);
  expect(client.rows.all('case')).toEqual([]);
  await moveTo(simulation, aTeam().id);
  for (const at of [client, place.open().client]) {
    await simulation.time.advance(5000);
    expect(notesOf({ client: at })).toEqual(['antes']);
    expect([...contentsOf(at).keys()].sort()).toEqual([...before.keys()].sort());
  }
});

test('a person who joins the team a case went to has it again', async () => {
  const { client, place, ...simulation } = await atWork(12);
  client.mutate('case.note', note('antes'));
  await simulation.time.advance(5000);
  await moveTo(simulation, otherTeam.id);
  const joined = { ...syncPeople.agent, teamIds: [aTeam().id, otherTeam.id] };
  await simulation.sync().writeRows(idOf('space'), [{ kind: 'person', id: joined.id, doc: joined }]);
  for (const at of [client, place.open().client]) {
    await simulation.time.advance(5_000);
    expect(notesOf({ client: at })).toEqual(['antes']);
  }
});

test('a damaged or wiped store beside a server that was restored loses nothing that was settled', async () => {
  for (const what of ['damaged', 'wiped']) {
    const { time, quiet, client, place, backUp, restartServer } = await atWork(13);
    backUp();
    client.mutate('case.note', note('desde então'));
    await time.advance(5000);
    for (const window of place.windows()) window.kill();
    if (what === 'damaged') place.disk.isDamaged = true;
    else Object.assign(place.disk, { ...aDisk(), journal: place.disk.journal });
    await restartServer('backup');
    const back = place.open();
    await quiet();
    expect(notesOf(back)).toEqual(['desde então']);
    expect(back.client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
  }
});

test('a database that lost its newest commits unnoticed is told them again by those who made them', async () => {
  const { time, quiet, client, backUp, database, ...simulation } = await atWork(14);
  const colleague = simulation.newPlace(syncPeople.colleague).open();
  await time.advance(5000);
  backUp();
  client.mutate('case.note', note('perdida'));
  await time.advance(5000);
  database.loseTail();
  for (const text of ['um', 'dois', 'três']) {
    colleague.client.mutate('case.note', note(text));
    await time.advance(500);
  }
  await quiet();
  expect([...notesOf({ client })].sort()).toEqual(['dois', 'perdida', 'três', 'um']);
  expect(contentsOf(colleague.client)).toEqual(contentsOf(client));
});

test('a signed-out session keeps the work, and the next sign-in sends it', async () => {
  const { time, quiet, client, place, ...simulation } = await atWork(7);
  simulation.signOut(syncPeople.agent);
  client.mutate('case.note', note('ainda aqui'));
  await time.advance(30_000);
  expect(client.sync.state()).toMatchObject({ connection: 'signed-out', pending: 1 });
  turnOff(place);
  simulation.signIn(syncPeople.agent);
  const again = place.open();
  await quiet();
  expect(again.client.sync.state()).toMatchObject({ connection: 'online', pending: 0 });
  expect(notesOf(again)).toEqual(['ainda aqui']);
});

test('work the server will not read is set aside as refused, and what comes after it goes through', async () => {
  const { time, quiet, client, place, ...simulation } = await atWork(8);
  simulation.rejectPushesWith('ilegível');
  client.mutate('case.note', note('ilegível'));
  client.mutate('case.note', note('depois'));
  await time.advance(60_000);
  expect(notesOf({ client })).toEqual(['depois']);
  expect(client.sync.state()).toMatchObject({ pending: 0, refused: 1 });
  const refusal = must(client.rows.all('refusal')[0], 'a refusal');
  expect(refusal.doc).toMatchObject({ name: 'case.note', args: note('ilegível'), caseId });

  turnOff(place);
  const again = place.open();
  await time.advance(5000);
  expect(again.client.sync.state().refused).toBe(1);
  again.client.mutate('refusal.settle', { refusalId: refusal.id });
  await time.advance(5000);
  expect(again.client.sync.state()).toMatchObject({ pending: 0, refused: 0 });
  await quiet();
  expect(notesOf(again)).toEqual(['depois']);
});

test('a wiped store comes back from the journal: unsent work, drafts and their order', async () => {
  const { time, quiet, client, place, ...simulation } = await atWork(9);
  place.setOnline(false);
  client.mutate('case.note', note('um'));
  client.mutate('case.note', note('dois'));
  client.drafts.write('case:1:note', 'ainda não');
  await time.advance(2000);
  const { journal, journalEpoch } = turnOff(place);
  const wiped = simulation.newPlace(syncPeople.agent);
  Object.assign(wiped.disk, { journal, journalEpoch });
  const back = wiped.open();
  await time.advance(500);
  expect(back.client.drafts.find('case:1:note')).toMatchObject({ text: 'ainda não', isKept: true });
  await quiet();
  expect(notesOf(back)).toEqual(['um', 'dois']);
});

test('a third person on the same computer sees nothing of the first, whose work waits', async () => {
  const { time, quiet, client, place, ...simulation } = await atWork(10);
  place.setOnline(false);
  client.mutate('case.note', note('da primeira'));
  await time.advance(1000);
  turnOff(place);
  const third = simulation.newPlace(syncPeople.colleague).open();
  await time.advance(10_000);
  expect(third.client.sync.state().pending).toBe(0);
  expect(notesOf(third)).toEqual([]);
  place.setOnline(true);
  place.open();
  await quiet();
  expect(notesOf(third)).toEqual(['da primeira']);
});

test('every window hears that its computer is to be wiped, and asks nothing more', async () => {
  const { time, place, client, askWipe, requests } = await atWork(32);
  const other = place.open();
  await time.advance(3000);
  askWipe(syncPeople.agent);
  client.mutate('case.note', note('nunca enviada'));
  await time.advance(2000);
  for (const each of [client, other.client])
    expect(each.sync.state()).toMatchObject({ connection: 'wiped', pending: 1 });
  const before = requests();
  client.sync.nudge();
  await time.advance(120_000);
  expect(requests()).toBe(before);
});
