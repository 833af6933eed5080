/**
 * Asks for what changed, and hands it on to be published as a whole.
 *
 * Three answers are more than news: the server was restored (everything comes
 * again, and so does recent work), somebody else uses our client id (take a new
 * one), and a scope was withdrawn (everything is asked for again, so that
 * nothing of it stays here).
 */
import type { Settled } from '#renderer/data/journal.ts';
import type { StoreMeta } from '#renderer/data/pages.ts';
import { type Pulled, splitPull } from '#renderer/data/pull-text.ts';
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

  async function step(): Promise<void> {
    const { term, cursors } = meta();
    const first = await ask({ term, cursors });
    const isRestored = term !== null && first.end.fresh;
    const isWithdrawn = Object.keys(cursors).some((scope) => !first.end.scopes.includes(scope));
    const pulled = isWithdrawn && !first.end.fresh ? await ask({ term: null, cursors: {} }) : first;
    if (pulled.end.lastMid > ledger.lastMid()) await ledger.fork();
    // Before its rows are published: cut off in between, it is asked and revived once more.
    if (isRestored) await ledger.revive();
    // A push was told of them by a server that has been restored since.
    else ledger.sendAgainAfter(pulled.end.lastMid);
    const settled = pulled.end.outcomes
      .filter(({ m }) => ledger.has(m))
      .map(({ m, outcome }): Settled => ({ kind: 'settled', m, outcome, at: now() }));
    await publish({ ...pulled, settled });
  }

  return { step };
}
