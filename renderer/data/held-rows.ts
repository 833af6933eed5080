/**
 * The rows this computer holds: what the server confirmed, and nothing else.
 *
 * What is older never wins within a generation, so rows may arrive twice or
 * late. When a row left, or came back unchanged, is kept here for the same reason.
 */
import type { Kind, Row } from '#shared/domain/kinds.ts';
import type { Clock } from './ports.ts';

/** A row as it came from the server; `row` is null where it left this computer. `at` orders what happened to it. */
export type HeldChange = {
  readonly kind: Kind;
  readonly id: string;
  readonly at: number;
  readonly row: Row | null;
};

export type HeldRows = {
  readonly find: (kind: Kind, id: string) => Row | undefined;
  readonly all: (kind: Kind) => Iterable<Row>;
  readonly childrenOf: (kind: Kind, parent: string) => Iterable<Row>;
  /** Calls `touched` for every row that is another one now, before and after where its parent changed. */
  readonly apply: (changes: readonly HeldChange[], touched?: (row: Row) => void) => void;
  /** Told after each change; one watcher at a time. */
  readonly watch: (watcher: HeldWatcher) => void;
};

export type HeldWatcher = (before: Row | undefined, after: Row | undefined) => void;

const changesASlice = 2000;

/** In parts, with a moment for the window after each. */
export async function heldInSlices(changes: readonly HeldChange[], clock: Clock): Promise<HeldRows> {
  const held = createHeldRows();
  for (let from = 0; from < changes.length; from += changesASlice) {
    held.apply(changes.slice(from, from + changesASlice));
    await clock.pause();
  }
  return held;
}

/** `children`: their ids, by what they belong to. A row that changes where it is leaves them as they are. */
type Table = { readonly rows: Map<string, Row>; readonly children: Map<string, Set<string>> };

export function createHeldRows(first: readonly HeldChange[] = []): HeldRows {
  const tables = new Map<Kind, Table>();
  /** Where that is not the version of a row held. */
  const moved = new Map<string, number>();
  let watcher: HeldWatcher | undefined;

  function tableOf(kind: Kind): Table {
    const known = tables.get(kind);
    if (known !== undefined) return known;
    const table = { rows: new Map(), children: new Map() };
    tables.set(kind, table);
    return table;
  }

  function applyOne({ kind, id, at, row }: HeldChange, touched: (row: Row) => void): void {
    const table = tableOf(kind);
    const before = table.rows.get(id);
    const known = moved.get(id) ?? before?.ver ?? -1;
    // Of one moment being here wins over having left: a case fetched from the archive it has just gone to.
    if (at < known || (at === known && (before !== undefined || row === null))) return;
    if (row?.ver === at) moved.delete(id);
    else moved.set(id, at);
    if (before !== undefined && before.parent !== row?.parent) {
      leaveFamily(table, before);
      touched(before);
    }
    if (row === null) table.rows.delete(id);
    else {
      if (before?.parent !== row.parent) joinFamily(table, row);
      // Written over where it stands: a row that changes keeps its place among the others.
      table.rows.set(id, row);
      touched(row);
    }
    watcher?.(before, row ?? undefined);
  }

  function apply(changes: readonly HeldChange[], touched: (row: Row) => void = () => {}): void {
    for (const change of changes) applyOne(change, touched);
  }

  function* childrenOf(kind: Kind, parent: string): Generator<Row> {
    const table = tables.get(kind);
    for (const id of table?.children.get(parent) ?? []) {
      const row = table?.rows.get(id);
      if (row !== undefined) yield row;
    }
  }

  apply(first);
  return {
    find: (kind, id) => tables.get(kind)?.rows.get(id),
    all: (kind) => tables.get(kind)?.rows.values() ?? [],
    childrenOf,
    apply,
    watch: (its) => {
      watcher = its;
    },
  };
}

function joinFamily({ children }: Table, { id, parent }: Row): void {
  if (parent === null) return;
  const family = children.get(parent);
  if (family === undefined) children.set(parent, new Set([id]));
  else family.add(id);
}

function leaveFamily({ children }: Table, { id, parent }: Row): void {
  if (parent === null) return;
  const family = children.get(parent);
  family?.delete(id);
  if (family?.size === 0) children.delete(parent);
}
