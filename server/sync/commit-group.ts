/**
 * One group of pushes, one transaction.
 *
 * What the group writes is checked while the database stores it. Where it does
 * not fit, nothing of it is kept, and the group runs again with each mutation
 * checked in its turn, so that the culprit is found and refused.
 *
 * Rows that are made of those in the locked space are made first, whatever the
 * order of the members: their makers do not see what the group has written.
 *
 * When the database refuses the data of a group, its members run again one by
 * one, and the mutation it will not take is refused as `fault`. They run one by
 * one where the server itself fails on one of them, too. When the
 * database itself is in trouble nothing is acknowledged.
 */
import { databaseTrouble } from '#server/db/database-error.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Mutator, Write } from '#shared/mutations/mutator.ts';
import { feedScopes } from '#shared/protocol/feed-scopes.ts';
import type { Mutation, PushResponse } from '#shared/protocol/messages.ts';
import { answerPush, type Ledger, type Push, toCall } from './answer-push.ts';
import { createDraft, type DocCache, type Draft } from './draft.ts';
import type { Commit, LockedSpace, Store } from './ports.ts';
import {
  type Checking,
  gatherForGroup,
  MutatorBug,
  mustFit,
  orBug,
  type ParsedMutation,
  parseMutation,
} from './run-mutation.ts';
import { mustBeSameStart, SyncError } from './sync-error.ts';

/** Rows, or what makes them of those in the locked space. */
export type ServerWrites = readonly Write[] | ((locked: LockedSpace) => Promise<readonly Write[]>);
/** A push, or rows that the server itself writes. */
export type Member = { readonly push: Push } | { readonly writes: ServerWrites };
export type Answer = PushResponse | { readonly kind: 'written' };

export type GroupContext = {
  readonly store: Store;
  readonly space: string;
  /** Of the database, when the space was opened. */
  readonly start: string;
  readonly cache: DocCache;
  readonly findMutator: (name: string) => Mutator | undefined;
  readonly clock: () => Instant;
  readonly onBug: (mutation: Mutation, error: unknown) => void;
  /** The newest version of each scope a commit touched. */
  readonly onCommit: (scopes: ReadonlyMap<string, number>) => void;
};

/** An answer to each member, in order, or the error it ends with. */
export async function commitGroup(
  members: readonly Member[],
  context: GroupContext,
): Promise<readonly (Answer | Error)[]> {
  try {
    return await commitTogether(members, context, 'together').catch((error: unknown) => {
      if (!(error instanceof MutatorBug)) throw error;
      return commitTogether(members, context, 'each');
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    switch (databaseTrouble(error)) {
      case 'bug':
        // Of one member, perhaps: the others need not wait for its mending.
        if (members.length > 1 && !(error instanceof SyncError)) return commitApart(members, context, error);
        return members.map(() => error);
      case 'unavailable': {
        const unavailable = new SyncError('unavailable', 'The database did not take the changes', {
          cause: error,
        });
        return members.map(() => unavailable);
      }
      case 'data':
        return commitApart(members, context, error);
    }
  }
}

async function commitApart(
  members: readonly Member[],
  context: GroupContext,
  error: Error,
): Promise<readonly (Answer | Error)[]> {
  const answers: (Answer | Error)[] = [];
  for (const member of members) {
    if (members.length > 1) answers.push(...(await commitGroup([member], context)));
    else if ('writes' in member || member.push.isFaulty) answers.push(error);
    else answers.push(await commitEachMutation(member.push, context));
  }
  return answers;
}

async function commitEachMutation(push: Push, context: GroupContext): Promise<Answer | Error> {
  const { mutations } = push.request;
  const isFaulty = mutations.length === 1;
  const outcomes: Extract<PushResponse, { kind: 'done' }>['outcomes'][number][] = [];
  for (const mutation of mutations) {
    const alone = { ...push, isFaulty, request: { ...push.request, mutations: [mutation] } };
    const [answer] = await commitGroup([{ push: alone }], context);
    if (answer === undefined || answer instanceof Error || answer.kind !== 'done')
      return answer ?? new Error('No answer');
    outcomes.push(...answer.outcomes);
  }
  return { kind: 'done', outcomes };
}

async function commitTogether(
  members: readonly Member[],
  context: GroupContext,
  checking: Checking,
): Promise<readonly Answer[]> {
  const now = context.clock();
  const { onBug } = context;
  const { answers, scopes } = await context.store.locked(context.space, async (locked) => {
    mustBeSameStart(context.start, locked.head.start);
    const pushes = members.flatMap((member) => ('push' in member ? [member.push] : []));
    const ledger = await readLedger(locked, pushes);
    const draft = createDraft(locked, context.cache);
    const parsed = parseNew(pushes, ledger, context);
    for (const member of members)
      if ('writes' in member && typeof member.writes === 'function')
        await writeInto(draft, await member.writes(locked));
    await gatherForGroup(draft, toCalls(pushes, parsed, now));
    const answers: Answer[] = [];
    for (const member of members) {
      if ('push' in member)
        answers.push(await answerPush(member.push, { draft, ledger, parsed, now, checking, onBug }));
      else {
        if (typeof member.writes !== 'function') await writeInto(draft, member.writes);
        answers.push({ kind: 'written' });
      }
    }
    const commit: Commit = {
      ...orBug(draft.toCommit),
      done: ledger.newDone,
      clients: [...ledger.newClients.values()],
    };
    if (commit.rows.length + commit.done.length + commit.clients.length > 0) {
      const storing = locked.commit(commit);
      const bug = checking === 'together' ? findBug(draft) : undefined;
      await storing;
      if (bug !== undefined) throw bug;
    }
    return { answers, scopes: scopesOfCommit(commit) };
  });
  if (scopes.size > 0) context.onCommit(scopes);
  return answers;
}

async function writeInto(draft: Draft, writes: readonly Write[]): Promise<void> {
  await draft.ensure(writes.flatMap(({ id, parent }) => [id, parent ?? id]));
  for (const write of writes)
    draft.write({ ...write, parent: write.parent ?? null, scopes: feedScopes(write, null) });
}

function findBug(draft: Draft): MutatorBug | undefined {
  try {
    mustFit(draft.writes());
    return undefined;
  } catch (error) {
    if (error instanceof MutatorBug) return error;
    throw error;
  }
}

async function readLedger(locked: LockedSpace, pushes: readonly Push[]): Promise<Ledger> {
  const ledger: Ledger = { clients: new Map(), done: new Map(), newDone: [], newClients: new Map() };
  if (pushes.length === 0) return ledger;
  const clients = new Set(pushes.map(({ request }) => request.client));
  for (const client of await locked.findClients([...clients])) ledger.clients.set(client.id, client);
  const ms = new Set(pushes.flatMap(({ request }) => request.mutations.map(({ m }) => m)));
  for (const done of await locked.findDone([...ms]))
    ledger.done.set(done.m, [...(ledger.done.get(done.m) ?? []), done]);
  return ledger;
}

function parseNew(
  pushes: readonly Push[],
  ledger: Ledger,
  context: GroupContext,
): ReadonlyMap<Mutation, ParsedMutation> {
  const parsed = new Map<Mutation, ParsedMutation>();
  for (const { request } of pushes)
    for (const mutation of request.mutations) {
      const mutator = context.findMutator(mutation.name);
      if (mutator !== undefined && !ledger.done.has(mutation.m))
        parsed.set(mutation, parseMutation(mutator, mutation));
    }
  return parsed;
}

function toCalls(pushes: readonly Push[], parsed: ReadonlyMap<Mutation, ParsedMutation>, now: Instant) {
  return pushes.flatMap((push) =>
    push.request.mutations.flatMap((mutation) => {
      const its = parsed.get(mutation);
      return its === undefined || 'code' in its ? [] : [toCall(push, mutation, its, now)];
    }),
  );
}

function scopesOfCommit({ feeds, moves }: Commit): ReadonlyMap<string, number> {
  const scopes = new Map<string, number>();
  const touch = (scope: string, ver: number) => scopes.set(scope, Math.max(ver, scopes.get(scope) ?? 0));
  for (const { scope, ver } of feeds) touch(scope, ver);
  for (const { from, to, ver } of moves) for (const scope of [...from, ...to]) touch(scope, ver);
  return scopes;
}
