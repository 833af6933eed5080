/**
 * What docs/scale.md is worked out from: notes and pulls over http at one and
 * at two server processes on one PostgreSQL, and with a standby that follows.
 * The processor time of each does not depend on what else the machine does.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Measured, median, quantile } from '../figure.ts';
import { type Computer, inGroups, openComputers } from './computers.ts';
import { gatherCrowd, type Member } from './crowd.ts';
import { type OwnPostgres, withPostgres } from './own-postgres.ts';
import { startServer } from './poke-fanout.ts';
import { postmasterOf, withStandby } from './standby.ts';

const busy = 256;
const roundMs = 8_000;

export function scale(): Promise<readonly Measured[]> {
  return withPostgres(async (postgres) => {
    const members = (await gatherCrowd(postgres)).slice(0, busy);
    const one = await load(postgres, members, 1);
    const two = await load(postgres, members, 2);
    const [followed, lag] = await withStandby(postgres, async () => {
      const lags = watchLag(postgres);
      return [await load(postgres, members, 1), await lags()] as const;
    });
    return [
      ...stepFigures('one', 'one server process', one),
      ...stepFigures('two', 'two server processes, one PostgreSQL', two),
      {
        name: 'scale-standby-notes',
        what: 'notes, one server process, a standby that follows',
        unit: 'a second',
        ours: followed.notes.aSecond,
        peers: { 'without it': one.notes.aSecond },
        target: {},
      },
      {
        name: 'scale-standby-lag',
        what: 'how far the standby was behind meanwhile, p95',
        unit: 'ms',
        ours: quantile(lag, 0.95),
        peers: { median: median(lag) },
        target: {},
      },
    ];
  });
}

type Step = { readonly aSecond: number; readonly serverMs: number; readonly databaseMs: number };
type Steps = { readonly notes: Step; readonly pulls: Step };

function stepFigures(name: string, what: string, { notes, pulls }: Steps): readonly Measured[] {
  const figures = (kind: string, { aSecond, serverMs, databaseMs }: Step): readonly Measured[] => [
    {
      name: `scale-${name}-${kind}`,
      what: `${kind}, ${what}, ${busy} computers`,
      unit: 'a second',
      ours: aSecond,
      peers: {},
      target: {},
    },
    {
      name: `scale-${name}-${kind}-work`,
      what: `processor time of the server for each of these ${kind}`,
      unit: 'ms',
      ours: serverMs,
      peers: { 'of PostgreSQL': databaseMs },
      target: {},
    },
  ];
  return [...figures('notes', notes), ...figures('pulls', pulls)];
}

async function load(postgres: OwnPostgres, members: readonly Member[], processes: number): Promise<Steps> {
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer(postgres)));
  try {
    const computers = servers.flatMap(({ url }, nth) =>
      openComputers(
        url,
        members
          .filter((_, place) => place % processes === nth)
          .map((member) => ({ ...member, client: crypto.randomUUID() })),
      ),
    );
    await inGroups(computers, (computer) => computer.pull());
    const used = async () => ({
      server: (await Promise.all(servers.map(({ pid }) => processorMs(pid)))).reduce(
        (sum, ms) => sum + ms,
        0,
      ),
      database: await processorMs(await postmasterOf(postgres.dataDir)),
    });
    const step = async (work: (computer: Computer) => Promise<unknown>): Promise<Step> => {
      const before = await used();
      const { count, ms } = await everyone(computers, work);
      const after = await used();
      return {
        aSecond: count / (ms / 1_000),
        serverMs: (after.server - before.server) / count,
        databaseMs: (after.database - before.database) / count,
      };
    };
    const notes = await step((computer) =>
      computer.push('case.note', { caseId: computer.member.caseId, text: 'Called back.' }),
    );
    await inGroups(computers, (computer) => computer.pull());
    return { notes, pulls: await step((computer) => computer.pull()) };
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
  }
}

/** Each does one thing after another until the time is over. */
async function everyone(computers: readonly Computer[], work: (computer: Computer) => Promise<unknown>) {
  let count = 0;
  const begun = performance.now();
  await Promise.all(
    computers.map(async (computer) => {
      while (performance.now() - begun < roundMs) {
        await work(computer);
        count += 1;
      }
    }),
  );
  return { count, ms: performance.now() - begun };
}

/** Of a process and its children, since they began; ps tells whole seconds. */
async function processorMs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,time=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([own, parent]) => Number(own) === pid || Number(parent) === pid)
    .reduce(
      (sum, [, , time = '']) =>
        sum + time.split(/[-:]/).reduce((total, part) => total * 60 + Number(part), 0) * 1_000,
      0,
    );
}

/** In ms, twenty times a second until it is asked for. */
function watchLag({ db }: OwnPostgres): () => Promise<readonly number[]> {
  const lags: number[] = [];
  const timer = setInterval(async () => {
    const [standby] = await db.query<{ ms: number | null }>(
      'SELECT extract(epoch FROM replay_lag)::float8 * 1000 AS ms FROM pg_stat_replication',
    );
    lags.push(standby?.ms ?? 0);
  }, 50);
  return async () => {
    clearInterval(timer);
    return lags;
  };
}
