/** A computer that is set up begins with snapshots, and with what happens while it fetches them. */
import { expect, test } from 'vitest';
import { SyncError } from '#renderer/sync/transport.ts';
import type { TeamId } from '#shared/domain/people/person.ts';
import { aTeam } from '../support/builders.ts';
import { aComputer } from '../support/sync-computer.ts';
import { aDisk } from '../support/sync-disk.ts';
import { aTransport, noFaults } from '../support/sync-network.ts';
import { aSimulation, contentsOf, type Simulation, space } from '../support/sync-simulation.ts';
import { openArgs, otherTeam, syncPeople } from '../support/sync-space.ts';

const { agent, colleague, outsider } = syncPeople;

/** Called before a page or a pull is asked for, the first one being 1; what it throws the line does. */
type During = (call: 'page' | 'pull', nth: number) => Promise<void> | void;

/** A team at work whose cases are more than come at once, and a computer of its own for Lia, not yet opened. */
async function aTeamAtWork(seed: number, during: During = () => {}) {
  const simulation = await aSimulation(seed);
  const ana = simulation.newPlace(colleague).open().client;
  await simulation.time.advance(2_000);
  const cases = Array.from({ length: 8 }, () => ana.newId());
  for (const caseId of cases) ana.mutate('case.open', openArgs(caseId));
  await simulation.time.advance(2_000);
  return { ...simulation, ana, cases, lia: aNewComputer(simulation, during) };
}

function aNewComputer({ time, dice, server }: Simulation, during: During) {
  /** Pages, by their hash. */
  const came: string[] = [];
  let asked = 0;
  let pulls = 0;
  let lives = 0;
  const session = { person: agent, space };
  const computer = aComputer({
    ...{ session, disk: aDisk(), time, dice, lostMessages: () => 0, skewMs: () => 0 },
    transport: (isAlive) => {
      const way = aTransport({
        ...{ sync: server.sync, blobs: server.blobs, author: { space: space.id, person: agent.id } },
        ...{ time, dice, isAlive, faults: () => noFaults, isOnline: () => true, isOlder: () => false },
        ...{ refuse: () => undefined, onRequest: () => {} },
      });
      return {
        ...way,
        live: (events) => {
          lives += 1;
          return way.live(events);
        },
        pull: async (request) => {
          pulls += 1;
          await during('pull', pulls);
          return way.pull(request);
        },
        snapshotPage: async (scope, hash) => {
          asked += 1;
          await during('page', asked);
          const text = await way.snapshotPage(scope, hash);
          if (text !== undefined) came.push(hash);
          return text;
        },
      };
    },
  });
  return { open: () => computer.open().client, came, pulls: () => pulls, lives: () => lives };
}

test('a computer that is set up holds what another one of the team does', async () => {
  const { ana, lia, time } = await aTeamAtWork(1);
  const client = lia.open();
  await time.advance(5_000);
  expect(client.sync.state()).toMatchObject({ connection: 'online', isFirstSync: false });
  expect(lia.came.length).toBeGreaterThan(5);
  expect(contentsOf(client)).toEqual(contentsOf(ana));
});

test('a line that is cut at every third page goes on each time, and no page comes twice', async () => {
  const said: string[] = [];
  let cuts = 0;
  const { ana, lia, time } = await aTeamAtWork(2, (call, nth) => {
    if (call === 'pull') return;
    said.push(client.sync.state().connection);
    if (nth % 3 !== 0) return;
    cuts += 1;
    throw new SyncError('unreachable');
  });
  const client = lia.open();
  await time.advance(120_000);
  // Nor is it called offline while pages come.
  expect(new Set(said)).toEqual(new Set(['connecting']));
  expect(cuts).toBeGreaterThan(2);
  expect(new Set(lia.came).size).toBe(lia.came.length);
  expect(contentsOf(client)).toEqual(contentsOf(ana));
});

test('a line that is cut goes on with what it began with, whatever is written meanwhile', async () => {
  let pulls = 0;
  let cuts = 0;
  const stage = await aTeamAtWork(10, async (call, nth) => {
    if (call === 'pull') return;
    pulls = stage.lia.pulls();
    if (nth % 3 !== 0) return;
    cuts += 1;
    for (const caseId of stage.cases)
      for (const text of ['They', 'called', 'again']) stage.ana.mutate('case.note', { caseId, text });
    await stage.time.delay(1_000);
    throw new SyncError('unreachable');
  });
  const client = stage.lia.open();
  await stage.time.advance(120_000);
  expect(cuts).toBeGreaterThan(2);
  expect(pulls).toBe(1);
  expect(new Set(stage.lia.came).size).toBe(stage.lia.came.length);
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});

test('nothing is shown before the last page and the pull after it have come', async () => {
  const { lia, time } = await aTeamAtWork(3, (call, nth) => {
    if (call === 'page' && nth > 4) throw new SyncError('unreachable');
  });
  const client = lia.open();
  await time.advance(60_000);
  expect(lia.came).toHaveLength(4);
  expect(client.sync.state().isFirstSync).toBe(true);
  expect(contentsOf(client).size).toBe(0);
});

test('a window that leads no more fetches the page it is at and none after it', async () => {
  const stage = await aTeamAtWork(11, async (call, nth) => {
    if (call === 'page' && nth === 3) await client.close();
  });
  const client = stage.lia.open();
  await stage.time.advance(60_000);
  expect(stage.lia.came).toHaveLength(3);
});

test('what changes, comes and leaves while pages are fetched is as it is for everybody', async () => {
  const stage = await aTeamAtWork(4, async (call, nth) => {
    if (call !== 'page' || nth !== 4) return;
    const { ana, cases, server, database } = stage;
    ana.mutate('case.note', { caseId: cases[0] ?? '', text: 'They called.' });
    ana.mutate('case.open', openArgs(ana.newId()));
    const [row] = await database.look(space.id, ({ gather }) => gather(cases.slice(1, 2)));
    const doc = JSON.parse(row?.doc ?? '');
    await server.write(space.id, [{ kind: 'case', id: doc.id, doc: { ...doc, teamId: otherTeam.id } }]);
    await stage.time.delay(1_000);
  });
  const client = stage.lia.open();
  await stage.time.advance(10_000);
  expect(client.rows.all('case')).toHaveLength(8);
  expect(client.rows.find('case', stage.cases[1] ?? '')).toBeUndefined();
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});

test('a team that is withdrawn while its pages are fetched leaves nothing here', async () => {
  const stage = await aTeamAtWork(5, async (call, nth) => {
    if (call !== 'page' || nth !== 4) return;
    const moved = { ...agent, teamIds: [otherTeam.id] };
    await stage.server.write(space.id, [{ kind: 'person', id: agent.id, doc: moved }]);
  });
  const client = stage.lia.open();
  await stage.time.advance(60_000);
  expect(client.sync.state()).toMatchObject({ connection: 'online', isFirstSync: false });
  expect(client.rows.all('customer')).toHaveLength(1);
  expect(client.rows.all('case')).toEqual([]);
  expect(stage.lia.came).toEqual([...new Set(stage.lia.came)]);
});

test('a team withdrawn after its last page leaves nothing either', async () => {
  const stage = await aTeamAtWork(6, async (call, nth) => {
    if (call !== 'pull' || nth !== 2) return;
    expect(stage.lia.came.length).toBeGreaterThan(5);
    const moved = { ...agent, teamIds: [otherTeam.id] };
    await stage.server.write(space.id, [{ kind: 'person', id: agent.id, doc: moved }]);
  });
  const client = stage.lia.open();
  await stage.time.advance(60_000);
  expect(client.sync.state()).toMatchObject({ connection: 'online', isFirstSync: false });
  expect(client.rows.all('case')).toEqual([]);
});

test('a team withdrawn while the pages of another one are fetched leaves nothing here', async () => {
  let isGranted = false;
  let pages = 0;
  const stage = await aTeamAtWork(9, async (call) => {
    if (call !== 'page' || !isGranted) return;
    pages += 1;
    if (pages === 4) await moveTo(aTeam().id);
  });
  const moveTo = (...teamIds: readonly TeamId[]) =>
    stage.server.write(space.id, [{ kind: 'person', id: agent.id, doc: { ...agent, teamIds } }]);
  const olga = stage.newPlace(outsider).open().client;
  await stage.time.advance(2_000);
  const caseId = olga.newId();
  olga.mutate('case.open', openArgs(caseId, { teamId: otherTeam.id }));
  await moveTo(otherTeam.id);
  const client = stage.lia.open();
  await stage.time.advance(5_000);
  expect(client.rows.find('case', caseId)).toBeDefined();
  isGranted = true;
  await moveTo(otherTeam.id, aTeam().id);
  await stage.time.advance(60_000);
  expect(pages).toBeGreaterThanOrEqual(4);
  expect(client.sync.state().connection).toBe('online');
  expect(client.rows.find('case', caseId)).toBeUndefined();
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});

test('pages that are gone, and those that do not fit any more, are no loss of the connection', async () => {
  const said: string[] = [];
  let isGranted = false;
  let pages = 0;
  const stage = await aTeamAtWork(12, async (call) => {
    if (!isGranted) return;
    said.push(client.sync.state().connection);
    if (call !== 'page') return;
    pages += 1;
    if (pages === 3) {
      stage.time.sleep(20_000);
      await stage.sweep();
    }
    if (pages === 5) await moveTo(aTeam().id);
  });
  const moveTo = (...teamIds: readonly TeamId[]) =>
    stage.server.write(space.id, [{ kind: 'person', id: agent.id, doc: { ...agent, teamIds } }]);
  await moveTo(otherTeam.id);
  const client = stage.lia.open();
  await stage.time.advance(5_000);
  isGranted = true;
  await moveTo(otherTeam.id, aTeam().id);
  await stage.time.advance(120_000);
  expect(pages).toBeGreaterThan(5);
  expect(new Set(said)).toEqual(new Set(['online']));
  expect(stage.lia.lives()).toBe(1);
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});

test('a server restored while pages are fetched is begun with anew', async () => {
  const stage = await aTeamAtWork(7, async (call, nth) => {
    if (call === 'page' && nth === 4) await stage.restartServer('backup');
  });
  stage.backUp();
  stage.ana.mutate('case.open', openArgs(stage.ana.newId()));
  await stage.time.advance(2_000);
  const client = stage.lia.open();
  await stage.time.advance(180_000);
  expect(client.sync.state()).toMatchObject({ connection: 'online', isFirstSync: false });
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});

test('pages the server has dropped meanwhile are made again', async () => {
  const stage = await aTeamAtWork(8, async (call, nth) => {
    if (call !== 'page' || nth !== 3) return;
    stage.time.sleep(20_000);
    await stage.sweep();
  });
  const client = stage.lia.open();
  await stage.time.advance(60_000);
  expect(contentsOf(client)).toEqual(contentsOf(stage.ana));
});
