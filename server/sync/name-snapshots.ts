/**
 * The answer to a pull that has much to begin with: the snapshots it is to
 * begin with, in a last line without rows.
 */

import { must } from '#shared/lib/must.ts';
import type { NamedSnapshot, PullEnd } from '#shared/protocol/messages.ts';
import type { Sum, Sums } from '#shared/protocol/sums.ts';
import type { PullContext } from './answer-pulls.ts';
import type { PullReading } from './ports.ts';
import { type Beginning, findBeginnings, type Pull, toEnd } from './pull-beginnings.ts';
import { type Cursored, isUsable, type SnapshotLimits, type Snapshots } from './snapshots.ts';

export type NamingContext = PullContext & {
  readonly snapshots: Snapshots;
  readonly limits: SnapshotLimits;
};

/** Undefined where all it has to begin with comes with the pull. */
export async function nameSnapshots(pull: Pull, context: NamingContext): Promise<PullEnd | undefined> {
  const taken = new Map<string, Cursored>();
  for (;;) {
    const { beginning, reading } = await readBeginning(pull, context);
    const large = findLarge(beginning, reading.sums, context.limits);
    if (large.length === 0) return undefined;
    const named = large.flatMap((scope) => taken.get(scope) ?? []);
    // What was taken is older than this reading, which is what the computer is told of.
    if (named.length === large.length && named.every((one) => isUsable(one, reading))) {
      const end = toEnd(beginning, must(reading.askers[0], 'who asks'), reading, context.clock());
      return { ...end, snapshots: named.map(toNamed) };
    }
    for (const scope of large) taken.set(scope, await context.snapshots.take(scope));
  }
}

/** What a pull is answered from, without the rows: how many there are is in the sums. */
async function readBeginning(
  pull: Pull,
  { read, lastScopes }: PullContext,
): Promise<{ readonly beginning: Beginning; readonly reading: PullReading }> {
  const { person, query } = pull;
  const asking = [{ person, client: query.client, settled: query.settled }];
  for (;;) {
    const summed = lastScopes.get(person) ?? [];
    const reading = await read({ asking, cursors: [], summed });
    const beginning = must((await findBeginnings([pull], reading, lastScopes))[0], 'where it begins');
    if (beginning.cursors.every(({ scope }) => Object.hasOwn(reading.sums, scope)))
      return { beginning, reading };
  }
}

/** The scopes whose snapshots are worth beginning with. */
function findLarge(
  { cursors }: Beginning,
  sums: Sums,
  { rowsAtOnce, pageRows }: SnapshotLimits,
): readonly string[] {
  const begun = cursors
    .filter(({ ver }) => ver === 0)
    .map(({ scope }) => ({ scope, rows: rowsIn(sums[scope]) }));
  const all = begun.reduce((sum, { rows }) => sum + rows, 0);
  return all > rowsAtOnce ? begun.filter(({ rows }) => rows >= pageRows).map(({ scope }) => scope) : [];
}

function rowsIn(sums: Readonly<Record<string, Sum>> | undefined): number {
  return Object.values(sums ?? {}).reduce((sum, { rows }) => sum + rows, 0);
}

function toNamed({ scope, ver, pages }: Cursored): NamedSnapshot {
  return { scope, ver, pages };
}
