/**
 * The people of the demonstration at work: every act runs through the real
 * mutator here first, as on their own computers, and waits to be pushed.
 *
 * Acts of different people on one case keep their order by rounds: a round is
 * pushed when the one before it was answered.
 */
import type { Unsent } from '#server/cli/push-all.ts';
import type { Doc, Kind } from '#shared/domain/kinds.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import type { Person, PersonId } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Rows, Write } from '#shared/mutations/mutator.ts';
import { findMutator, type MutatorArgs, type MutatorName } from '#shared/mutations/registry.ts';

export type Round = ReadonlyMap<PersonId, readonly Unsent[]>;

export type Desk = {
  readonly rows: Rows;
  /** `thread` is what must stay in order, such as one case. A refusal here is a bug of the demonstration. */
  readonly act: <N extends MutatorName>(
    person: Person,
    thread: string,
    name: N,
    args: MutatorArgs<N>,
    at: Instant,
  ) => string;
  readonly rounds: () => readonly Round[];
};

export function createDesk(spaceId: string, first: readonly Write[]): Desk {
  const held = new Map<string, Write>(first.map((write) => [write.id, write]));
  const rounds: Map<PersonId, Unsent[]>[] = [];
  const threads = new Map<string, { count: number; round: number; person: PersonId }>();
  const rows: Rows = {
    find: <K extends Kind>(kind: K, id: string) => {
      const write = held.get(id);
      return write?.kind === kind ? (write.doc as Doc<K>) : undefined;
    },
  };
  return {
    rows,
    rounds: () => rounds,
    act: (person, thread, name, args, at) => {
      const before = threads.get(thread) ?? { count: 0, round: 0, person: person.id };
      const round = before.person === person.id ? before.round : before.round + 1;
      threads.set(thread, { count: before.count + 1, round, person: person.id });
      const m = derivedId(spaceId, `demo:${thread}:${before.count}`);
      const mutator = must(findMutator(name), name);
      const outcome = mutator.run(rows, mutator.args.parse(args), {
        actor: toActor(person),
        at,
        claimedAt: at,
        receivedAt: at,
        id: (label) => derivedId(m, label),
        base: {},
        isAgain: false,
        caseNumber: () => null,
      });
      if (outcome.kind === 'refused')
        throw new Error(`${name} of ${thread}: ${outcome.code} ${outcome.details}`);
      for (const write of outcome.writes) held.set(write.id, write);
      const group = rounds[round] ?? new Map<PersonId, Unsent[]>();
      rounds[round] = group;
      const own = group.get(person.id) ?? [];
      group.set(person.id, own);
      own.push({ m, name, v: mutator.version, args: args as Readonly<Record<string, unknown>>, at });
      return m;
    },
  };
}
