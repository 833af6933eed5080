/**
 * Push, pull and poke.
 *
 * `protocolVersion` 1: the first one. 2: a push may be sent `again`. 3: a case is
 * opened with what the start of its flow asked, which a server before would drop.
 *
 * It grows where an older build could not read an answer, or would read it
 * wrongly. Both sides name theirs in a header; a server refuses a computer it
 * does not understand before anything is read, and says which of the two is the older.
 */
import { z } from 'zod';
import { sha256Schema } from '#shared/domain/case/attachment.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { sumsSchema } from './sums.ts';

export const protocolVersion = 3;
/** The oldest a server still speaks. */
export const oldestProtocol = 1;
export const protocolHeader = 'raia-protocol';

/** The most a push may carry, and the most bytes of JSON one mutation's arguments may be. */
export const pushLimit = 256;
export const argsLimitBytes = 256 * 1024;

/** How a mutation ended, once and for ever. */
export const mutationOutcomeSchema = z.discriminatedUnion('kind', [
  /**
   * `merged`: a declared rule of the mutator made something else of it than was meant; an event says
   * what. An older build leaves the mark out and reads `applied`, which is as true for it.
   */
  z.object({ kind: z.literal('applied'), merged: z.literal(true).optional() }).readonly(),
  z
    .object({ kind: z.literal('refused'), code: z.string(), details: z.array(z.string()).readonly() })
    .readonly(),
]);
export type MutationOutcome = z.infer<typeof mutationOutcomeSchema>;

export const mutationSchema = z
  .object({
    /** Its identity for ever (UUIDv7). */
    m: z.uuid(),
    /** Its place in this client's order, from 1 without holes. */
    mid: z.number().int().positive(),
    name: z.string().min(1).max(80),
    /** Version of the arguments' schema. */
    v: z.number().int().positive(),
    args: z.record(z.string(), z.unknown()).readonly(),
    base: z.record(z.string(), z.record(z.string(), z.unknown())).readonly(),
    at: instantSchema,
    /** Sent again: how it had ended. What was refused stays refused. */
    outcome: mutationOutcomeSchema.optional(),
  })
  .readonly();
export type Mutation = z.infer<typeof mutationSchema>;

export const pushRequestSchema = z
  .object({
    client: z.uuid(),
    /** The stretch of history this client has read; null before its first pull. */
    term: z.uuid().nullable(),
    /** The lowest mid this client still holds, where it no longer has what the server misses. */
    from: z.number().int().positive().optional(),
    /**
     * All of them were made before the server was restored. They are told apart by `m` alone, their
     * mids count for nothing, and what asks for a row that is not there is answered `later`.
     */
    again: z.literal(true).optional(),
    mutations: z.array(mutationSchema).max(pushLimit).readonly(),
  })
  .readonly();
export type PushRequest = z.infer<typeof pushRequestSchema>;

/** Nothing was kept of it: what it needs is not there yet, and somebody may be about to send it again. */
export const laterSchema = z.object({ kind: z.literal('later') }).readonly();
export type PushOutcome = MutationOutcome | z.infer<typeof laterSchema>;

export const pushResponseSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('done'),
      outcomes: z
        .array(z.object({ m: z.uuid(), outcome: z.union([mutationOutcomeSchema, laterSchema]) }).readonly())
        .readonly(),
    })
    .readonly(),
  /** The server's last mid of this client: resend from the next one. */
  z.object({ kind: z.literal('gap'), have: z.number().int().nonnegative() }).readonly(),
  /** This client id is used by a copied or rolled-back profile: take a new one and resend. */
  z.object({ kind: z.literal('forked') }).readonly(),
]);
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** Query of a pull. `cursors` is `scope:ver` joined by commas; scopes not named start from 0. */
export const pullQuerySchema = z
  .object({
    client: z.uuid(),
    /** The highest mid of this client up to which everything is settled. */
    settled: z.coerce.number().int().nonnegative(),
    term: z.uuid().optional(),
    cursors: z.string().max(20_000).default(''),
    /** `1`: the sums of the scopes are to be told. A server that does not know them leaves them out. */
    sums: z.literal('1').optional(),
    /** `1`: the answer may name snapshots to begin with. A server that has none sends the rows. */
    snapshots: z.literal('1').optional(),
  })
  .readonly();
export type PullQuery = z.infer<typeof pullQuerySchema>;

/** One line of a pull: a row as stored, or the mark that it left every scope asked for. */
export const pullRowSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    parent: z.string().nullable(),
    ver: z.number().int(),
    /** When it came into a scope of this person, where that was after its version: a case that returns brings its old history. */
    at: z.number().int().optional(),
    doc: z.unknown().optional(),
    gone: z.literal(true).optional(),
  })
  .readonly();
export type PullRow = z.infer<typeof pullRowSchema>;

/**
 * What a scope held at `ver`, in pages of rows as a pull tells them, named by the SHA-256 of their text.
 * `bytes` is what one travels as. A pull from `ver` on, of the term that came with it, brings the rest.
 */
export const namedSnapshotSchema = z
  .object({
    scope: z.string(),
    ver: z.number().int().positive(),
    pages: z
      .array(z.object({ hash: sha256Schema, bytes: z.number().int().positive() }).readonly())
      .readonly(),
  })
  .readonly();
export type NamedSnapshot = z.infer<typeof namedSnapshotSchema>;

/** Query of one page. Whoever does not hold its scope now is told that there is none. */
export const snapshotPageQuerySchema = z
  .object({ scope: z.string().min(1).max(80), page: sha256Schema })
  .readonly();
export type SnapshotPageQuery = z.infer<typeof snapshotPageQuerySchema>;

/** The last line of a pull: only this line publishes what came before it. */
export const pullEndSchema = z
  .object({
    end: z.literal(true),
    /** The newest version in the space at the snapshot. */
    head: z.number().int().nonnegative(),
    /** The server's current term, kept beside the cursors. A restart begins a new one and loses nothing. */
    term: z.uuid(),
    /** These rows are everything, and replace what the client holds. */
    fresh: z.boolean(),
    /**
     * Why they are everything: the cursors were not of this server's history (a restored backup, a lost
     * tail), or there was no term. False where the server merely no longer remembers what left since.
     * Servers that do not say so remember everything.
     */
    restored: z.boolean().default(true),
    /** The scopes this person holds now; others are dropped from this computer. */
    scopes: z.array(z.string()).readonly(),
    lastMid: z.number().int().nonnegative(),
    outcomes: z
      .array(
        z
          .object({ m: z.uuid(), mid: z.number().int().positive(), outcome: mutationOutcomeSchema })
          .readonly(),
      )
      .readonly(),
    /** What the scopes hold at `head`, where the client asked. */
    sums: sumsSchema.optional(),
    /**
     * No rows came, and nothing is to be published: these are to be fetched first, and a pull from where
     * they end, which starts the other scopes as this one did.
     */
    snapshots: z.array(namedSnapshotSchema).readonly().optional(),
    now: instantSchema,
  })
  .readonly();
export type PullEnd = z.infer<typeof pullEndSchema>;

/** The longest that may be searched for, in characters, and the most cases told of. */
export const archiveWordsLength = 200;
export const archiveFoundLimit = 20;

/** Asks for a case this computer does not hold, by its id or by what people call it: its number, or its short code. */
const fetchQuerySchema = z.union([
  z.object({ case: z.uuid() }).readonly(),
  z.object({ name: z.string().min(1).max(12) }).readonly(),
]);
export type FetchQuery = z.infer<typeof fetchQuerySchema>;

/** Asks which cases in the archive these words find. A server that does not know it answers 400. */
const wordsQuerySchema = z.object({ words: z.string().trim().min(1).max(archiveWordsLength) }).readonly();

export const archiveQuerySchema = z.union([fetchQuerySchema, wordsQuerySchema]);
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>;

/** A case that was found by words, in one line. */
export const archivedCaseSchema = z
  .object({
    id: caseIdSchema,
    number: z.number().int().positive().nullable(),
    localCode: z.string(),
    subject: z.string(),
    /** Their name now; empty where nobody knows them. */
    customer: z.string(),
    endedAt: instantSchema,
  })
  .readonly();
export type ArchivedCase = z.infer<typeof archivedCaseSchema>;

/** The last line of the answer; before it the rows of the case, as in a pull, or the cases found, the newest first. */
export const archiveEndSchema = z
  .object({
    end: z.literal(true),
    head: z.number().int().nonnegative(),
    /** The words find more cases than were told of. */
    hasMore: z.boolean().default(false),
  })
  .readonly();
export type ArchiveEnd = z.infer<typeof archiveEndSchema>;

/** Sent over the live socket when something may be pulled. */
export const pokeSchema = z.object({ scope: z.string(), term: z.uuid(), ver: z.number().int() }).readonly();
export type Poke = z.infer<typeof pokeSchema>;
