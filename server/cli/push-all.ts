/** Any number of mutations of one author through the server's own push, in order. */
import type { Author, Sync } from '#server/sync/create-sync.ts';
import { must } from '#shared/lib/must.ts';
import { type Mutation, type MutationOutcome, pushLimit } from '#shared/protocol/messages.ts';

export type Unsent = Pick<Mutation, 'm' | 'name' | 'v' | 'args' | 'at'>;

/** The outcomes in the order of the mutations. `client` is a new id: its first mutation is `from` + 1. */
export async function pushAll(
  sync: Sync,
  author: Author,
  client: string,
  mutations: readonly Unsent[],
  from = 0,
): Promise<readonly MutationOutcome[]> {
  const outcomes = new Map<string, MutationOutcome>();
  for (let start = 0; start < mutations.length; start += pushLimit) {
    const group = mutations.slice(start, start + pushLimit);
    const response = await sync.push(author, {
      client,
      term: null,
      mutations: group.map(({ m, name, v, args, at }, index) => ({
        ...{ m, name, v, args, at },
        base: {},
        mid: from + start + index + 1,
      })),
    });
    if (response.kind !== 'done') throw new Error(`A new client was answered ${response.kind}`);
    for (const { m, outcome } of response.outcomes) if (outcome.kind !== 'later') outcomes.set(m, outcome);
  }
  return mutations.map(({ m }) => must(outcomes.get(m), `outcome of ${m}`));
}
