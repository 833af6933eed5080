/**
 * The leading window's book of work: its order, what is on disk, what the
 * server answered, what is settled. Everything in it is in the journal or on
 * its way there; only what is on disk is ever sent.
 */
import type { JournalRecord, JournalState, Settled } from '#renderer/data/journal.ts';
import type { JournalWriter } from '#renderer/data/journal-writer.ts';
import type { ListedWork } from '#renderer/data/local-view.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import type { Mutation, MutationOutcome } from '#shared/protocol/messages.ts';

type Entry = {
  /** Its place in all the work of this computer, whatever client id it went under. */
  readonly n: number;
  mutation: Mutation;
  isKept: boolean;
  isVoid: boolean;
  /** What a push was told; settled by the next pull, together with its effect. */
  answer: MutationOutcome | null;
};

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
  readonly toSend: () => readonly Mutation[];
  readonly answer: (outcomes: readonly { m: string; outcome: MutationOutcome }[]) => void;
  /** The server has everything up to this mid and nothing above it. */
  readonly sendAgainAfter: (mid: number) => void;
  readonly has: (m: string) => boolean;
  /** Published by a pull: out of the list, and marked in the journal. */
  readonly settle: (settled: readonly Settled[]) => Promise<void>;
  /** Something was settled here within the last days, which a restored server may not know. */
  readonly hasSettled: () => boolean;
  readonly void: (m: string) => void;
  /** Takes a new client id: everything unsettled is sent again, in its order, under new mids. */
  readonly fork: () => Promise<void>;
  /** The server was restored: what it may have forgotten waits again, and is sent again. */
  readonly revive: () => Promise<void>;
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
  for (const { mutation, isVoid, settled } of state.mutations) {
    const entry = newEntry(mutation, { isKept: true, isVoid });
    if (settled === null) entries.set(mutation.m, entry);
    else if (!isVoid) settledBefore.set(mutation.m, entry);
  }
  if (state.client === null) void write([{ kind: 'client', id: client, lastMid, order: [] }]);

  function newEntry(mutation: Mutation, parts: Pick<Entry, 'isKept' | 'isVoid'>): Entry {
    taken += 1;
    return { n: taken, mutation, answer: null, ...parts };
  }

  async function take(work: Work): Promise<void> {
    if (settledBefore.has(work.m)) return;
    if (entries.has(work.m)) return writing.get(work.m);
    lastMid += 1;
    const entry = newEntry({ ...work, mid: lastMid }, { isKept: false, isVoid: false });
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
    for (const entry of entries.values()) {
      if (entry.isVoid) continue;
      lastMid += 1;
      entry.mutation = { ...entry.mutation, mid: lastMid };
      entry.answer = null;
    }
    const order = [...entries.values()].filter((entry) => !entry.isVoid).map(({ mutation }) => mutation.m);
    onChange();
    await write([...before, { kind: 'client', id: client, lastMid, order }]);
  }

  return {
    client: () => client,
    lastMid: () => lastMid,
    settledMid: () => {
      const open = [...entries.values()].find((entry) => !entry.isVoid);
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
      const open = [...entries.values()].filter((entry) => !entry.isVoid && entry.answer === null);
      const firstUnkept = open.findIndex((entry) => !entry.isKept);
      return (firstUnkept === -1 ? open : open.slice(0, firstUnkept)).map((entry) => entry.mutation);
    },
    answer: (outcomes) => {
      for (const { m, outcome } of outcomes) {
        const entry = entries.get(m);
        if (entry !== undefined) entry.answer = outcome;
      }
    },
    sendAgainAfter: (mid) => {
      for (const entry of entries.values()) if (entry.mutation.mid > mid) entry.answer = null;
    },
    has: (m) => entries.has(m),
    settle: async (settled) => {
      const known = settled.filter(({ m }) => entries.has(m));
      for (const { m } of known) {
        const entry = entries.get(m);
        if (entry !== undefined && !entry.isVoid) settledBefore.set(m, entry);
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
    revive: async () => {
      const again = [...settledBefore.values()];
      settledBefore.clear();
      const inOrder = [...again, ...entries.values()].sort((one, other) => one.n - other.n);
      entries = new Map(inOrder.map((entry) => [entry.mutation.m, entry]));
      await renumber(again.map(({ mutation }) => ({ kind: 'revived', m: mutation.m })));
    },
  };
}

function workOf({ mid: _mid, ...work }: Mutation): Work {
  return work;
}
