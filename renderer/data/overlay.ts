/**
 * The overlay: held rows with the pending mutations run over them, in memory
 * only. A pull throws it away, applies its rows, and runs the pending ones
 * again; nothing on disk is ever undone.
 *
 * Written rows lie in a map over the held ones. The arrays handed out are made
 * when asked for and stay the same until a row of their kind or parent changes.
 */
import type { Doc, Kind, Row } from '#shared/domain/kinds.ts';
import { type Actor, toActor } from '#shared/domain/people/actor.ts';
import { type Outcome, type Rows, type Write, writesOf } from '#shared/mutations/mutator.ts';
import { pendingVer, type RowsView } from './client.ts';
import type { HeldChange, HeldRows } from './held-rows.ts';
import { createListeners } from './listeners.ts';
import { type PendingMutation, refusalOf, runPending } from './pending-mutation.ts';

/** `isVoid`: the server will not have it; it is shown as refused and not run. */
export type Listed = { readonly pending: PendingMutation; readonly isVoid: boolean };

export type Overlay = RowsView & {
  /** Whose work it is, as the reference data has them by now. The same object until that changes. */
  readonly actor: () => Actor;
  readonly held: () => HeldRows;
  /** What a mutation would do now. Changes nothing. */
  readonly preview: (pending: PendingMutation) => Outcome;
  /** Runs these over what is there. */
  readonly append: (listed: readonly Listed[]) => void;
  /** Held rows change, and everything pending is run again over them. */
  readonly rebase: (listed: readonly Listed[], change?: HeldUpdate) => void;
};

export type HeldUpdate =
  | { readonly isAll: false; readonly changes: readonly HeldChange[] }
  /** In place of what was held before. They were put together beside it, so that nothing waits for that. */
  | { readonly isAll: true; readonly held: HeldRows };

/** `signedIn` stands until the person's own row is there. */
export function createOverlay(first: HeldRows, signedIn: Actor): Overlay {
  let held = first;
  let self = held.find('person', signedIn.id);
  let actor = toldActor();
  const written = new Map<Kind, Map<string, Row>>();
  const lists = new Map<Kind, readonly Row[]>();
  const families = new Map<Kind, Map<string, readonly Row[]>>();
  const bases = new Map<Kind, readonly Row[]>();
  const places = new Map<Kind, ReadonlyMap<string, number>>();
  const listeners = createListeners();
  let nextVer = pendingVer;

  const find = (kind: Kind, id: string): Row | undefined => written.get(kind)?.get(id) ?? held.find(kind, id);
  const rows: Rows = {
    find: <K extends Kind>(kind: K, id: string) => find(kind, id)?.doc as Doc<K> | undefined,
  };

  function toldActor(): Actor {
    return self?.kind === 'person' ? toActor(self.doc) : signedIn;
  }

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
    // A server that was restored is asked about what it still knows: run twice, it would be late work.
    if (held.find('event', pending.id('event')) !== undefined) return;
    const outcome = isVoid ? undefined : runPending(pending, rows, actor);
    if (outcome === undefined) put(refusalOf(pending));
    else if (outcome.kind === 'done') for (const write of writesOf(outcome)) put(write);
  }

  function forgetWritten(): void {
    for (const table of written.values()) for (const row of table.values()) touch(row);
    written.clear();
    nextVer = pendingVer;
  }

  function baseOf(kind: Kind): readonly Row[] {
    const base = bases.get(kind) ?? [...held.all(kind)];
    bases.set(kind, base);
    return base;
  }

  /** Where each held row of a kind stands, so that one written row costs no walk over all of them. */
  function placesOf(kind: Kind): ReadonlyMap<string, number> {
    const known = places.get(kind) ?? new Map(baseOf(kind).map((row, place) => [row.id, place]));
    places.set(kind, known);
    return known;
  }

  function listOf(kind: Kind): readonly Row[] {
    const known = lists.get(kind);
    if (known !== undefined) return known;
    const over = written.get(kind);
    const list = over === undefined ? baseOf(kind) : laidOver(baseOf(kind), placesOf(kind), over.values());
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

  function take(update: HeldUpdate): void {
    if (update.isAll) {
      held = update.held;
      for (const made of [lists, families, bases, places]) made.clear();
    } else {
      const touched = new Set<Kind>();
      held.apply(update.changes, ({ kind, parent }) => {
        touched.add(kind);
        if (parent !== null) families.get(kind)?.delete(parent);
      });
      for (const made of [lists, bases, places]) for (const kind of touched) made.delete(kind);
    }
    const before = self;
    self = held.find('person', signedIn.id);
    if (self !== before) actor = toldActor();
  }

  return {
    find: <K extends Kind>(kind: K, id: string) => find(kind, id) as Row<K> | undefined,
    all: <K extends Kind>(kind: K) => listOf(kind) as readonly Row<K>[],
    childrenOf: <K extends Kind>(kind: K, parent: string) => familyOf(kind, parent) as readonly Row<K>[],
    subscribe: listeners.subscribe,
    held: () => held,
    actor: () => actor,
    preview: (pending) => runPending(pending, rows, actor),
    append: (listed) => {
      for (const item of listed) run(item);
      if (listed.length > 0) listeners.emit();
    },
    rebase: (listed, update) => {
      forgetWritten();
      if (update !== undefined) take(update);
      for (const item of listed) run(item);
      listeners.emit();
    },
  };
}

/** Written rows in the place of the held ones they change, new ones after all of them. */
function laidOver(
  list: readonly Row[],
  places: ReadonlyMap<string, number>,
  over: Iterable<Row>,
): readonly Row[] {
  const whole = [...list];
  for (const row of over) {
    const place = places.get(row.id);
    if (place === undefined) whole.push(row);
    else whole[place] = row;
  }
  return whole;
}
