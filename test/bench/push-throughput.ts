/**
 * Durable changes a second in one company: 64 computers with 4 notes in flight
 * each, through the server's own push on a real PostgreSQL. Its peer is the
 * same reading and writing as a transaction for each note, over 16 connections.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { aClient, aSyncSpace, openArgs, type SyncSpace, syncPeople } from '#test/support/sync-space.ts';
import { type Measured, quantile } from './figure.ts';
import { type OwnPostgres, withPostgres } from './server/own-postgres.ts';

const computers = 64;
const inFlight = 4;
const connections = 16;
const roundMs = 2_000;
const rounds = 5;

export function pushThroughput(): Promise<readonly Measured[]> {
  return withPostgres(measureNotes);
}

async function measureNotes({ url, db, space }: OwnPostgres): Promise<readonly Measured[]> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // A connection that is still on its way out hears that the database stops.
  pool.on('error', () => {});
  try {
    const desks = await openDesks(await aSyncSpace({ store: createPostgresStore(db), space }));
    const [together, apart]: [Round[], Round[]] = [[], []];
    for (let nth = 0; nth < rounds; nth++) {
      together.push(await runRound(computers * inFlight, (worker) => desks[worker % computers]?.note()));
      apart.push(
        await runRound(computers * inFlight, (worker) =>
          noteAlone(pool, space, desks[worker % computers]?.caseId),
        ),
      );
    }
    const median = (done: readonly Round[], pick: (round: Round) => number) => quantile(done.map(pick), 0.5);
    return [
      {
        name: 'push-throughput',
        what: `notes a second, ${computers} computers with ${inFlight} in flight, median of ${rounds} rounds`,
        unit: 'a second',
        ours: median(together, ({ aSecond }) => aSecond),
        peers: { 'a transaction each': median(apart, ({ aSecond }) => aSecond) },
        target: { guide: 8_000, ratioAtLeast: 5 },
      },
      {
        name: 'push-throughput-p99',
        what: 'how long the slowest of a hundred of them waited',
        unit: 'ms',
        ours: median(together, ({ p99 }) => p99),
        peers: { 'a transaction each': median(apart, ({ p99 }) => p99) },
        target: { guide: 50 },
      },
    ];
  } finally {
    await pool.end();
  }
}

type Round = { readonly aSecond: number; readonly p99: number };

/** Every worker does one thing after another until the time is over. */
async function runRound(
  workers: number,
  work: (worker: number) => Promise<unknown> | undefined,
): Promise<Round> {
  const waits: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - begun < roundMs) {
        const from = performance.now();
        await work(worker);
        waits.push(performance.now() - from);
      }
    }),
  );
  return { aSecond: waits.length / ((performance.now() - begun) / 1_000), p99: quantile(waits, 0.99) };
}

type NotingDesk = { readonly caseId: string; readonly note: () => Promise<void> };

/** Each computer with a case of its own. */
async function openDesks(company: SyncSpace): Promise<readonly NotingDesk[]> {
  return Promise.all(
    Array.from({ length: computers }, async (): Promise<NotingDesk> => {
      const client = aClient(company, syncPeople.agent);
      const caseId = randomUUID();
      await client.mutate('case.open', openArgs(caseId));
      const note = async () => {
        const answer = await client.mutate('case.note', { caseId, text: 'Called back, nobody there.' });
        const isApplied =
          answer.kind === 'done' && answer.outcomes.every(({ outcome }) => outcome.kind === 'applied');
        if (!isApplied) throw new Error(`A note was answered ${JSON.stringify(answer)}`);
      };
      return { caseId, note };
    }),
  );
}

/** What a note reads and writes, one statement after another. */
async function noteAlone(pool: pg.Pool, space: string, caseId = ''): Promise<void> {
  const on = await pool.connect();
  const [event, m, client] = [randomUUID(), randomUUID(), randomUUID()];
  try {
    await on.query('BEGIN');
    const { rows: heads } = await on.query('SELECT ver FROM space WHERE id = $1 FOR UPDATE', [space]);
    const ver = Number(heads[0].ver) + 2;
    await on.query('SELECT last_mid FROM client WHERE space = $1 AND id = $2', [space, client]);
    await on.query('SELECT outcome FROM done WHERE space = $1 AND m = $2', [space, m]);
    const { rows } = await on.query('SELECT doc::text FROM row WHERE space = $1 AND id = $2', [
      space,
      caseId,
    ]);
    const { rows: feeds } = await on.query('SELECT scope FROM feed WHERE space = $1 AND id = $2', [
      space,
      caseId,
    ]);
    const doc = JSON.stringify({ ...JSON.parse(rows[0].doc), changedAt: Date.now() });
    const said = JSON.stringify({
      id: event,
      caseId,
      happening: { kind: 'noted', text: 'Called back.' },
      moves: [],
    });
    await on.query('UPDATE row SET ver = $3, doc = $4 WHERE space = $1 AND id = $2', [
      space,
      caseId,
      ver - 1,
      doc,
    ]);
    await on.query('UPDATE feed SET ver = $3 WHERE space = $1 AND id = $2', [space, caseId, ver - 1]);
    await on.query("INSERT INTO row VALUES ($1, $2, 'event', $3, $4, $5)", [space, event, caseId, ver, said]);
    await on.query('INSERT INTO feed VALUES ($1, $2, $3, $4)', [space, feeds[0].scope, event, ver]);
    await on.query('INSERT INTO client VALUES ($1, $2, $3, 1)', [space, client, syncPeople.agent.id]);
    await on.query("INSERT INTO done VALUES ($1, $2, $3, $4, 1, '{}', $5)", [
      space,
      m,
      client,
      syncPeople.agent.id,
      ver,
    ]);
    await on.query('UPDATE space SET ver = $2 WHERE id = $1', [space, ver]);
    await on.query('COMMIT');
  } finally {
    on.release();
  }
}
