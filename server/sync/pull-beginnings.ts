/**
 * Where each pull begins: from what its cursors and terms say of history, and
 * what its person holds at the moment of the reading. And the line it ends with,
 * which says from where the next one goes on.
 */

import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { PullEnd, PullQuery } from '#shared/protocol/messages.ts';
import type { Sums } from '#shared/protocol/sums.ts';
import { areOurs, cursorsFor } from './cursors.ts';
import { findGrantsOf } from './grants.ts';
import type { Asker, Cursor, PullReading } from './ports.ts';

export type Pull = {
  readonly person: string;
  readonly query: Pick<PullQuery, 'client' | 'settled' | 'term' | 'sums' | 'snapshots'>;
  /** As the query names them, by scope. */
  readonly cursors: ReadonlyMap<string, number>;
};

/** The scopes people held when they were last read, by person. */
export type LastScopes = Map<string, readonly string[]>;

/** Where a pull begins in each scope its person holds; `restored` where its cursors are not of this history. */
export type Beginning = {
  readonly cursors: readonly Cursor[];
  readonly fresh: boolean;
  readonly restored: boolean;
  /** The scopes whose sums are to be told; null where nobody asked. */
  readonly summed: readonly string[] | null;
};

const peopleRemembered = 20_000;

export async function findBeginnings(
  pulls: readonly Pull[],
  { head, terms, teams, askers }: PullReading,
  lastScopes: LastScopes,
): Promise<readonly Beginning[]> {
  const people = askers.flatMap(({ row }) => row ?? []);
  const grants = await findGrantsOf(people, async () => teams);
  if (lastScopes.size > peopleRemembered) lastScopes.clear();
  return pulls.map(({ person, query, cursors }) => {
    const scopes = grants.get(person) ?? [];
    lastScopes.set(person, scopes);
    const restored = !areOurs(cursors, query.term, terms, head.ver);
    const fresh = restored || [...cursors.values()].some((ver) => ver < head.horizon);
    return {
      ...{ fresh, restored, summed: query.sums ? scopes : null },
      cursors: cursorsFor(scopes, fresh ? new Map() : cursors),
    };
  });
}

export function toEnd(
  { cursors, fresh, restored, summed }: Beginning,
  { lastMid, done: outcomes }: Asker,
  { head, terms, sums }: PullReading,
  now: Instant,
): PullEnd {
  const term = must(terms.at(-1), 'the term of an opened space').uuid;
  const scopes = cursors.map(({ scope }) => scope);
  return {
    ...{ end: true, head: head.ver, term, fresh, restored, scopes, lastMid, outcomes, now },
    ...(summed === null ? {} : { sums: pickSums(sums, summed) }),
  };
}

function pickSums(sums: Sums, scopes: readonly string[]): Sums {
  return Object.fromEntries(scopes.map((scope) => [scope, must(sums[scope], 'a sum that was read')]));
}
