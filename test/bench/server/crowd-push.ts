/**
 * A busy company: 1,000 computers in 20 teams, 20 notes a second, and everybody
 * of the team pulls each of them. How long from the push of one to the row at
 * the others. Its peer is what cannot be spared: commit and word of it, the
 * same notes while nobody pulls.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createChance } from '#server/demo/seeded.ts';
import { must } from '#shared/lib/must.ts';
import { type Measured, quantile } from '../figure.ts';
import { type Computer, inGroups, openComputers } from './computers.ts';
import { gatherCrowd, people, teams } from './crowd.ts';
import { type OwnPostgres, withPostgres } from './own-postgres.ts';
import { closeAll, startServer } from './poke-fanout.ts';

const notesASecond = 20;
const pokesOnlySeconds = 5;
const seconds = 20;

export function crowdPush(): Promise<readonly Measured[]> {
  return withPostgres(async (postgres) => {
    const waits = await measureCrowd(postgres);
    const figure = (name: string, part: number, atMost: number): Measured => ({
      name,
      what: `${people.toLocaleString('en')} computers, ${teams} teams, ${notesASecond} notes a second: push to the row at the others, p${part * 100}`,
      unit: 'ms',
      ours: quantile(waits.rows, part),
      peers: { 'commit and poke, nobody pulls': quantile(waits.pokes, part) },
      target: { atMost, ratioAtMost: 2 },
    });
    return [figure('crowd-push-p50', 0.5, 70), figure('crowd-push-p95', 0.95, 150)];
  });
}

type Waits = { readonly rows: readonly number[]; readonly pokes: readonly number[] };

async function measureCrowd(postgres: OwnPostgres): Promise<Waits> {
  const members = await gatherCrowd(postgres);
  const server = await startServer(postgres);
  const computers = openComputers(server.url, members);
  try {
    let handlePoke: (computer: Computer) => void = () => {};
    await inGroups(computers, (computer) =>
      computer.connect((text) => text.includes(`"team:${computer.member.team}"`) && handlePoke(computer)),
    );
    await inGroups(computers, (computer) => computer.pull());
    const pokesOnly = createRound(computers, pokesOnlySeconds);
    handlePoke = (computer) => pokesOnly.heard(computer, pokesOnly.latestOf(computer));
    const pokes = await pokesOnly.run();
    // What nobody has pulled yet would be taken for notes of the next round.
    await inGroups(computers, (computer) => computer.pull());
    const everything = createRound(computers, seconds);
    handlePoke = createPulls(everything);
    return { pokes, rows: await everything.run() };
  } finally {
    closeAll(computers);
    await server.stop();
  }
}

/** Each computer pulls when it is poked, one pull at a time, as the app does. */
function createPulls({ heard, fail }: ReturnType<typeof createRound>): (computer: Computer) => void {
  const pulling = new Map<Computer, 'once' | 'again'>();
  const pull = async (computer: Computer): Promise<void> => {
    do {
      pulling.set(computer, 'once');
      for (const text of await computer.pull()) heard(computer, Number(text));
    } while (pulling.get(computer) === 'again');
    pulling.delete(computer);
  };
  return (computer) => {
    if (pulling.has(computer)) pulling.set(computer, 'again');
    else pull(computer).catch(fail);
  };
}

/** Notes at their pace, the teams in turn, each note by somebody of its team. */
function createRound(computers: readonly Computer[], lastsSeconds: number) {
  const chance = createChance(1);
  const notes = lastsSeconds * notesASecond;
  const authors = Array.from({ length: notes }, (_, nth) => {
    const inTeam = Math.floor(chance.next() * (people / teams));
    return must(computers[inTeam * teams + (nth % teams)], 'somebody of the team');
  });
  const pushedAt: number[] = [];
  const latest = new Map<string, number>();
  const waits: number[] = [];
  const through = new Set<Computer>();
  let end = () => {};
  let fail: (error: unknown) => void = () => {};
  const isOver = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });

  async function push(author: Computer, nth: number): Promise<void> {
    pushedAt[nth] = performance.now();
    latest.set(author.member.team, nth);
    await author.push('case.note', { caseId: author.member.caseId, text: String(nth) });
  }

  return {
    fail,
    latestOf: ({ member }: Computer): number => latest.get(member.team) ?? 0,
    /** That a computer has this note now. */
    heard: (computer: Computer, nth: number): void => {
      if (computer !== authors[nth]) waits.push(performance.now() - must(pushedAt[nth], 'a pushed note'));
      // The last note of its team.
      if (nth >= notes - teams) through.add(computer);
      if (through.size === people) end();
    },
    /** How long each note took to each computer that did not write it. */
    run: async (): Promise<readonly number[]> => {
      const begun = performance.now();
      const pushes = authors.map(async (author, nth) => {
        await wait(begun + (nth * 1_000) / notesASecond - performance.now());
        await push(author, nth);
      });
      await Promise.all([...pushes, isOver]);
      return waits;
    },
  };
}
