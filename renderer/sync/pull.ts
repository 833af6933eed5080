/**
 * Asks for what changed, and hands it on to be published as a whole.
 *
 * Three answers are more than news: the server was restored (everything comes
 * again, and so does recent work), somebody else uses our client id (take a new
 * one), and a scope was withdrawn or granted (everything is asked for again, so
 * that nothing stays here which may not, and what once left may come back).
 */
import type { Settled } from '#renderer/data/journal.ts';
import type { StoreMeta } from '#renderer/data/pages.ts';
import { type Pulled, splitPull } from '#renderer/data/pull-text.ts';
import type { PullEnd } from '#shared/protocol/messages.ts';
import type { Ledger } from './ledger.ts';
import { SyncError, type Transport } from './transport.ts';

export type News = Pulled & { readonly settled: readonly Settled[] };

export type PullerOptions = {
  readonly transport: Transport;
  readonly ledger: Ledger;
  readonly meta: () => Pick<StoreMeta, 'term' | 'cursors'>;
  readonly now: () => number;
  readonly publish: (news: News) => Promise<void>;
};

export type Puller = { readonly step: () => Promise<void> };

export function createPuller({ transport, ledger, meta, now, publish }: PullerOptions): Puller {
  async function ask(since: Pick<StoreMeta, 'term' | 'cursors'>): Promise<Pulled> {
    const request = { client: ledger.client(), settled: ledger.settledMid(), ...since };
    const pulled = splitPull(await transport.pull(request));
    if (pulled === undefined) throw new SyncError('unreachable');
    return pulled;
  }

  /** Or may be: without a cursor (a damaged store, a person who held nothing) nobody can tell. */
  function isRestored(cursors: StoreMeta['cursors'], first: PullEnd, last: PullEnd): boolean {
    if (Object.keys(cursors).length === 0)
      return last.scopes.length > 0 && (ledger.hasSettled() || ledger.answeredAgain().length > 0);
    return (first.fresh && first.restored) || first.term !== last.term;
  }

  async function step(): Promise<void> {
    const { term, cursors } = meta();
    await ledger.endLongWaits(now());
    // Answered before this pull is asked for, so it brings their effect.
    const answered = ledger.answeredAgain();
    const first = await ask({ term, cursors });
    const pulled =
      isOfOtherGrants(cursors, first.end) && !first.end.fresh
        ? await ask({ term: null, cursors: {} })
        : first;
    const isAfterRestore = isRestored(cursors, first.end, pulled.end);
    if (pulled.end.lastMid > ledger.lastMid()) await ledger.fork();
    // Before its rows are published: cut off in between, it is asked and revived once more.
    const isOtherTerm = pulled.end.term !== term;
    if (isAfterRestore) await ledger.revive(now());
    else {
      // A push was told of them by a server that has been restored since.
      ledger.sendAgainAfter(pulled.end.lastMid);
      if (isOtherTerm) ledger.doubtAgain();
    }
    // Who holds nothing sees no effect, nor that the server which answered was restored since.
    const isBlind = isAfterRestore || isOtherTerm || pulled.end.scopes.length === 0;
    const told = isBlind ? pulled.end.outcomes : [...pulled.end.outcomes, ...answered];
    const settled = told
      .filter(({ m }) => ledger.has(m))
      .map(({ m, outcome }): Settled => ({ kind: 'settled', m, outcome, at: now() }));
    await publish({ ...pulled, settled });
    if (pulled.end.head > Math.max(0, ...Object.values(cursors))) ledger.tryLaterAgain();
  }

  return { step };
}

function isOfOtherGrants(cursors: StoreMeta['cursors'], { scopes }: PullEnd): boolean {
  const known = Object.keys(cursors);
  return (
    known.length > 0 && (known.length !== scopes.length || known.some((scope) => !scopes.includes(scope)))
  );
}
