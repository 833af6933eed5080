/**
 * The contract of a mutator: the only way a synced row changes.
 *
 * The same function runs at once over the overlay in the renderer, again on
 * every rebase, and finally on the server inside a transaction. So it checks
 * its own conditions each time, reads nothing but the rows it asked for, and
 * takes moments and ids from its context.
 */
import type { z } from 'zod';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { Doc, Kind } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import type { Instant } from '#shared/lib/instant.ts';

/** The rows a mutator may look at: those whose keys it named, and nothing else. */
export type Rows = { readonly find: <K extends Kind>(kind: K, id: string) => Doc<K> | undefined };

export type Key = { readonly kind: Kind; readonly id: string };

/** A row as it shall be from now on; `parent` ties it to the row whose readers may read it. */
export type Write = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly id: string;
    readonly parent?: string;
    readonly doc: Doc<K>;
  };
}[Kind];

/** Values the author saw in the fields a mutation writes: row id, field name, value. */
export type Base = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type MutationContext = {
  readonly actor: Actor;
  /** The moment the rules use. */
  readonly at: Instant;
  /** What the author's computer claimed; kept in events. */
  readonly claimedAt: Instant;
  /** When it reached the server; on a computer, where it has not yet, the moment it was done. */
  readonly receivedAt: Instant;
  /** A new id, the same every time this mutation runs. */
  readonly id: (label: string) => string;
  readonly base: Base;
  /** Sent again to a server that was restored since: `base` may tell what that server has forgotten. */
  readonly isAgain: boolean;
  /** The next case number; null where only the server may know. */
  readonly caseNumber: () => number | null;
};

export type Outcome =
  | {
      readonly kind: 'done';
      readonly writes: readonly Write[];
      /** Appended after the writes, in order. */
      readonly events: readonly CaseEvent[];
      /** A declared rule made something else of it than its author meant; an event says what. */
      readonly isMerged?: true;
    }
  | Refused;

/** Everything an outcome writes in its order, its events last, each a row of its own under its case. */
export function writesOf(outcome: Outcome & { readonly kind: 'done' }): readonly Write[] {
  const events = outcome.events.map(
    (event): Write => ({ kind: 'event', id: event.id, parent: event.caseId, doc: event }),
  );
  return [...outcome.writes, ...events];
}

/** `code` is a key of the texts in `refusals`; `details` names fields, items or people. */
export type Refused = {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly details: readonly string[];
};

export const refusalCodes = [
  'not-found',
  'not-allowed',
  'not-your-lane',
  'token-moved',
  'outcome-unknown',
  'work-missing',
  'cannot-escalate-here',
  'not-escalated',
  'already-started',
  'not-ended',
  'case-ended',
  'runaway',
  'timer-over',
  'not-due',
  'element-unknown',
  'already-exists',
  'changed-meanwhile',
  'not-in-team',
  'nothing-changed',
  /** The mutator itself failed; a bug of ours, the words are kept. */
  'internal',
  /** The database would not take it (SQLSTATE 22, 23). */
  'fault',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** A code this build does not know is told as a failure of ours: the words are kept all the same. */
export function toRefusalCode(code: string): RefusalCode {
  return refusalCodes.find((known) => known === code) ?? 'internal';
}

export type Mutator<Schema extends z.ZodType = z.ZodType> = {
  /** `subject.verb`, as a person would say it. */
  readonly name: string;
  readonly version: number;
  readonly args: Schema;
  /** Primary keys only. Asked again after each round, until it names nothing new. */
  readonly needs: (args: z.infer<Schema>, rows: Rows) => readonly Key[];
  readonly run: (rows: Rows, args: z.infer<Schema>, context: MutationContext) => Outcome;
};

/** Gives `needs` and `run` the type of the arguments. */
export function defineMutator<Schema extends z.ZodType>(mutator: Mutator<Schema>): Mutator<Schema> {
  return mutator;
}

export function refused(code: RefusalCode, details: readonly string[] = []): Refused {
  return { kind: 'refused', code, details };
}
