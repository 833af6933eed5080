/**
 * What this computer holds of each scope, in sums to be compared with the server's.
 *
 * Added up when they are asked for and others are held than before, which is
 * after a start and after everything was told anew; from then on moved by every
 * row that comes, changes or leaves. A row with a parent is where its parent is.
 * While that is not here it counts as reference data, of which the server knows
 * none like it: what a computer kept of a case that has left is found out.
 */
import { type Kind, kinds, type Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { feedScopes } from '#shared/protocol/feed-scopes.ts';
import { referenceScope } from '#shared/protocol/scopes.ts';
import { addSums, emptySum, isSameSum, rowSum, type Sum, type Sums } from '#shared/protocol/sums.ts';
import type { HeldRows } from './held-rows.ts';
import type { Clock } from './ports.ts';

export type ScopeSums = {
  /**
   * Those of them that are not held as these sums say; reference data last, for what is astray may
   * come back with the others. Kinds this build does not know count for nothing.
   */
  readonly differing: (theirs: Sums) => Promise<readonly string[]>;
  /** Every row held of this scope. */
  readonly rowsIn: (scope: string) => Iterable<Row>;
};

const allKinds = Object.keys(kinds) as readonly Kind[];
const rowsASlice = 2_000;
/** Where rows are whose parent is not here. */
const astray = [referenceScope];

/** By scope and kind, of these rows. */
type Added = { readonly held: HeldRows; readonly sums: Map<string, Sum> };

export function createScopeSums(
  current: () => HeldRows,
  owner: PersonId,
  clock: Pick<Clock, 'pause'>,
): ScopeSums {
  let added: Added | undefined;

  function scopesOf(held: HeldRows, { kind, parent, doc }: Row): readonly string[] {
    if (parent === null) return feedScopes({ kind, doc } as Pick<Row, 'kind' | 'doc'>, owner);
    const family = held.find('case', parent);
    return family === undefined ? astray : scopesOf(held, family);
  }

  /** From the beginning where one of them changes meanwhile: a case may come that was asked for. */
  async function addUp(held: HeldRows): Promise<Added> {
    const sums = new Map<string, Sum>();
    let counted = 0;
    let isStill = true;
    held.watch(() => {
      isStill = false;
    });
    for (const kind of allKinds)
      for (const row of held.all(kind)) {
        count(sums, scopesOf(held, row), row, 1);
        counted += 1;
        if (counted % rowsASlice === 0) await clock.pause();
      }
    if (!isStill) return addUp(held);
    held.watch((before, after) => {
      const from = before === undefined ? [] : scopesOf(held, before);
      const into = after === undefined ? [] : scopesOf(held, after);
      if (before !== undefined) count(sums, from, before, -1);
      if (after !== undefined) count(sums, into, after, 1);
      const id = before?.id ?? after?.id;
      if (id === undefined) return;
      const [left, joined] = [before === undefined ? astray : from, after === undefined ? astray : into];
      moveChildren({ held, sums }, id, left, joined);
    });
    return { held, sums };
  }

  return {
    differing: async (theirs) => {
      const held = current();
      if (added?.held !== held) added = await addUp(held);
      const { sums } = added;
      const isHeld = ([scope, told]: readonly [string, Sums[string]]): boolean =>
        allKinds.every((kind) =>
          isSameSum(told?.[kind] ?? emptySum, sums.get(nameOf(scope, kind)) ?? emptySum),
        );
      return Object.entries(theirs)
        .filter((entry) => !isHeld(entry))
        .map(([scope]) => scope)
        .sort((one, other) => Number(one === referenceScope) - Number(other === referenceScope));
    },
    rowsIn: function* (scope) {
      const held = current();
      for (const kind of allKinds)
        for (const row of held.all(kind)) if (scopesOf(held, row).includes(scope)) yield row;
    },
  };
}

function moveChildren(
  { held, sums }: Added,
  parent: string,
  from: readonly string[],
  into: readonly string[],
): void {
  const exits = from.filter((scope) => !into.includes(scope));
  const entries = into.filter((scope) => !from.includes(scope));
  if (exits.length + entries.length === 0) return;
  for (const kind of allKinds)
    for (const child of held.childrenOf(kind, parent)) {
      count(sums, exits, child, -1);
      count(sums, entries, child, 1);
    }
}

function count(sums: Map<string, Sum>, scopes: readonly string[], row: Row, rows: 1 | -1): void {
  for (const scope of scopes) {
    const name = nameOf(scope, row.kind);
    sums.set(name, addSums(sums.get(name) ?? emptySum, rowSum(row.id, row.ver, rows)));
  }
}

function nameOf(scope: string, kind: Kind): string {
  return `${scope} ${kind}`;
}
