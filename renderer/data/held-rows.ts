/**
 * The rows this computer holds: what the server confirmed, and nothing else.
 *
 * What is older never wins within a generation, so rows may arrive twice or
 * late. When a row left, or came back unchanged, is kept here for the same reason.
 */
import type { Kind, Row } from '#shared/domain/kinds.ts';

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
  readonly apply: (changes: readonly HeldChange[], touched: (row: Row) => void) => void;
  readonly clear: () => void;
};

type Table = { readonly rows: Map<string, Row>; readonly children: Map<string, Map<string, Row>> };

export function createHeldRows(): HeldRows {
  const tables = new Map<Kind, Table>();
  /** Where that is not the version of a row held. */
  const moved = new Map<string, number>();

  function tableOf(kind: Kind): Table {
    const table = tables.get(kind) ?? { rows: new Map(), children: new Map() };
    tables.set(kind, table);
    return table;
  }

  function applyOne({ kind, id, at, row }: HeldChange, touched: (row: Row) => void): void {
    const table = tableOf(kind);
    const before = table.rows.get(id);
    if (at <= (moved.get(id) ?? before?.ver ?? -1)) return;
    // Written over where it stands: a row that changes keeps its place among the others.
    if (before !== undefined && before.parent !== row?.parent) {
      remove(table, before);
      touched(before);
    }
    if (row?.ver === at) moved.delete(id);
    else moved.set(id, at);
    if (row === null) return;
    insert(table, row);
    touched(row);
  }

  return {
    find: (kind, id) => tables.get(kind)?.rows.get(id),
    all: (kind) => tables.get(kind)?.rows.values() ?? [],
    childrenOf: (kind, parent) => tables.get(kind)?.children.get(parent)?.values() ?? [],
    apply: (changes, touched) => {
      for (const change of changes) applyOne(change, touched);
    },
    clear: () => {
      tables.clear();
      moved.clear();
    },
  };
}

function insert(table: Table, row: Row): void {
  table.rows.set(row.id, row);
  if (row.parent === null) return;
  const siblings = table.children.get(row.parent);
  if (siblings === undefined) table.children.set(row.parent, new Map([[row.id, row]]));
  else siblings.set(row.id, row);
}

function remove(table: Table, row: Row): void {
  table.rows.delete(row.id);
  if (row.parent === null) return;
  const siblings = table.children.get(row.parent);
  siblings?.delete(row.id);
  if (siblings?.size === 0) table.children.delete(row.parent);
}
