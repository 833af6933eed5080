/**
 * Asks for what changed, and hands it on to be published as a whole.
 *
 * Three answers are more than news: the server was restored (everything comes
 * again, and so does recent work), somebody else uses our client id (take a new
 * one), and a scope was withdrawn or granted (everything is asked for again, so
 * that nothing stays here which may not, and what once left may come back).
 *
 * Where there is much to begin with the server names snapshots. Their rows and
 * those of a pull from where they end are published as one answer.
 */
import type { Settled } from '#renderer/data/journal.ts';
import type { StoreMeta } from '#renderer/data/pages.ts';
import { type Pulled, splitPull } from '#renderer/data/pull-text.ts';
import type { PullEnd } from '#shared/protocol/messages.ts';
import type { Ledger } from './ledger.ts';
import { createSnapshots, type SnapshotsOptions } from './snapshots.ts';
import { type PullRequest, SyncError, type Transport } from './transport.ts';

/** `anew`: a scope that was told from its beginning. */
export type News = Pulled & { readonly settled: readonly Settled[]; readonly anew: string | null };

/** What to find out beside the news: sums, and all of a scope. */
export type Comparing = { readonly wantsSums: boolean; readonly anew: string | null };

type Since = Pick<StoreMeta, 'term' | 'cursors'>;

export type PullerOptions = {
  readonly transport: Transport;
  readonly sha256Of: SnapshotsOptions['sha256Of'];
  readonly isStopped: SnapshotsOptions['isStopped'];
  readonly onProgress: SnapshotsOptions['onProgress'];
  readonly ledger: Ledger;
  readonly meta: () => Since;
  readonly now: () => number;
  readonly comparing: () => Comparing;
  readonly publish: (news: News) => Promise<void>;
};

/** A first answer, and the one that counts: where a scope was withdrawn, everything was asked for then. */
type Told = { readonly first: PullEnd; readonly answer: Pulled };

export type Puller = {
  /** `outdated`: nothing was published, for what the server had named does not fit any more. To be asked again. */
  readonly step: () => Promise<'published' | 'outdated'>;
};

export function createPuller(options: PullerOptions): Puller {
  const { transport, ledger, meta, now, comparing, publish } = options;
  const snapshots = createSnapshots(options);
  /** What named snapshots, by what it was an answer to. */
  let begun: { readonly to: string; readonly told: Told } | undefined;

  async function ask(since: Omit<PullRequest, 'client' | 'settled'>): Promise<Pulled> {
    const request = { client: ledger.client(), settled: ledger.settledMid(), ...since };
    const pulled = splitPull(await transport.pull(request));
    if (pulled === undefined) throw new SyncError('unreachable');
    return pulled;
  }

  async function askFirst({ term, cursors }: Since, { wantsSums, anew }: Comparing): Promise<Told> {
    // What a scope lacks is looked for among all its rows as they are now.
    const wantsSnapshots = anew === null;
    const first = await ask({ term, cursors: without(cursors, anew), wantsSums, wantsSnapshots });
    if (first.end.fresh || !isOfOtherGrants(cursors, first.end)) return { first: first.end, answer: first };
    const answer = await ask({ term: null, cursors: {}, wantsSums, wantsSnapshots: true });
    return { first: first.end, answer };
  }

  /**
   * However often the line is cut, what was named is gone on with while the same would be asked for: in
   * a busy company another snapshot is named soon, and none of its pages has come.
   */
  async function askOrGoOn(since: Since, wanted: Comparing): Promise<Told> {
    const question = JSON.stringify([since.term, since.cursors, wanted.anew]);
    if (begun?.to === question) return begun.told;
    const told = await askFirst(since, wanted);
    begun = told.answer.end.snapshots && { to: question, told };
    return told;
  }

  /** Where the answer names snapshots: their rows, and what came since. Undefined where they do not fit any more. */
  async function withSnapshots(told: Pulled, cursors: StoreMeta['cursors'], wantsSums: boolean) {
    const { term, fresh, restored, snapshots: named } = told.end;
    if (named === undefined) return told;
    const pages = await snapshots.fetch(named);
    if (pages === undefined) return undefined;
    const since = {
      ...(fresh ? {} : cursors),
      ...Object.fromEntries(named.map(({ scope, ver }) => [scope, ver])),
    };
    const rest = await ask({ term, cursors: since, wantsSums, wantsSnapshots: true });
    const isGrantedMore = rest.end.snapshots !== undefined;
    const isWithdrawn = told.end.scopes.some((scope) => !rest.end.scopes.includes(scope));
    if (rest.end.fresh || rest.end.term !== term || isGrantedMore || isWithdrawn) return undefined;
    const texts = rest.rowsText === '' ? pages : [...pages, rest.rowsText];
    return { rowsText: texts.join('\n'), end: { ...rest.end, fresh, restored } };
  }

  /** Or may be: without a cursor (a damaged store, a person who held nothing) nobody can tell. */
  function isRestored(cursors: StoreMeta['cursors'], first: PullEnd, last: PullEnd): boolean {
    if (Object.keys(cursors).length === 0)
      return last.scopes.length > 0 && (ledger.hasSettled() || ledger.answeredAgain().length > 0);
    return (first.fresh && first.restored) || first.term !== last.term;
  }

  async function step(): Promise<'published' | 'outdated'> {
    const { term, cursors } = meta();
    const wanted = comparing();
    await ledger.endLongWaits(now());
    // Answered before this pull is asked for, so it brings their effect.
    const answered = ledger.answeredAgain();
    const { first, answer } = await askOrGoOn({ term, cursors }, wanted);
    const pulled = await withSnapshots(answer, cursors, wanted.wantsSums);
    if (pulled === undefined) {
      // Asked again from the beginning; pages that are still named are here.
      begun = undefined;
      return 'outdated';
    }
    const isAfterRestore = isRestored(cursors, first, pulled.end);
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
    await publish({ ...pulled, settled, anew: pulled.end.fresh ? null : wanted.anew });
    begun = undefined;
    snapshots.forget();
    if (pulled.end.head > Math.max(0, ...Object.values(cursors))) ledger.tryLaterAgain();
    return 'published';
  }

  return { step };
}

/** A scope without a cursor is told from its beginning. */
function without(cursors: StoreMeta['cursors'], anew: string | null): StoreMeta['cursors'] {
  return Object.fromEntries(Object.entries(cursors).filter(([scope]) => scope !== anew));
}

function isOfOtherGrants(cursors: StoreMeta['cursors'], { scopes }: PullEnd): boolean {
  const known = Object.keys(cursors);
  return (
    known.length > 0 && (known.length !== scopes.length || known.some((scope) => !scopes.includes(scope)))
  );
}
