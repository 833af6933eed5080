/**
 * Snapshots of scopes: read once, compressed and kept in pages, for every
 * computer that has to begin with all of a scope.
 *
 * One is made when somebody wants it and none will do: it must be of this
 * history, forget nothing that is still told, and be so near that little is left
 * to pull. Of those who want it at the same time one makes it; two server
 * processes may each make one, which costs the work and nothing else.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { newId, type RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { SnapshotPageQuery } from '#shared/protocol/messages.ts';
import { areOurs } from './cursors.ts';
import { findGrants } from './grants.ts';
import type { ReadingPlaces } from './places.ts';
import type {
  Change,
  KeptSnapshot,
  PullReading,
  RowPlace,
  ScopeSnapshot,
  SnapshotPage,
  SpaceMoment,
  Store,
} from './ports.ts';
import { mustBeSameStart } from './sync-error.ts';
import { createTurns } from './turns.ts';

export type Snapshots = {
  /** One to begin with now. */
  readonly take: (scope: string) => Promise<Cursored>;
};

/** As much of it as can be told. */
export type Cursored = Omit<KeptSnapshot, 'id' | 'madeAt'>;

export type SnapshotLimits = {
  /** So many rows to begin with come with the pull; more are begun with snapshots. */
  readonly rowsAtOnce: number;
  /** Rows in a page. A scope that holds less comes with the pull. */
  readonly pageRows: number;
  /** One since which more rows of its scope have changed is not begun with any more. */
  readonly rowsBehind: number;
};

/** A row is about 1 KB, a page some 200 KB compressed. */
export const usualLimits: SnapshotLimits = { rowsAtOnce: 10_000, pageRows: 1_000, rowsBehind: 5_000 };

/** With gzip. */
export type Compress = (text: string) => Promise<Uint8Array>;

/** Beside the server's thread. */
export const usualCompress: Compress = promisify<string, Buffer>(gzip);

const dayMs = 86_400_000;
/** So long one is named to whoever comes; whoever was told of it has as long again to fetch it. */
const namedForMs = dayMs;
export const snapshotsKeptMs = namedForMs + dayMs;

export type SnapshotsOptions = {
  readonly store: Store;
  readonly space: string;
  /** Which start of the database the space was opened on. */
  readonly start: string;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly limits: SnapshotLimits;
  readonly compress: Compress;
  readonly places: ReadingPlaces;
};

export function openSnapshots(options: SnapshotsOptions): Snapshots {
  const { store, space, start, clock, random, limits, compress, places } = options;
  const turns = createTurns();

  async function find(scope: string): Promise<KeptSnapshot | undefined> {
    return store.look(space, async (moment) => {
      mustBeSameStart(start, moment.head.start);
      const kept = await moment.findSnapshot(scope);
      if (kept === undefined) return undefined;
      const isYoung = clock() - kept.madeAt < namedForMs;
      if (!isYoung || !isUsable(kept, { head: moment.head, terms: await moment.terms() })) return undefined;
      const changed = await moment.countSince(kept, limits.rowsBehind + 1);
      return changed <= limits.rowsBehind ? kept : undefined;
    });
  }

  async function make(scope: string): Promise<Cursored> {
    const made = await store.look(space, async (moment): Promise<ScopeSnapshot> => {
      mustBeSameStart(start, moment.head.start);
      const { uuid: term } = must((await moment.terms()).at(-1), 'the term of an opened space');
      const pages = await readPages(moment, scope, limits.pageRows, compress);
      const now = clock();
      return { id: newId(now, random), scope, term, ver: moment.head.ver, madeAt: now, pages };
    });
    await store.keepSnapshot(space, made);
    return { ...made, pages: made.pages.map(({ hash, data }) => ({ hash, bytes: data.length })) };
  }

  return {
    take: (scope) =>
      turns.take(
        scope,
        async () => (await places.small.take(() => find(scope))) ?? places.large.take(() => make(scope)),
      ),
  };
}

/** Whether a pull can go on from it: it is of this history, and whatever left since is still told. */
export function isUsable(
  { scope, term, ver }: Pick<Cursored, 'scope' | 'term' | 'ver'>,
  { head, terms }: Pick<PullReading, 'head' | 'terms'>,
): boolean {
  return ver >= head.horizon && areOurs(new Map([[scope, ver]]), term, terms, head.ver);
}

/** Undefined where the reader does not hold the scope, or there is none such. */
export async function readPage(
  moment: SpaceMoment,
  person: string,
  { scope, page }: SnapshotPageQuery,
): Promise<Uint8Array | undefined> {
  const [reader] = await moment.gather([person]);
  const scopes = await findGrants(reader, moment.teams);
  return scopes.includes(scope) ? moment.findPage(scope, page) : undefined;
}

async function readPages(
  moment: SpaceMoment,
  scope: string,
  pageRows: number,
  compress: Compress,
): Promise<readonly SnapshotPage[]> {
  const pages: SnapshotPage[] = [];
  for (let after: RowPlace | null = null; ; ) {
    const rows: readonly Change[] = await moment.rowsOf(scope, after, pageRows);
    after = rows.at(-1) ?? null;
    if (after === null) return pages;
    const text = rows.map(({ line }) => line).join('\n');
    pages.push({ hash: createHash('sha256').update(text).digest('hex'), data: await compress(text) });
  }
}
