/**
 * The journal: the one truth about work this computer has not yet settled.
 *
 * One port in two forms, both of them lines in a file: in the browser's own file
 * system, and on the desktop in one of the main process. A record is safe when `append` resolves. Records are told once and in order;
 * the state is their fold. `client` takes a new client id: the mutations it
 * lists get new places from 1 on, in one record, so that a torn write never
 * leaves half of them renumbered.
 */
import { z } from 'zod';
import { parseJson } from '#shared/lib/json.ts';
import {
  type Mutation,
  type MutationOutcome,
  mutationOutcomeSchema,
  mutationSchema,
} from '#shared/protocol/messages.ts';

const draftSchema = z.object({ key: z.string(), text: z.string(), at: z.number() }).readonly();
export type JournalDraft = z.infer<typeof draftSchema>;

export const journalRecordSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('client'),
      id: z.uuid(),
      lastMid: z.number().int().nonnegative(),
      order: z.array(z.uuid()).readonly(),
    })
    .readonly(),
  z.object({ kind: z.literal('mutation'), mutation: mutationSchema }).readonly(),
  /** The server would not read it: never sent again, shown as refused until its author settles it. */
  z.object({ kind: z.literal('void'), m: z.uuid() }).readonly(),
  z
    .object({
      kind: z.literal('settled'),
      m: z.uuid(),
      outcome: mutationOutcomeSchema,
      at: z.number(),
      /** What its author saw of it then, in the form of a mutation's `base`, which it is added to. */
      base: mutationSchema.unwrap().shape.base.optional(),
    })
    .readonly(),
  /**
   * The server was restored and may have forgotten it: it is sent again, whatever its place. Without
   * `at`, as older builds wrote it, it waits as any other.
   */
  z
    .object({
      kind: z.literal('revived'),
      m: z.uuid(),
      at: z.number().optional(),
      /** How it had ended; absent where it had not. */
      outcome: mutationOutcomeSchema.optional(),
    })
    .readonly(),
  z.object({ kind: z.literal('draft'), draft: draftSchema }).readonly(),
  z.object({ kind: z.literal('draft-dropped'), key: z.string() }).readonly(),
]);
export type JournalRecord = z.infer<typeof journalRecordSchema>;
export type Settled = JournalRecord & { readonly kind: 'settled' };

export type JournalledMutation = {
  readonly mutation: Mutation;
  readonly isVoid: boolean;
  readonly settled: Settled | null;
  readonly again: Again | null;
};

/** Since when it is sent again, and how it had ended before. */
export type Again = { readonly since: number; readonly outcome: MutationOutcome | null };

export type JournalState = {
  readonly client: { readonly id: string; readonly lastMid: number } | null;
  /** In the order they were taken, which is that of their mids within one client id. */
  readonly mutations: readonly JournalledMutation[];
  readonly drafts: readonly JournalDraft[];
};

export type OpenJournal = {
  readonly records: readonly JournalRecord[];
  /** Records that could not be read. They stay where they are, so such a journal is not compacted. */
  readonly setAside: number;
};

export type Journal = {
  /** From now on every older epoch is refused. */
  readonly open: (epoch: number) => Promise<OpenJournal>;
  /** Resolves when all of them are on disk; none of them is where it rejects. */
  readonly append: (records: readonly JournalRecord[]) => Promise<void>;
  /** Replaces everything by these. */
  readonly compact: (records: readonly JournalRecord[]) => Promise<void>;
  /** Lets go of it, so that the next leader need not wait. It can be opened again. */
  readonly close: () => Promise<void>;
};

export function toLine(record: JournalRecord): string {
  return JSON.stringify(record);
}

export function readLines({ lines, setAside }: { lines: readonly string[]; setAside: number }): OpenJournal {
  const read = lines.map((line) => findRecord(parseJson(line)));
  const records = read.filter((record) => record !== undefined);
  return { records, setAside: setAside + read.length - records.length };
}

/** Undefined where it cannot be read: damaged, or of a newer build. */
export function findRecord(value: unknown): JournalRecord | undefined {
  return journalRecordSchema.safeParse(value).data;
}

export function foldJournal(records: readonly JournalRecord[]): JournalState {
  let client: { id: string; lastMid: number } | undefined;
  const mutations = new Map<string, JournalledMutation>();
  const drafts = new Map<string, JournalDraft>();
  const change = (m: string, parts: Partial<JournalledMutation>): void => {
    const known = mutations.get(m);
    if (known !== undefined) mutations.set(m, { ...known, ...parts });
  };
  const seeMore = ({ m, base }: Settled): void => {
    const known = mutations.get(m);
    if (known !== undefined) change(m, { mutation: withBase(known.mutation, base) });
  };
  for (const record of records) {
    switch (record.kind) {
      case 'client':
        client = { id: record.id, lastMid: record.lastMid };
        for (const [place, m] of record.order.entries()) {
          const known = mutations.get(m);
          if (known !== undefined)
            change(m, { mutation: { ...known.mutation, mid: place + 1 }, again: null });
        }
        break;
      case 'mutation': {
        const { mutation } = record;
        if (!mutations.has(mutation.m))
          mutations.set(mutation.m, { mutation, isVoid: false, settled: null, again: null });
        if (client !== undefined && mutation.mid > client.lastMid) client.lastMid = mutation.mid;
        break;
      }
      case 'void':
        change(record.m, { isVoid: true });
        break;
      case 'settled':
        change(record.m, { settled: record, again: null });
        seeMore(record);
        break;
      case 'revived':
        change(record.m, {
          settled: null,
          again: record.at === undefined ? null : { since: record.at, outcome: record.outcome ?? null },
        });
        break;
      case 'draft':
        drafts.set(record.draft.key, record.draft);
        break;
      case 'draft-dropped':
        drafts.delete(record.key);
        break;
    }
  }
  return { client: client ?? null, mutations: [...mutations.values()], drafts: [...drafts.values()] };
}

/** As it is sent again, where that comes to pass. */
export function withBase(mutation: Mutation, base: Settled['base']): Mutation {
  return base === undefined ? mutation : { ...mutation, base: { ...mutation.base, ...base } };
}

/** How long what is settled can be sent again. */
export const keptSettledMs = 14 * 24 * 3_600_000;

/** The shortest records that fold to this state, without what was settled more than 14 days ago. */
export function compacted(
  { client, mutations, drafts }: JournalState,
  now: number,
): readonly JournalRecord[] {
  const kept = mutations.filter(({ settled }) => settled === null || settled.at > now - keptSettledMs);
  return [
    ...kept.flatMap(({ mutation, isVoid, settled, again }): readonly JournalRecord[] => [
      { kind: 'mutation', mutation },
      ...(isVoid ? [{ kind: 'void' as const, m: mutation.m }] : []),
      ...(settled === null ? [] : [settled]),
      ...(again === null ? [] : [toRevived(mutation.m, again)]),
    ]),
    // Behind them: places they had under another client id are not its own.
    ...(client === null ? [] : [{ kind: 'client' as const, ...client, order: [] }]),
    ...drafts.map((draft): JournalRecord => ({ kind: 'draft', draft })),
  ];
}

export function toRevived(m: string, { since, outcome }: Again): JournalRecord {
  return { kind: 'revived', m, at: since, ...(outcome === null ? {} : { outcome }) };
}
