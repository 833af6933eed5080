/**
 * One push in its turn within a group: which of its mutations are new, what
 * each comes to, and what its client is told.
 *
 * A known `m` has the outcome it had. An unknown one at or below the client's
 * last mid means that two copies of one profile use the same client id. A hole
 * means that the server lost something, or the client did.
 */
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { type Refused, refused } from '#shared/mutations/mutator.ts';
import type {
  Mutation,
  MutationOutcome,
  PushOutcome,
  PushRequest,
  PushResponse,
} from '#shared/protocol/messages.ts';
import { personScope } from '#shared/protocol/scopes.ts';
import type { Draft } from './draft.ts';
import { isRowId } from './draft.ts';
import type { DoneMutation, KnownClient } from './ports.ts';
import {
  type Applied,
  type Call,
  type Checking,
  MutatorBug,
  type ParsedMutation,
  runCall,
} from './run-mutation.ts';
import { toStorable } from './storable.ts';

export type Push = {
  readonly person: string;
  readonly request: PushRequest;
  /** The database would not take what its one mutation wrote. */
  readonly isFaulty: boolean;
};

/** What a group knows of clients and outcomes, kept up to date as it goes. */
export type Ledger = {
  readonly clients: Map<string, KnownClient>;
  readonly done: Map<string, readonly DoneMutation[]>;
  /** What the commit adds. */
  readonly newDone: DoneMutation[];
  readonly newClients: Map<string, KnownClient>;
};

export type PushContext = {
  readonly draft: Draft;
  readonly ledger: Ledger;
  /** What the group could make of each mutation's name and arguments. */
  readonly parsed: ReadonlyMap<Mutation, ParsedMutation>;
  readonly now: Instant;
  readonly checking: Checking;
  readonly onBug: (mutation: Mutation, error: unknown) => void;
};

export async function answerPush(push: Push, context: PushContext): Promise<PushResponse> {
  const { request, person } = push;
  const { ledger } = context;
  const client = ledger.clients.get(request.client);
  if (client !== undefined && client.person !== person) return { kind: 'forked' };
  if (request.again) return answerAgain(push, context);
  const have = Math.max(client?.lastMid ?? 0, (request.from ?? 1) - 1);
  const objection = findObjection(push, have, ledger);
  if (objection !== undefined) return objection;
  let lastMid = have;
  const outcomes: { readonly m: string; readonly outcome: PushOutcome }[] = [];
  for (const mutation of request.mutations) {
    const outcome = await settle(mutation, push, context);
    outcomes.push({ m: mutation.m, outcome });
    lastMid = Math.max(lastMid, mutation.mid);
  }
  if (client?.lastMid !== lastMid) {
    const known = { id: request.client, person, lastMid };
    ledger.clients.set(known.id, known);
    ledger.newClients.set(known.id, known);
  }
  return { kind: 'done', outcomes };
}

/** What was made before a restore: each by its `m` alone, outside of any order. */
async function answerAgain(push: Push, context: PushContext): Promise<PushResponse> {
  const outcomes: { readonly m: string; readonly outcome: PushOutcome }[] = [];
  for (const mutation of push.request.mutations)
    outcomes.push({ m: mutation.m, outcome: await settle(mutation, push, context) });
  return { kind: 'done', outcomes };
}

/** Before anything of the push runs. */
function findObjection(push: Push, have: number, ledger: Ledger): PushResponse | undefined {
  let last = have;
  const known = new Set<string>();
  for (const { m, mid } of push.request.mutations) {
    const isKnown = known.has(m) || (ledger.done.get(m) ?? []).some(({ person }) => person === push.person);
    known.add(m);
    if (mid > last + 1) return { kind: 'gap', have: last };
    if (mid <= last && !isKnown) return { kind: 'forked' };
    last = Math.max(last, mid);
  }
  return undefined;
}

async function settle(mutation: Mutation, push: Push, context: PushContext): Promise<PushOutcome> {
  const { ledger, draft } = context;
  const before = ledger.done.get(mutation.m) ?? [];
  const own = before.find(({ person }) => person === push.person);
  const outcome = own?.outcome ?? (await run(mutation, push, before.length > 0, context));
  if (outcome.kind === 'later') return outcome;
  const isNoted = before.some(({ client }) => client === push.request.client);
  if (!isNoted) {
    const { m } = mutation;
    const client = push.request.client;
    // Below every place there is: it has none in the order of this client id.
    const mid = push.request.again ? 0 : mutation.mid;
    const done = { m, client, person: push.person, mid, outcome, ver: own?.ver ?? draft.ver() };
    ledger.done.set(m, [...before, done]);
    ledger.newDone.push(done);
  }
  return outcome;
}

/** What was pushed, ready to run as its person. */
export function toCall(
  { person, request }: Push,
  mutation: Mutation,
  parsed: Exclude<ParsedMutation, Refused>,
  now: Instant,
): Call {
  return { mutation, ...parsed, person, isAgain: request.again === true, now };
}

async function run(
  mutation: Mutation,
  push: Push,
  isSomebodyElses: boolean,
  context: PushContext,
): Promise<PushOutcome> {
  const isAgain = push.request.again;
  if (isAgain && mutation.outcome?.kind === 'refused') {
    writeRefusal(mutation, push.person as PersonId, mutation.outcome, context);
    return mutation.outcome;
  }
  const result = isSomebodyElses ? refused('already-exists') : await tryRun(mutation, push, context);
  if (result.kind === 'applied') return result;
  if (isAgain && result.code === 'not-found') return { kind: 'later' };
  writeRefusal(mutation, push.person as PersonId, result, context);
  return { kind: 'refused', code: result.code, details: result.details };
}

async function tryRun(mutation: Mutation, push: Push, context: PushContext): Promise<Refused | Applied> {
  if (push.isFaulty) return refused('fault');
  const parsed = must(context.parsed.get(mutation), 'the parsed form of a mutation of this group');
  if ('code' in parsed) return parsed;
  try {
    const { draft, now, checking } = context;
    return await runCall(draft, toCall(push, mutation, parsed, now), checking);
  } catch (error) {
    if (!(error instanceof MutatorBug)) throw error;
    context.onBug(mutation, error);
    return refused('internal');
  }
}

/** In the author's own scope, with every word of the change. */
function writeRefusal(
  mutation: Mutation,
  person: PersonId,
  { code }: Pick<MutationOutcome & { readonly kind: 'refused' }, 'code'>,
  { draft, now }: PushContext,
): void {
  const args = toStorable(mutation.args).value;
  const { caseId } = args;
  const doc = refusalSchema.parse({
    id: derivedId(mutation.m, 'refusal'),
    m: mutation.m,
    name: mutation.name,
    code,
    args,
    base: toStorable(mutation.base).value,
    caseId: typeof caseId === 'string' && isRowId(caseId) ? caseId : null,
    at: now,
    settledAt: null,
  });
  draft.write({ id: doc.id, kind: 'refusal', parent: null, doc, scopes: [personScope(person)] });
}
