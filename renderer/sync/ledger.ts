/**
 * The leading window's book of work: its order, what is on disk, what the
 * server answered, what is settled. Everything in it is in the journal or on
 * its way there; only what is on disk is ever sent.
 */
import {
  type Again,
  type JournalRecord,
  type JournalState,
  keptSettledMs,
  type Settled,
  toRevived,
  withBase,
} from '#renderer/data/journal.ts';
import type { JournalWriter } from '#renderer/data/journal-writer.ts';
import type { ListedWork } from '#renderer/data/local-view.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import type { Mutation, MutationOutcome, PushOutcome } from '#shared/protocol/messages.ts';

type Entry = {
  /** Its place in all the work of this computer, whatever client id it went under. */
  readonly n: number;
  mutation: Mutation;
  isKept: boolean;
  isVoid: boolean;
  /** What a push was told; settled by the next pull, together with its effect. Of what is settled: how it ended. */
  answer: MutationOutcome | null;
  /** Made before the server was restored: outside of the order, and known by its `m` alone. */
  again: Again | null;
  /** What it needs was not there yet. */
  isLater: boolean;
};

/** What goes next: neighbours in the order, or what is sent again. */
export type Sending = { readonly isAgain: boolean; readonly mutations: readonly Mutation[] };

export type Ledger = {
  readonly client: () => string;
  readonly lastMid: () => number;
  /** The highest mid up to which everything is settled. */
  readonly settledMid: () => number;
  /** In order. `isKept` is false while it is on its way to the disk. */
  readonly list: () => readonly (ListedWork & { readonly isKept: boolean })[];
  /** Gives work its place and resolves when it is on disk. The same `m` is the same work. */
  readonly take: (work: Work) => Promise<void>;
  /** What to send next: on disk, in order, not yet answered. */
  readonly toSend: () => Sending;
  /** Something here that could be sent has not reached the server, be it still on its way to the disk. */
  readonly hasUnsent: () => boolean;
  readonly answer: (outcomes: readonly { m: string; outcome: PushOutcome }[]) => void;
  /** Of what was sent again: a pull asked for from now on brings its effect. */
  readonly answeredAgain: () => readonly { readonly m: string; readonly outcome: MutationOutcome }[];
  /** It was answered in a stretch of history that has ended since, with or without it: it goes once more. */
  readonly doubtAgain: () => void;
  /** There is something new on the server; what had to wait may find it. */
  readonly tryLaterAgain: () => void;
  /** The server has everything up to this mid and nothing above it. */
  readonly sendAgainAfter: (mid: number) => void;
  readonly has: (m: string) => boolean;
  readonly find: (m: string) => Work | undefined;
  /** It was done on this computer, or brought to it, lately, and is settled. */
  readonly hasEnded: (m: string) => boolean;
  /** Published by a pull: out of the list, and marked in the journal. */
  readonly settle: (settled: readonly Settled[]) => Promise<void>;
  /** Something was settled here within the last days, which a restored server may not know. */
  readonly hasSettled: () => boolean;
  readonly void: (m: string) => void;
  /** Takes a new client id: everything unsettled is sent again, in its order, under new mids. */
  readonly fork: () => Promise<void>;
  /** The server was restored: what it may have forgotten waits again, and is sent again. */
  readonly revive: (now: number) => Promise<void>;
  /** What has waited so long that nobody will bring what it needs takes its place among the others. */
  readonly endLongWaits: (now: number) => Promise<void>;
};

export type LedgerOptions = {
  readonly state: JournalState;
  readonly write: JournalWriter['write'];
  readonly newId: () => string;
  /** The list is another one. */
  readonly onChange: () => void;
};

export function createLedger({ state, write, newId, onChange }: LedgerOptions): Ledger {
  let client = state.client?.id ?? newId();
  let lastMid = state.client?.lastMid ?? 0;
  let taken = 0;
  let entries = new Map<string, Entry>();
  const settledBefore = new Map<string, Entry>();
  const writing = new Map<string, Promise<void>>();
  for (const { mutation, isVoid, settled, again } of state.mutations) {
    const entry = newEntry(mutation, { isKept: true, isVoid, again, answer: settled?.outcome ?? null });
    if (settled === null) entries.set(mutation.m, entry);
    else if (!isVoid) settledBefore.set(mutation.m, entry);
  }
  if (state.client === null) void write([{ kind: 'client', id: client, lastMid, order: [] }]);

  function newEntry(mutation: Mutation, parts: Omit<Entry, 'n' | 'mutation' | 'isLater'>): Entry {
    taken += 1;
    return { n: taken, mutation, isLater: false, ...parts };
  }

  /** What has a place in the order of this client id. */
  function ordered(): readonly Entry[] {
    return [...entries.values()].filter(({ isVoid, again }) => !isVoid && again === null);
  }

  function sentAgain(): readonly Entry[] {
    return [...entries.values()].filter(({ isVoid, again }) => !isVoid && again !== null);
  }

  async function take(work: Work): Promise<void> {
    if (settledBefore.has(work.m)) return;
    if (entries.has(work.m)) return writing.get(work.m);
    lastMid += 1;
    const entry = newEntry(
      { ...work, mid: lastMid },
      { isKept: false, isVoid: false, again: null, answer: null },
    );
    entries.set(work.m, entry);
    const kept = write([{ kind: 'mutation', mutation: entry.mutation }]).then(() => {
      entry.isKept = true;
      writing.delete(work.m);
      onChange();
    });
    writing.set(work.m, kept);
    onChange();
    return kept;
  }

  async function renumber(before: readonly JournalRecord[]): Promise<void> {
    client = newId();
    lastMid = 0;
    for (const entry of ordered()) {
      lastMid += 1;
      entry.mutation = { ...entry.mutation, mid: lastMid };
      entry.answer = null;
    }
    onChange();
    const order = ordered().map(({ mutation }) => mutation.m);
    await write([...before, { kind: 'client', id: client, lastMid, order }]);
  }

  return {
    client: () => client,
    lastMid: () => lastMid,
    settledMid: () => {
      const open = ordered()[0];
      return open === undefined ? lastMid : open.mutation.mid - 1;
    },
    list: () =>
      [...entries.values()].map(({ mutation, isVoid, isKept }) => ({
        work: workOf(mutation),
        isVoid,
        isKept,
      })),
    take,
    toSend: () => {
      const again = sentAgain().filter((entry) => entry.isKept && entry.answer === null && !entry.isLater);
      // First, for what is new may stand on it.
      if (again.length > 0) return { isAgain: true, mutations: again.map(toSentAgain) };
      const open = ordered().filter((entry) => entry.answer === null);
      const firstUnkept = open.findIndex((entry) => !entry.isKept);
      const kept = firstUnkept === -1 ? open : open.slice(0, firstUnkept);
      return { isAgain: false, mutations: kept.map((entry) => entry.mutation) };
    },
    hasUnsent: () =>
      [...entries.values()].some((entry) => !entry.isVoid && !entry.isLater && entry.answer === null),
    answer: (outcomes) => {
      for (const { m, outcome } of outcomes) {
        const entry = entries.get(m);
        if (entry === undefined) continue;
        if (outcome.kind === 'later') entry.isLater = true;
        else entry.answer = outcome;
      }
    },
    answeredAgain: () =>
      sentAgain().flatMap(({ mutation: { m }, answer }) => (answer === null ? [] : [{ m, outcome: answer }])),
    doubtAgain: () => {
      for (const entry of sentAgain()) entry.answer = null;
    },
    tryLaterAgain: () => {
      for (const entry of entries.values()) entry.isLater = false;
    },
    sendAgainAfter: (mid) => {
      for (const entry of ordered()) if (entry.mutation.mid > mid) entry.answer = null;
    },
    has: (m) => entries.has(m),
    find: (m) => entries.get(m)?.mutation,
    hasEnded: (m) => settledBefore.has(m),
    settle: async (settled) => {
      const known = settled.filter(({ m }) => entries.has(m));
      for (const { m, outcome, base } of known) {
        const entry = entries.get(m);
        if (entry !== undefined && !entry.isVoid) {
          const mutation = withBase(entry.mutation, base);
          settledBefore.set(m, { ...entry, mutation, answer: outcome, again: null, isLater: false });
        }
        entries.delete(m);
      }
      if (known.length > 0) await write(known);
    },
    hasSettled: () => settledBefore.size > 0,
    void: (m) => {
      const entry = entries.get(m);
      if (entry === undefined) return;
      entry.isVoid = true;
      void write([{ kind: 'void', m }]);
      onChange();
    },
    fork: () => renumber([]),
    revive: async (now) => {
      for (const entry of settledBefore.values()) entry.again = { since: now, outcome: entry.answer };
      for (const entry of entries.values())
        if (!entry.isVoid) entry.again = { since: now, outcome: entry.again?.outcome ?? null };
      const inOrder = [...settledBefore.values(), ...entries.values()].sort((one, other) => one.n - other.n);
      settledBefore.clear();
      entries = new Map(inOrder.map((entry) => [entry.mutation.m, entry]));
      for (const entry of sentAgain()) {
        entry.answer = null;
        entry.isLater = false;
      }
      await renumber(
        sentAgain().flatMap(({ mutation, again }) => (again === null ? [] : [toRevived(mutation.m, again)])),
      );
    },
    endLongWaits: async (now) => {
      const long = sentAgain().filter(({ again }) => again !== null && again.since + keptSettledMs < now);
      if (long.length === 0) return;
      for (const entry of long) entry.again = null;
      await renumber([]);
    },
  };
}

function toSentAgain({ mutation, again }: Entry): Mutation {
  return again === null || again.outcome === null ? mutation : { ...mutation, outcome: again.outcome };
}

function workOf({ mid: _mid, ...work }: Mutation): Work {
  return work;
}
