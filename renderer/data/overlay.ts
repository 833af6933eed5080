/**
 * The overlay: held rows with the pending mutations run over them, in memory
 * only. A pull throws it away, applies its rows, and runs the pending ones
 * again; nothing on disk is ever undone.
 *
 * Written rows lie in a map over the held ones. The arrays handed out are made
 * when asked for and stay the same until a row of their kind or parent changes.
 */
import type { Doc, Kind, Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import { type Outcome, type Rows, type Write, writesOf } from '#shared/mutations/mutator.ts';
import { pendingVer, type RowsView } from './client.ts';
import type { HeldChange, HeldRows } from './held-rows.ts';
import { createListeners } from './listeners.ts';
import { type PendingMutation, refusalOf, runPending } from './pending-mutation.ts';

/** `isVoid`: the server will not have it; it is shown as refused and not run. */
export type Listed = { readonly pending: PendingMutation; readonly isVoid: boolean };

export type Overlay = RowsView & {
  /** What a mutation would do now. Changes nothing. */
  readonly preview: (pending: PendingMutation) => Outcome;
  /** Runs these over what is there. */
  readonly append: (listed: readonly Listed[]) => void;
  /** Held rows change, and everything pending is run again over them. */
  readonly rebase: (listed: readonly Listed[], change?: HeldUpdate) => void;
};

/** `isAll`: a new generation, what was held before is forgotten. */
export type HeldUpdate = { readonly changes: readonly HeldChange[]; readonly isAll: boolean };

type HeldList = { readonly list: readonly Row[]; readonly places: ReadonlyMap<string, number> };

export function createOverlay(held: HeldRows, actor: Actor): Overlay {
  const written = new Map<Kind, Map<string, Row>>();
  const lists = new Map<Kind, readonly Row[]>();
  const families = new Map<Kind, Map<string, readonly Row[]>>();
  const bases = new Map<Kind, HeldList>();
  const listeners = createListeners();
  let nextVer = pendingVer;

  const find = (kind: Kind, id: string): Row | undefined => written.get(kind)?.get(id) ?? held.find(kind, id);
  const rows: Rows = {
    find: <K extends Kind>(kind: K, id: string) => find(kind, id)?.doc as Doc<K> | undefined,
  };

  function touch(row: Row): void {
    lists.delete(row.kind);
    if (row.parent !== null) families.get(row.kind)?.delete(row.parent);
  }

  function put(write: Write): void {
    const before = find(write.kind, write.id);
    const parent = write.parent ?? before?.parent ?? null;
    const row = Object.freeze({
      id: write.id,
      kind: write.kind,
      parent,
      ver: nextVer,
      doc: write.doc,
    }) as Row;
    nextVer += 1;
    const table = written.get(write.kind) ?? new Map<string, Row>();
    written.set(write.kind, table.set(write.id, row));
    if (before !== undefined) touch(before);
    touch(row);
  }

  function run({ pending, isVoid }: Listed): void {
    const outcome = isVoid ? undefined : runPending(pending, rows, actor);
    if (outcome === undefined) put(refusalOf(pending));
    else if (outcome.kind === 'done') for (const write of writesOf(outcome)) put(write);
  }

  function forgetWritten(): void {
    for (const table of written.values()) for (const row of table.values()) touch(row);
    written.clear();
    nextVer = pendingVer;
  }

  /** The held rows of a kind and where each stands, so that one written row costs no walk over all of them. */
  function baseOf(kind: Kind): HeldList {
    const known = bases.get(kind);
    if (known !== undefined) return known;
    const list = [...held.all(kind)];
    const base = { list, places: new Map(list.map((row, place) => [row.id, place])) };
    bases.set(kind, base);
    return base;
  }

  function listOf(kind: Kind): readonly Row[] {
    const known = lists.get(kind);
    if (known !== undefined) return known;
    const over = written.get(kind);
    const list = over === undefined ? baseOf(kind).list : laidOver(baseOf(kind), over.values());
    lists.set(kind, list);
    return list;
  }

  function familyOf(kind: Kind, parent: string): readonly Row[] {
    const known = families.get(kind)?.get(parent);
    if (known !== undefined) return known;
    const rows = new Map<string, Row>();
    for (const row of held.childrenOf(kind, parent)) rows.set(row.id, row);
    for (const row of written.get(kind)?.values() ?? []) if (row.parent === parent) rows.set(row.id, row);
    const family = [...rows.values()].sort((one, other) => one.ver - other.ver);
    const table = families.get(kind) ?? new Map<string, readonly Row[]>();
    families.set(kind, table.set(parent, family));
    return family;
  }

  return {
    find: <K extends Kind>(kind: K, id: string) => find(kind, id) as Row<K> | undefined,
    all: <K extends Kind>(kind: K) => listOf(kind) as readonly Row<K>[],
    childrenOf: <K extends Kind>(kind: K, parent: string) => familyOf(kind, parent) as readonly Row<K>[],
    subscribe: listeners.subscribe,
    preview: (pending) => runPending(pending, rows, actor),
    append: (listed) => {
      for (const item of listed) run(item);
      if (listed.length > 0) listeners.emit();
    },
    rebase: (listed, update) => {
      forgetWritten();
      if (update?.isAll) {
        held.clear();
        lists.clear();
        families.clear();
        bases.clear();
      }
      held.apply(update?.changes ?? [], (row) => {
        bases.delete(row.kind);
        touch(row);
      });
      for (const item of listed) run(item);
      listeners.emit();
    },
  };
}

/** Written rows in the place of the held ones they change, new ones after all of them. */
function laidOver({ list, places }: HeldList, over: Iterable<Row>): readonly Row[] {
  const whole = [...list];
  for (const row of over) {
    const place = places.get(row.id);
    if (place === undefined) whole.push(row);
    else whole[place] = row;
  }
  return whole;
}
