/** A first sync that begins with snapshots, over HTTP and on a real PostgreSQL. */
import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { keepHouse } from '#server/jobs/housekeeping.ts';
import { createSync } from '#server/sync/create-sync.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { snapshotsKeptMs } from '#server/sync/snapshots.ts';
import { must } from '#shared/lib/must.ts';
import { type NamedSnapshot, pullRowSchema } from '#shared/protocol/messages.ts';
import { referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { aTeam, later } from '#test/support/builders.ts';
import { openArgs, type Pulled, parsePull, syncPeople } from '#test/support/sync-space.ts';
import { aServer, type TestServer } from '#test/support/test-server.ts';

type Headers = { readonly authorization: string };
/** Everything of a few rows is large. */
const snapshots = { rowsAtOnce: 6, pageRows: 3, rowsBehind: 1_000 };
const team = teamScope(aTeam().id);

async function aCompany(): Promise<TestServer & { readonly headers: Headers }> {
  const server = await aServer({ snapshots });
  const headers = await server.signIn();
  for (let n = 0; n < 4; n++) await openCase(server, headers);
  return { ...server, headers };
}

async function openCase({ app, clock }: TestServer, headers: Headers): Promise<string> {
  const caseId = randomUUID();
  const args = openArgs(caseId);
  const mutation = { m: randomUUID(), mid: 1, name: 'case.open', v: 1, args, base: {}, at: clock.now };
  const payload = { client: randomUUID(), term: null, mutations: [mutation] };
  const answer = await app.inject({ method: 'POST', url: '/api/sync/push', headers, payload });
  expect(answer.json()).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
  return caseId;
}

async function pull(
  { app }: TestServer,
  headers: Headers,
  since: Readonly<Record<string, string>> = {},
): Promise<Pulled> {
  const query = { client: randomUUID(), settled: '0', ...since };
  const answer = await app.inject({ url: '/api/sync/pull', query, headers });
  return parsePull(answer.body.trimEnd().split('\n'));
}

function namedIn({ rows, end }: Pulled): readonly NamedSnapshot[] {
  expect(rows).toEqual([]);
  return must(end.snapshots, 'snapshots to begin with');
}

const askPage = ({ app }: TestServer, headers: Headers, scope: string, page: string) =>
  app.inject({ url: '/api/sync/snapshot', query: { scope, page }, headers });

async function readAll(server: TestServer, headers: Headers, named: readonly NamedSnapshot[]) {
  const lines: string[] = [];
  for (const { scope, pages } of named)
    for (const { hash, bytes } of pages) {
      const answer = await askPage(server, headers, scope, hash);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-length': String(bytes),
      });
      const text = gunzipSync(answer.rawPayload).toString();
      expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
      lines.push(...text.split('\n'));
    }
  return lines.map((line) => pullRowSchema.parse(JSON.parse(line)));
}

function restOf(server: TestServer, headers: Headers, told: Pulled): Promise<Pulled> {
  const cursors = namedIn(told).map(({ scope, ver }) => `${scope}:${ver}`);
  return pull(server, headers, { term: told.end.term, cursors: cursors.join(','), snapshots: '1' });
}

test('a first sync is told of snapshots, gets their pages compressed, and the rest by a pull', async () => {
  const server = await aCompany();
  const { headers } = server;
  const told = await pull(server, headers, { snapshots: '1' });
  expect(namedIn(told).map(({ scope }) => scope)).toEqual([referenceScope, team]);
  const caseId = await openCase(server, headers);
  const begun = await readAll(server, headers, namedIn(told));
  const rest = await restOf(server, headers, told);
  expect(rest.end).toMatchObject({ fresh: false, term: told.end.term });
  expect(rest.rows.map(({ id }) => id)).toContain(caseId);
  const whole = await pull(server, headers);
  const ids = new Set([...begun, ...rest.rows].map(({ id, ver }) => `${id} ${ver}`));
  expect(ids).toEqual(new Set(whole.rows.map(({ id, ver }) => `${id} ${ver}`)));
});

test('no page for who does not hold its scope, and none that is not there: both are the same 404', async () => {
  const server = await aCompany();
  const { headers, app } = server;
  const named = namedIn(await pull(server, headers, { snapshots: '1' }));
  const page = named.find(({ scope }) => scope === team)?.pages[0]?.hash ?? '';
  const outsider = await server.signIn('outsider');
  const refused = await askPage(server, outsider, team, page);
  const missing = await askPage(server, headers, team, 'a'.repeat(64));
  expect([refused.statusCode, missing.statusCode]).toEqual([404, 404]);
  expect(refused.json()).toEqual(missing.json());
  expect((await askPage(server, outsider, referenceScope, page)).statusCode).toBe(404);
  expect((await askPage(server, headers, team, 'x')).statusCode).toBe(400);
  const unsigned = await app.inject({ url: '/api/sync/snapshot', query: { scope: team, page } });
  expect(unsigned.statusCode).toBe(401);
  expect((await askPage(server, headers, team, page)).statusCode).toBe(200);
});

test('another server on the database names the same snapshots, and one whose pages are gone makes new ones', async () => {
  const server = await aCompany();
  const { db, space, headers, clock } = server;
  const first = await pull(server, headers, { snapshots: '1' });
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const findMutator = () => undefined;
  const store = createPostgresStore(db);
  const other = createSync({ store, findMutator, clock: () => clock.now, random, snapshots });
  const author = { space, person: syncPeople.agent.id };
  const query = { client: randomUUID(), settled: 0, cursors: '', snapshots: '1' as const };
  expect(namedIn(parsePull(await other.pull(author, query)))).toEqual(namedIn(first));
  // As after a crash of PostgreSQL, or on a standby that took over.
  await db.query('TRUNCATE snapshot_page');
  const [gone] = namedIn(first);
  const page = gone?.pages[0]?.hash ?? '';
  expect((await askPage(server, headers, gone?.scope ?? '', page)).statusCode).toBe(404);
  const second = namedIn(await pull(server, headers, { snapshots: '1' }));
  expect((await readAll(server, headers, second)).length).toBeGreaterThan(0);
});

test('old snapshots go with the housekeeping, young ones stay', async () => {
  const server = await aCompany();
  const { app, db, headers, clock } = server;
  const [{ scope, pages }] = namedIn(await pull(server, headers, { snapshots: '1' })) as [NamedSnapshot];
  const store = createPostgresStore(db);
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const sync = createSync({ store, findMutator: () => undefined, clock: () => clock.now, random });
  const onError = (error: unknown) => {
    throw error;
  };
  const house = { db, store, sync, archiveAfterMs: 1e12, isWanted: () => true, onError };
  await keepHouse(house, later(clock.now, snapshotsKeptMs));
  expect((await askPage(server, headers, scope, pages[0]?.hash ?? '')).statusCode).toBe(200);
  await keepHouse(house, later(clock.now, snapshotsKeptMs + 1));
  expect((await askPage(server, headers, scope, pages[0]?.hash ?? '')).statusCode).toBe(404);
  await app.close();
});
