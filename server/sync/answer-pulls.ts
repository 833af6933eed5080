/**
 * Pulls: everything that changed in the scopes a person holds, as of one moment.
 *
 * Those that come at the same time are answered from one reading. A team that
 * was poked asks the same fifty times: what changed in a scope is read once for
 * all of them. Rows go out as the text they are stored in. The last line of an
 * answer publishes the others; one cut short is no answer.
 *
 * A reading needs scopes to read before it can tell who holds which. It is
 * given those each held in the one before; where that turns out wrong, as with
 * whoever comes for the first time, there is another. What is remembered says
 * what to read and never what to tell.
 */

import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { mergeChanges } from './changes.ts';
import { cursorsFor } from './cursors.ts';
import type { Change, Cursor, PullQuestion, PullReading } from './ports.ts';
import { type Beginning, findBeginnings, type LastScopes, type Pull, toEnd } from './pull-beginnings.ts';

export type PullContext = {
  readonly read: (question: PullQuestion) => Promise<PullReading>;
  readonly clock: () => Instant;
  readonly lastScopes: LastScopes;
  /** Whoever wants everything, or as many changes of one scope, is to ask `alone`. */
  readonly limit?: number;
};

type Answer = readonly string[] | 'alone';

/** The lines of each answer, in the order they were asked for. */
export async function answerPulls(pulls: readonly Pull[], context: PullContext): Promise<readonly Answer[]> {
  const { read, clock, lastScopes, limit } = context;
  const asking = pulls.map(({ person, query: { client, settled } }) => ({ person, client, settled }));
  let guess = pulls.flatMap(({ person, cursors }) => cursorsFor(lastScopes.get(person) ?? [], cursors));
  let summed = pulls.flatMap(({ person, query }) => (query.sums ? (lastScopes.get(person) ?? []) : []));
  for (;;) {
    const cursors = [...new Map(guess.map((cursor) => [nameOf(cursor), cursor])).values()];
    const reading = await read({
      asking,
      cursors,
      summed: [...new Set(summed)],
      ...(limit === undefined ? {} : { limit }),
    });
    const beginnings = await findBeginnings(pulls, reading, lastScopes);
    const answered = limit === undefined ? beginnings : beginnings.filter(({ fresh }) => !fresh);
    guess = answered.flatMap((beginning) => beginning.cursors);
    summed = answered.flatMap((beginning) => beginning.summed ?? []);
    const changes = new Map(cursors.map((cursor, nth) => [nameOf(cursor), reading.changes[nth] ?? []]));
    const isRead =
      guess.every((cursor) => changes.has(nameOf(cursor))) &&
      summed.every((scope) => Object.hasOwn(reading.sums, scope));
    if (isRead) return toAnswers(beginnings, changes, reading, clock(), limit);
  }
}

function toAnswers(
  beginnings: readonly Beginning[],
  changes: ReadonlyMap<string, readonly Change[]>,
  reading: PullReading,
  now: Instant,
  limit: number | undefined,
): readonly Answer[] {
  return beginnings.map((beginning, nth) => {
    const { cursors, fresh } = beginning;
    const found = cursors.map((cursor) => changes.get(nameOf(cursor)) ?? []);
    if (limit !== undefined && (fresh || found.some(({ length }) => length >= limit))) return 'alone';
    const end = toEnd(beginning, must(reading.askers[nth], 'who asks'), reading, now);
    return [...mergeChanges(cursors, found).map(({ line }) => line), JSON.stringify(end)];
  });
}

function nameOf({ scope, ver }: Cursor): string {
  return `${scope}:${ver}`;
}
