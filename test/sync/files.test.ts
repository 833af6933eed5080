/** Files that travel between simulated computers. */
import { expect, test } from 'vitest';
import type { RaiaClient } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import { aFile, hours } from '../support/builders.ts';
import { idOf } from '../support/ids.ts';
import { sha256Of } from '../support/sha256.ts';
import { noFaults } from '../support/sync-network.ts';
import { aSimulation } from '../support/sync-simulation.ts';
import { openArgs, syncPeople } from '../support/sync-space.ts';

const caseId = idOf('case');
const bytes = new Uint8Array(200_000).map((_, place) => place % 251);
const sha256 = sha256Of(bytes);
const file = aFile({ bytes: bytes.length, sha256 });

async function twoAtOneCase(seed: number) {
  const simulation = await aSimulation(seed);
  const lia = simulation.newPlace(syncPeople.agent);
  const ana = simulation.newPlace(syncPeople.colleague);
  const here = lia.open().client;
  const there = ana.open().client;
  await simulation.time.advance(2_000);
  here.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(2_000);
  return { ...simulation, lia, ana, here, there };
}

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
