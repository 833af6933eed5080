/**
 * The rows of one group: those gathered from the store, and over them what the
 * group has written so far. Written back as one commit.
 */
import { isKind, type Kind, kinds } from '#shared/domain/kinds.ts';
import { addSums, emptySum, rowSum } from '#shared/protocol/sums.ts';
import type { Commit, GatheredRow, LockedSpace, RowWrite, SumChange } from './ports.ts';

/** A row as the group sees it now. */
export type HeldRow = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly doc: unknown;
  readonly scopes: readonly string[];
  /** Scopes that held it once. */
  readonly left: readonly string[];
};

export type NewRow = {
  readonly id: string;
  readonly kind: Kind;
  readonly parent: string | null;
  readonly doc: unknown;
  readonly scopes: readonly string[];
};

/** Documents read before, by row; a hit needs the same version. */
export type DocCache = Map<string, { readonly ver: number; readonly doc: unknown }>;

export type Draft = {
  /** Reads what is not here yet; ids of no known form are nobody's. */
  readonly ensure: (ids: readonly string[]) => Promise<void>;
  readonly has: (id: string) => boolean;
  readonly find: (id: string) => HeldRow | undefined;
  readonly write: (row: NewRow) => void;
  /** Every row written so far, as it stands. */
  readonly writes: () => Iterable<NewRow>;
  /** The case number to give next. */
  readonly nextNumber: () => number;
  readonly takeNumbers: (count: number) => void;
  readonly ver: () => number;
  readonly toCommit: () => Pick<Commit, 'ver' | 'nextNumber' | 'rows' | 'feeds' | 'moves' | 'sums'>;
};

const cacheLimit = 20_000;

type Written = NewRow & { readonly ver: number };

/** How ids are written everywhere; a database would take other spellings for the same id. */
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isRowId(id: string): boolean {
  return idPattern.test(id);
}

export function createDraft(locked: LockedSpace, cache: DocCache): Draft {
  const gathered = new Map<string, (HeldRow & { readonly ver: number }) | undefined>();
  const written = new Map<string, Written>();
  let { ver, nextNumber } = locked.head;

  function has(id: string): boolean {
    return gathered.has(id) || written.has(id);
  }

  function find(id: string): HeldRow | undefined {
    const row = written.get(id);
    if (row === undefined) return gathered.get(id);
    const scopes = scopesNow(row);
    const before = gathered.get(id);
    const left = [...(before?.left ?? []), ...(before?.scopes ?? [])].filter(
      (scope) => !scopes.includes(scope),
    );
    return { ...row, scopes, left };
  }

  /** A child is where its parent is. */
  function scopesNow(row: Written): readonly string[] {
    const parent = row.parent === null ? undefined : find(row.parent);
    return parent?.scopes ?? row.scopes;
  }

  async function ensure(ids: readonly string[]): Promise<void> {
    if (ids.every(has)) return;
    const missing = [...new Set(ids)].filter((id) => !has(id));
    for (const id of missing) gathered.set(id, undefined);
    const known = missing.filter(isRowId);
    if (known.length === 0) return;
    for (const row of await locked.gather(known)) gathered.set(row.id, { ...row, doc: readDoc(row, cache) });
  }

  return {
    ensure,
    find,
    has,
    write: (row) => {
      ver += 1;
      // Events are written back in the order they came, a rewritten row in its newest place.
      written.delete(row.id);
      written.set(row.id, { ...row, ver });
    },
    writes: () => written.values(),
    nextNumber: () => nextNumber,
    takeNumbers: (count) => {
      nextNumber += count;
    },
    ver: () => ver,
    toCommit: () => {
      const changes = [...written.values()].map((row) => {
        const before = gathered.get(row.id);
        const scopes = scopesNow(row);
        const held = before?.scopes ?? [];
        const exits = held.filter((scope) => !scopes.includes(scope));
        const entries = scopes.filter((scope) => !held.includes(scope));
        const hasMoved = before !== undefined && exits.length + entries.length > 0;
        return { row, before, scopes, exits, entries, hasMoved };
      });
      return {
        ver,
        nextNumber,
        rows: changes.map(({ row }) => toRowWrite(row)),
        feeds: changes.flatMap(({ row: { id, ver }, scopes, exits }) => [
          ...exits.map((scope) => ({ scope, id, ver, gone: true })),
          ...scopes.map((scope) => ({ scope, id, ver, gone: false })),
        ]),
        moves: changes
          .filter(({ hasMoved }) => hasMoved)
          .map(({ row: { id, ver }, exits, entries }) => {
            const but = changes.flatMap(({ row }) => (row.parent === id ? [row.id] : []));
            return { parent: id, from: exits, to: entries, ver, but };
          }),
        sums: sumUp(
          changes.flatMap(({ row: { id, kind, ver }, before, scopes }) => [
            ...(before?.scopes ?? []).map((scope) => ({ scope, kind, ...rowSum(id, before?.ver ?? 0, -1) })),
            ...scopes.map((scope) => ({ scope, kind, ...rowSum(id, ver, 1) })),
          ]),
        ),
      };
    },
  };
}

/** One change a scope and kind. */
function sumUp(changes: readonly SumChange[]): readonly SumChange[] {
  const sums = new Map<string, SumChange>();
  for (const { scope, kind, ...change } of changes) {
    const name = `${scope} ${kind}`;
    sums.set(name, { scope, kind, ...addSums(sums.get(name) ?? emptySum, change) });
  }
  return [...sums.values()];
}

function toRowWrite({ id, kind, parent, ver, doc }: Written): RowWrite {
  return { id, kind, parent, ver, doc: JSON.stringify(doc) };
}

function readDoc(row: GatheredRow, cache: DocCache): unknown {
  const known = cache.get(row.id);
  if (known?.ver === row.ver) return known.doc;
  const json: unknown = JSON.parse(row.doc);
  const doc = isKind(row.kind) ? kinds[row.kind].parse(json) : json;
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(row.id, { ver: row.ver, doc });
  return doc;
}
