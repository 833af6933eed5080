/** At the end of a scene: everything is sent, and the server has it exactly once. */
import { nameOf } from './claims.ts';
import { allIsSent } from './moments.ts';
import { type Checked, checked } from './scene.ts';
import type { Seat } from './seat.ts';
import { readServer } from './server-rows.ts';
import type { Stage } from './stage.ts';

export async function* finalCheck({ server, seats }: Stage): AsyncGenerator<Checked> {
  const broken: string[] = [];
  const drafts: string[] = [];
  const written = seats.flatMap(({ claims }) => claims.writings());
  for (const seat of seats)
    if (!(await allIsSent(seat))) broken.push('something was refused, and nobody else was at work');
  for (const seat of seats) {
    drafts.push(await seat.worker.readForm());
    broken.push(...(await brokenAt(seat)));
  }

  const { texts, numbers } = await readServer(server.url, seats);
  for (const { text } of written.flatMap(({ sent }) => sent)) {
    const times = texts.filter((candidate) => candidate === text).length;
    if (times !== 1) broken.push(`kept in the timeline, and on the server ${times} times: ${text}`);
  }
  const named = texts.filter((text) => nameOf(text) !== undefined);
  for (const text of repeated(named)) broken.push(`on the server more than once: ${text}`);
  for (const number of repeated(numbers)) broken.push(`the number of more than one case: ${number}`);
  for (const { draft } of written.filter(({ subject }) => subject === '')) {
    const isThere = [...drafts, ...texts].some((text) => text.startsWith(draft));
    if (!isThere) broken.push(`kept in the form of a new case, and gone: ${draft}`);
  }
  await server.raia('verify');
  yield checked('everything sent, and `raia verify`', seats, broken);
  yield atStake(seats);
}

async function brokenAt({ worker, claims }: Seat): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const openCase of worker.cases()) {
    const { subject, shown } = await worker.read(openCase);
    broken.push(...claims.broken(subject, shown));
  }
  return broken;
}

/** A scene that never saw anything kept has shown nothing. */
function atStake(seats: readonly Seat[]): Checked {
  const counts = seats.map(({ claims }) => claims.counts());
  const sum = (key: 'drafts' | 'sent' | 'moves'): number =>
    counts.reduce((total, count) => total + count[key], 0);
  const [drafts, entries, moves] = [sum('drafts'), sum('sent'), sum('moves')];
  return {
    what: `shown as kept: ${drafts} texts being written, ${entries} entries, ${moves} moves`,
    broken: drafts > 0 && entries + moves > 0 ? [] : ['too little was shown as kept'],
  };
}

function repeated<T>(values: readonly T[]): ReadonlySet<T> {
  return new Set(values.filter((one, place) => values.indexOf(one) !== place));
}
