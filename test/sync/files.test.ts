/** Files that travel between simulated computers. */
import { expect, test } from 'vitest';
import { findCarriedFiles, mostCarriedBytes, readCarriedFiles } from '#renderer/data/carried-files.ts';
import type { RaiaClient } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import { aFile, hours } from '../support/builders.ts';
import { sha256Of } from '../support/sha256.ts';
import { caseId, twoAtOneCase } from '../support/sync-at-work.ts';
import { noFaults } from '../support/sync-network.ts';
import { syncPeople } from '../support/sync-space.ts';

const bytes = new Uint8Array(200_000).map((_, place) => place % 251);
const sha256 = sha256Of(bytes);
const file = aFile({ bytes: bytes.length, sha256 });

type Stage = Awaited<ReturnType<typeof twoAtOneCase>>;

/** As the composer does: the bytes first, then the words about them. */
async function attach({ time }: Stage, client: RaiaClient, content = bytes, parts = {}): Promise<void> {
  const kept = client.files.keep(content);
  await time.advance(50);
  client.mutate('case.attach', { caseId, files: [{ ...file, sha256: await kept, ...parts }] });
  await time.advance(50);
}

const stateOf = (client: RaiaClient, name = sha256) =>
  client.rows.all('attachment').find(({ doc }) => doc.sha256 === name)?.doc.state;

async function opened({ time }: Stage, client: RaiaClient, name = sha256) {
  const answer = client.files.open(name);
  await time.advance(2_000);
  const result = await answer;
  return result.kind === 'opened' ? sha256Of(result.bytes) : result.kind;
}

test('a file attached offline waits here over a restart, then goes, and a colleague opens it', async () => {
  const stage = await twoAtOneCase(1);
  const { time, lia, here, there } = stage;
  lia.setOnline(false);
  await attach(stage, here);
  await time.advance(2_000);
  expect(here.sync.state()).toMatchObject({ pending: 1, files: { waiting: 1, sending: null } });
  for (const window of lia.windows()) window.kill();
  const again = lia.open().client;
  await time.advance(5_000);
  expect(again.sync.state()).toMatchObject({ pending: 1, files: { waiting: 1 } });
  expect(await opened(stage, there)).toBe('not-there');
  lia.setOnline(true);
  await time.advance(30_000);
  expect(again.sync.state()).toMatchObject({ pending: 0, files: { waiting: 0, sending: null } });
  expect([stateOf(again), stateOf(there)]).toEqual(['present', 'present']);
  expect(await opened(stage, there)).toBe(sha256);
  stage.ana.setOnline(false);
  expect(await opened(stage, there)).toBe(sha256);
});

test('text goes first: no piece is sent while a change waits', async () => {
  const stage = await twoAtOneCase(2);
  const { time, here, there, lia } = stage;
  lia.setOnline(false);
  await attach(stage, here);
  stage.rejectPushesWith('this one is stuck');
  here.mutate('case.note', { caseId, text: 'this one is stuck' });
  for (let n = 0; n < 5; n += 1) here.mutate('case.note', { caseId, text: `note ${n}` });
  await time.advance(50);
  lia.setOnline(true);
  let pushes = 0;
  stage.sync().onCommit(() => {
    pushes += 1;
  });
  const before: number[] = [];
  here.sync.subscribe(() => {
    if (here.sync.state().files.sending !== null) before.push(pushes);
  });
  await time.advance(60_000);
  expect(stateOf(there)).toBe('present');
  expect(here.sync.state().refused).toBe(1);
  // The file's row alone, after the rejection, and then the five notes together.
  expect(new Set(before)).toEqual(new Set([2]));
});

test('over a line that loses requests and answers, and with windows killed, every file arrives whole', async () => {
  for (const seed of [3, 4, 5, 6]) {
    const stage = await twoAtOneCase(seed);
    const { time, dice, lia, setFaults, quiet } = stage;
    setFaults({ ...noFaults, lostRequests: 0.3, lostAnswers: 0.3, doubled: 0.2, slowestMs: 400 });
    const contents = [1, 2, 3].map((n) => new Uint8Array(90_000 * n).fill(n));
    for (const content of contents) {
      const client = must(lia.windows()[0], 'a window').client;
      await attach(stage, client, content, { bytes: content.length });
      await time.advance(dice.int(4_000));
      for (const window of lia.windows()) window.kill();
      lia.open();
      await time.advance(3_000);
    }
    await quiet();
    for (const content of contents) {
      const name = sha256Of(content);
      expect(stateOf(stage.there, name), `seed ${seed}`).toBe('present');
      expect(await opened(stage, stage.there, name)).toBe(name);
    }
  }
});

test('a server restored from before the file is sent it again, though it had it once', async () => {
  const stage = await twoAtOneCase(7);
  const { time, here, there } = stage;
  stage.backUp();
  await attach(stage, here);
  await time.advance(10_000);
  expect(stateOf(there)).toBe('present');
  await stage.restartServer('backup');
  await time.advance(200_000);
  expect(stateOf(here)).toBe('present');
  expect(stateOf(there)).toBe('present');
  expect(await opened(stage, there)).toBe(sha256);
});

test('a file whose bytes are gone from this computer says so, stays awaited, and is sent once attached anew', async () => {
  const stage = await twoAtOneCase(8);
  const { time, lia, here } = stage;
  lia.setOnline(false);
  await attach(stage, here);
  lia.disk.blobs.clear();
  for (const window of lia.windows()) window.kill();
  const again = lia.open().client;
  lia.setOnline(true);
  await time.advance(20_000);
  expect(again.sync.state()).toMatchObject({ pending: 0, files: { waiting: 0 } });
  expect(stateOf(again)).toBe('awaited');
  again.files.isHere(sha256);
  await time.advance(100);
  expect(again.files.isHere(sha256)).toBe(false);
  await attach(stage, again);
  await time.advance(20_000);
  expect(again.rows.all('attachment').map(({ doc }) => doc.state)).toEqual(['present', 'present']);
});

test('damaged bytes are told and kept, not sent, and do not hold up the others', async () => {
  const stage = await twoAtOneCase(9);
  const { time, lia, here, there } = stage;
  lia.setOnline(false);
  await attach(stage, here);
  const held = must(lia.disk.blobs.get(sha256), 'the bytes');
  lia.disk.blobs.set(sha256, { ...held, bytes: bytes.map((byte) => byte ^ 1) });
  const other = new Uint8Array(10).fill(9);
  await attach(stage, here, other, { bytes: 10 });
  lia.setOnline(true);
  await time.advance(20_000);
  expect(here.sync.state().files).toMatchObject({ waiting: 0, damaged: [sha256] });
  expect(stateOf(there, sha256Of(other))).toBe('present');
  expect(stateOf(there)).toBe('awaited');
  expect(lia.disk.blobs.has(sha256)).toBe(true);
});

test('a copy stays 14 days after it was sent; what waits, or is in a draft, stays for ever', async () => {
  const stage = await twoAtOneCase(10);
  const { time, lia, here } = stage;
  await attach(stage, here);
  await time.advance(10_000);
  const draft = new Uint8Array(5).fill(1);
  const dropped = new Uint8Array(6).fill(2);
  for (const content of [draft, dropped]) void here.files.keep(content);
  here.drafts.write(`case:${caseId}:files`, JSON.stringify([{ ...file, sha256: sha256Of(draft) }]));
  const backAfter = async (days: number) => {
    for (const window of [...lia.windows(), ...stage.ana.windows()]) window.kill();
    await time.advance(hours(24 * days));
    lia.open();
    await time.advance(60_000);
  };
  await time.advance(100);
  await backAfter(13);
  expect(lia.disk.blobs.size).toBe(3);
  await backAfter(2);
  expect([...lia.disk.blobs.keys()]).toEqual([sha256Of(draft)]);
  expect(stateOf(must(lia.windows()[0], 'a window').client)).toBe('present');
});

test('what was never attached stays while its bytes are not those of its name: a key may come back for them', async () => {
  const stage = await twoAtOneCase(16);
  const { time, lia, here } = stage;
  const [locked, chosen] = [new Uint8Array(5).fill(4), new Uint8Array(6).fill(5)];
  for (const content of [locked, chosen]) void here.files.keep(content);
  await time.advance(5_000);
  const held = must(lia.disk.blobs.get(sha256Of(locked)), 'the bytes');
  lia.disk.blobs.set(held.sha256, { ...held, bytes: locked.map((byte) => byte ^ 1) });
  for (const window of [...lia.windows(), ...stage.ana.windows()]) window.kill();
  await time.advance(hours(24 * 15));
  lia.open();
  await time.advance(60_000);
  expect([...lia.disk.blobs.keys()]).toEqual([held.sha256]);
});

test('carried to another computer of their author, files go from there; what cannot be read stays behind by name', async () => {
  const stage = await twoAtOneCase(12);
  const { time, lia, here, there } = stage;
  lia.setOnline(false);
  const broken = new Uint8Array(10).fill(7);
  await attach(stage, here);
  await attach(stage, here, broken, { bytes: 10, name: 'quebrado.jpg' });
  const held = must(lia.disk.blobs.get(sha256Of(broken)), 'the bytes');
  lia.disk.blobs.set(sha256Of(broken), { ...held, bytes: broken.map((byte) => byte ^ 1) });
  const reading = readCarriedFiles(here);
  await time.advance(100);
  const { along, missing } = await reading;
  expect(along).toEqual([{ sha256, name: file.name, bytes }]);
  expect(missing).toEqual([{ sha256: sha256Of(broken), name: 'quebrado.jpg' }]);
  const desk = stage.newPlace(syncPeople.agent).open().client;
  await time.advance(2_000);
  for (const { bytes: content } of along) void desk.files.keep(content);
  await time.advance(100);
  desk.takeIn(here.unsent());
  await time.advance(10_000);
  expect([stateOf(desk), stateOf(there)]).toEqual(['present', 'present']);
  expect(stateOf(there, sha256Of(broken))).toBe('awaited');
  lia.setOnline(true);
  await time.advance(10_000);
  expect(here.sync.state()).toMatchObject({ pending: 0, files: { waiting: 0 } });
});

test('of files larger than one file takes along the oldest go, and the others are named', async () => {
  const stage = await twoAtOneCase(13);
  const { time, lia, here } = stage;
  lia.setOnline(false);
  const size = 20 * 1024 * 1024;
  const most = Math.floor(mostCarriedBytes / size);
  for (let n = 0; n <= most; n += 1)
    await attach(stage, here, new Uint8Array(3).fill(n), { bytes: size, name: `foto ${n}.jpg` });
  const finding = findCarriedFiles(here);
  await time.advance(100);
  const { along, tooMuch } = await finding;
  expect(along.map(({ name }) => name)).toEqual(Array.from({ length: most }, (_, n) => `foto ${n}.jpg`));
  expect(tooMuch.map(({ name }) => name)).toEqual([`foto ${most}.jpg`]);
});

test('files of work that cannot be shown here go along, and the missing ones are named', async () => {
  const stage = await twoAtOneCase(17);
  const { time, lia, here } = stage;
  lia.setOnline(false);
  const gone = new Uint8Array(10).fill(8);
  await attach(stage, here);
  await attach(stage, here, gone, { bytes: 10, name: 'sumiu.jpg' });
  const place = stage.newPlace(syncPeople.agent);
  place.setOnline(false);
  const desk = place.open().client;
  await time.advance(100);
  void desk.files.keep(bytes);
  await time.advance(100);
  desk.takeIn(here.unsent());
  await time.advance(2_000);
  expect(desk.rows.all('attachment')).toEqual([]);
  const finding = findCarriedFiles(desk);
  await time.advance(100);
  const { along, missing } = await finding;
  expect(along.map(({ name }) => name)).toEqual([file.name]);
  expect(missing.map(({ name }) => name)).toEqual(['sumiu.jpg']);
});

test('what a draft names goes along after what was attached', async () => {
  const stage = await twoAtOneCase(18);
  const { time, lia, here } = stage;
  lia.setOnline(false);
  const chosen = new Uint8Array(3).fill(9);
  void here.files.keep(chosen);
  const inDraft = { ...file, sha256: sha256Of(chosen), name: 'rascunho.jpg' };
  here.drafts.write(`case:${caseId}:files`, JSON.stringify([inDraft]));
  await attach(stage, here);
  const finding = findCarriedFiles(here);
  await time.advance(100);
  expect((await finding).along.map(({ name }) => name)).toEqual([file.name, 'rascunho.jpg']);
});

test('files of a pinned case come by themselves, stay beyond their days, and may go once it is unpinned', async () => {
  const stage = await twoAtOneCase(14);
  const { time, lia, ana, here, there } = stage;
  const far = new Uint8Array(9).fill(3);
  there.mutate('case.pin', { caseId });
  await attach(stage, here);
  await attach(stage, here, far, { bytes: far.length });
  await time.advance(20_000);
  expect([...ana.disk.blobs.keys()].sort()).toEqual([sha256, sha256Of(far)].sort());
  ana.setOnline(false);
  expect(await opened(stage, there, sha256Of(far))).toBe(sha256Of(far));
  ana.setOnline(true);
  const backAfter = async (days: number) => {
    for (const window of [...lia.windows(), ...ana.windows()]) window.kill();
    await time.advance(hours(24 * days));
    const { client } = ana.open();
    await time.advance(60_000);
    return client;
  };
  const later = await backAfter(15);
  expect(ana.disk.blobs.size).toBe(2);
  for (const { id } of later.rows.all('pin')) later.mutate('case.unpin', { pinId: id });
  await time.advance(2_000);
  await backAfter(1);
  expect(ana.disk.blobs.size).toBe(0);
});

test('nothing of a pinned case is fetched while a change waits to be sent', async () => {
  const stage = await twoAtOneCase(15);
  const { time, ana, here, there } = stage;
  await attach(stage, here);
  await time.advance(10_000);
  stage.rejectPushesWith('this one is stuck');
  there.mutate('case.pin', { caseId });
  there.mutate('case.note', { caseId, text: 'this one is stuck' });
  await time.advance(400);
  expect(there.sync.state().pending).toBeGreaterThan(0);
  expect(ana.disk.blobs.size).toBe(0);
});

test('the window that leads sends what another window of this computer attached', async () => {
  const stage = await twoAtOneCase(11);
  const { time, lia, there } = stage;
  const second = lia.open().client;
  await time.advance(2_000);
  expect(second.sync.state().isLeader).toBe(false);
  await attach(stage, second);
  await time.advance(10_000);
  expect(stateOf(there)).toBe('present');
  expect(second.sync.state().files.waiting).toBe(0);
});
