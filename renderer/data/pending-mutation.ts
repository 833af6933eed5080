/**
 * A mutation this computer waits to hear about, ready to be run over any rows
 * as often as needed: its arguments are parsed and its ids derived once.
 */
import { type Refusal, seenCaseSchema } from '#shared/domain/case/refusal.ts';
import type { Kind, Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { toInstant } from '#shared/lib/instant.ts';
import {
  type Base,
  type MutationContext,
  type Mutator,
  type Outcome,
  type Rows,
  refused,
  type Write,
} from '#shared/mutations/mutator.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import type { Mutation } from '#shared/protocol/messages.ts';

/** A mutation before it has its place in the order of this computer. */
export type Work = Omit<Mutation, 'mid'>;

export type PendingMutation = {
  readonly work: Work;
  /** Absent where this build does not know the mutator or its arguments: sent without a preview. */
  readonly call?: { readonly mutator: Mutator; readonly args: unknown };
  readonly id: (label: string) => string;
};

export function toPending(work: Work): PendingMutation {
  const ids = new Map<string, string>();
  const id = (label: string): string => {
    const known = ids.get(label) ?? derivedId(work.m, label);
    ids.set(label, known);
    return known;
  };
  const mutator = findMutator(work.name);
  const args = mutator?.args.safeParse(work.args);
  if (mutator === undefined || !args?.success) return { work, id };
  return { work, id, call: { mutator, args: args.data } };
}

/** Only the server gives numbers. */
const unnumbered = (): null => null;

/** What it would do to these rows. A throw is a bug of ours: the words stay, the preview goes. */
export function runPending({ work, call, id }: PendingMutation, rows: Rows, actor: Actor): Outcome {
  if (call === undefined) return { kind: 'done', writes: [], events: [] };
  const at = toInstant(work.at);
  const context: MutationContext = {
    actor,
    at,
    claimedAt: at,
    receivedAt: at,
    id,
    base: work.base,
    // What the base tells is this computer's own.
    isAgain: true,
    caseNumber: unnumbered,
  };
  try {
    return call.mutator.run(rows, call.args, context);
  } catch {
    return refused('internal');
  }
}

/**
 * What the author saw in the fields a run changes, and in those the arguments
 * name: one given and left as it was is known not to be the author's change. A
 * row that was not there has no such fields. With a case goes what it was
 * called and whose words it used, for when it has left its author.
 */
export function baseOf(
  writes: readonly Write[],
  args: Work['args'],
  find: (kind: Kind, id: string) => Row | undefined,
): Base {
  const named = new Set(Object.entries(args).flatMap(([key, value]) => [key, ...keysIn(value)]));
  const base: Record<string, Record<string, unknown>> = {};
  for (const write of writes) {
    const before = find(write.kind, write.id);
    if (before === undefined) continue;
    const now = new Map<string, unknown>(Object.entries(write.doc));
    const seen = Object.entries(before.doc).filter(
      ([field, value]) =>
        named.has(field) ||
        (write.kind === 'case' && Object.hasOwn(seenCaseSchema.shape, field)) ||
        !isSame(value, now.get(field)),
    );
    base[write.id] = Object.fromEntries(seen);
  }
  return base;
}

function keysIn(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A mutation the server would not even read is shown like a refused one, from this computer alone. */
export function refusalOf({ work, id }: PendingMutation): Write {
  const caseId = work.args.caseId;
  const doc = {
    id: id('refusal'),
    m: work.m,
    name: work.name,
    code: 'fault',
    args: work.args,
    base: work.base,
    caseId: typeof caseId === 'string' ? (caseId as Refusal['caseId']) : null,
    at: work.at,
    settledAt: null,
  };
  return { kind: 'refusal', id: doc.id, doc };
}
