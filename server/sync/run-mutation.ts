/**
 * Runs one mutation over a draft, as its author may.
 *
 * Permission comes before existence: a row outside the author's scopes is not
 * found, and cannot be written over by knowing its id. A case that left the
 * author's scopes still takes notes, messages, files and steps that arrive late,
 * so that what was done offline outlives a handover.
 */
import type { Happening } from '#shared/domain/case/case-event.ts';
import { type Doc, type Kind, kinds } from '#shared/domain/kinds.ts';
import { type Actor, toActor } from '#shared/domain/people/actor.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import {
  type Key,
  type MutationContext,
  type Mutator,
  type Outcome,
  type Refused,
  type Rows,
  refused,
  type Write,
  writesOf,
} from '#shared/mutations/mutator.ts';
import { feedScopes } from '#shared/protocol/feed-scopes.ts';
import { argsLimitBytes, type Mutation, type MutationOutcome } from '#shared/protocol/messages.ts';
import { holdsScope } from '#shared/protocol/scopes.ts';
import { type Draft, type HeldRow, isRowId } from './draft.ts';
import { toStorable } from './storable.ts';

const maxRounds = 8;
const maxKeys = 2_000;

/** What adds words to a case and changes nothing else about it. */
const wordsKinds: ReadonlySet<Happening['kind']> = new Set([
  'noted',
  'message-written',
  'attached',
  'arrived-late',
]);

/** A mutation with all that running it takes; `args` are parsed. */
export type Call = {
  readonly mutation: Mutation;
  readonly mutator: Mutator;
  readonly args: unknown;
  readonly person: string;
  readonly isAgain: boolean;
  /** The server's clock when the group began. */
  readonly now: Instant;
};

/** When what a call writes is held against its schema: before the next one runs, or all of it while it is being stored. */
export type Checking = 'each' | 'together';

/** The mutator threw, or wrote what its own schema refuses. */
export class MutatorBug extends Error {
  override readonly name = 'MutatorBug';
}

type Done = Extract<Outcome, { readonly kind: 'done' }>;

export type ParsedMutation = { readonly mutator: Mutator; readonly args: unknown } | Refused;

/** The arguments as the mutator reads them, or why nobody can. */
export function parseMutation(mutator: Mutator, mutation: Mutation): ParsedMutation {
  if (Buffer.byteLength(JSON.stringify(mutation.args)) > argsLimitBytes)
    return refused('fault', ['args-too-large']);
  const { value, hadNul } = toStorable(mutation.args);
  if (hadNul) return refused('fault', ['nul']);
  const parsed = mutator.args.safeParse(value);
  if (parsed.success) return { mutator, args: parsed.data };
  return refused(
    'fault',
    parsed.error.issues.map((issue) => issue.path.join('.')),
  );
}

/** Reads what all these calls name, all of them in one query a round. */
export async function gatherForGroup(draft: Draft, calls: readonly Call[]): Promise<void> {
  const people = calls.map(({ person }) => person);
  for (let round = 0; round < maxRounds; round++) {
    const missing = [...people, ...calls.flatMap((call) => namedKeys(draft, call))].filter(
      (id) => !draft.has(id),
    );
    if (missing.length === 0) return;
    await draft.ensure(missing);
  }
}

export type Applied = Extract<MutationOutcome, { readonly kind: 'applied' }>;

/** Runs a call and writes its rows into the draft. On a MutatorBug the draft is untouched. */
export async function runCall(draft: Draft, call: Call, checking: Checking): Promise<Refused | Applied> {
  await draft.ensure([call.person]);
  const actor = findActor(draft, call.person);
  if (actor === undefined) return refused('not-allowed');
  const named = await gatherNamed(draft, call, actor);
  const made = new Set<string>();
  let numbers = 0;
  const context: MutationContext = {
    actor,
    at: toInstant(Math.min(call.mutation.at, call.now)),
    claimedAt: call.mutation.at,
    receivedAt: call.now,
    id: (label) => {
      const id = derivedId(call.mutation.m, label);
      made.add(id);
      return id;
    },
    base: call.mutation.base,
    isAgain: call.isAgain,
    caseNumber: () => draft.nextNumber() + numbers++,
  };
  const outcome = orBug(() => call.mutator.run(rowsFor(draft, actor, named), call.args, context));
  if (outcome.kind === 'refused') return outcome;
  const writes = writesOf(outcome);
  await draft.ensure(writes.flatMap(({ id, parent }) => [id, parent ?? id]).filter((id) => !made.has(id)));
  const objection = findObjection(draft, actor, outcome, writes);
  if (objection !== undefined) return objection;
  if (checking === 'each') mustFit(writes);
  const rows = orBug(() =>
    writes.map((write) => ({
      ...write,
      parent: write.parent ?? null,
      scopes: feedScopes(write, actor.id),
    })),
  );
  for (const row of rows) draft.write(row);
  draft.takeNumbers(numbers);
  return outcome.isMerged ? { kind: 'applied', merged: true } : { kind: 'applied' };
}

/** Throws a MutatorBug where a document is not what the schema of its kind reads. */
export function mustFit(writes: Iterable<{ readonly kind: Kind; readonly doc: unknown }>): void {
  orBug(() => {
    for (const { kind, doc } of writes) kinds[kind].parse(doc);
  });
}

/** What a mutator's rules or documents throw is a bug of theirs. */
export function orBug<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new MutatorBug(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function findActor(draft: Draft, person: string): Actor | undefined {
  const row = draft.find(person);
  if (row?.kind !== 'person') return undefined;
  const doc = row.doc as Person;
  return doc.isDisabled ? undefined : toActor(doc);
}

/** What a call names before its turn. One that cannot name it fails again then, and is refused. */
function namedKeys(draft: Draft, call: Call): readonly string[] {
  try {
    return nameKeys(draft, call, findActor(draft, call.person)).map(({ id }) => id);
  } catch (error) {
    if (error instanceof MutatorBug) return [];
    throw error;
  }
}

/** Nobody knows yet what an author may see who has not been read: nothing, so far. */
function nameKeys(draft: Draft, call: Call, actor: Actor | undefined): readonly Key[] {
  const rows = actor === undefined ? noRows : rowsFor(draft, actor);
  const keys = orBug(() => call.mutator.needs(call.args, rows));
  if (keys.length > maxKeys) throw new MutatorBug(`${call.mutator.name} names ${keys.length} rows`);
  return keys;
}

/** All it names, round by round, and all of it read. What ran before it in the group may have made it name more. */
async function gatherNamed(draft: Draft, call: Call, actor: Actor): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (let round = 0; round < maxRounds; round++) {
    const keys = nameKeys(draft, call, actor);
    for (const { kind, id } of keys) named.add(`${kind} ${id}`);
    const missing = keys.map(({ id }) => id).filter((id) => !draft.has(id));
    if (missing.length === 0) return named;
    await draft.ensure(missing);
  }
  throw new MutatorBug(`${call.mutator.name} still names new rows after ${maxRounds} rounds`);
}

const noRows: Rows = { find: () => undefined };

/** With `named`, asking for anything else is a bug: it would be found here or not by chance. */
function rowsFor(draft: Draft, actor: Actor, named?: ReadonlySet<string>): Rows {
  return {
    find: <K extends Kind>(kind: K, id: string) => {
      if (named !== undefined && !named.has(`${kind} ${id}`)) throw new Error(`${kind} ${id} was not named`);
      const row = draft.find(id);
      if (row?.kind !== kind || reach(row, actor) === 'hidden') return undefined;
      return row.doc as Doc<K>;
    },
  };
}

/** Whether the author holds the row, held the case once, or may not know of it. */
function reach(row: HeldRow, actor: Actor): 'held' | 'left' | 'hidden' {
  const isTheirs = (scope: string) => holdsScope(actor, scope);
  if (row.scopes.some(isTheirs)) return 'held';
  if (row.kind === 'case' && row.left.some(isTheirs)) return 'left';
  return 'hidden';
}

function findObjection(
  draft: Draft,
  actor: Actor,
  outcome: Done,
  writes: readonly Write[],
): Refused | undefined {
  if (writes.some(({ id }) => !isRowId(id))) return refused('fault', ['id']);
  const isWordsOnly =
    outcome.events.length > 0 && outcome.events.every(({ happening: { kind } }) => wordsKinds.has(kind));
  const mayTouch = (row: HeldRow | undefined, kind: Kind) => {
    if (row === undefined) return true;
    const how = reach(row, actor);
    return row.kind === kind && (how === 'held' || (how === 'left' && isWordsOnly));
  };
  const isAllowed = writes.every(
    ({ id, kind, parent }) =>
      mayTouch(draft.find(id), kind) && (parent === undefined || mayTouch(draft.find(parent), 'case')),
  );
  return isAllowed ? undefined : refused('not-allowed');
}
