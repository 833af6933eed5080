/**
 * The cases of this computer side by side: what a list asks of each lies in
 * typed arrays, and lists that were asked for are kept in their order. So a list
 * is there when it is asked for again, and a change is merged into each of them.
 *
 * A case has a slot for as long as it is here. Its line is made when it is looked at.
 */

import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';
import { must } from '#shared/lib/must.ts';
import type { Language } from '#shared/lib/words.ts';
import {
  anyName,
  columnsFor,
  endedFlag,
  grown,
  ranks,
  unknownName,
  type Wanted,
  waitingFlag,
} from './case-columns.ts';
import { createKeptLists, picked } from './kept-lists.ts';
import { findPlace, haystackOf, type QueueItem, toQueueItem } from './queue-item.ts';
import type { CaseQuery } from './queue-query.ts';

/** A list as it was asked for. */
export type CaseList = {
  readonly length: number;
  readonly idAt: (index: number) => string;
  readonly itemAt: (index: number) => QueueItem;
  /** Where a case stands; -1 where it does not. */
  readonly indexOf: (id: string) => number;
};

/** The rows lists are made of, as they are now. */
export type CaseRows = {
  readonly cases: readonly Row<'case'>[];
  readonly versions: readonly Row<'flow-version'>[];
  readonly customers: readonly Row<'customer'>[];
};

export type CaseTable = {
  /** Only what changed is worked out again. */
  readonly update: (rows: CaseRows) => void;
  /** Cases in it. */
  readonly count: () => number;
  /** The first of them where a limit is given, which ends the walk there. */
  readonly select: (query: CaseQuery, me: string, limit?: number) => CaseList;
};

/** A line, and what it was made of: the same line as long as those are the same rows. */
type Made = {
  /** The update after which it was last looked at; until the next one nothing needs to be looked up. */
  readonly updates: number;
  readonly row: Row<'case'>;
  readonly customer: Row<'customer'> | undefined;
  readonly version: Row<'flow-version'> | undefined;
  readonly item: QueueItem;
};

/** Which flags count in a view, and what they must be. */
const viewFlags: Readonly<Record<CaseQuery['view'], { readonly mask: number; readonly value: number }>> = {
  mine: { mask: endedFlag, value: 0 },
  unassigned: { mask: endedFlag, value: 0 },
  open: { mask: endedFlag, value: 0 },
  waiting: { mask: endedFlag | waitingFlag, value: waitingFlag },
  ended: { mask: endedFlag, value: endedFlag },
  any: { mask: 0, value: 0 },
};

/** `language`: of who reads it, by whose names lanes are told apart. */
export function createCaseTable(language: Language): CaseTable {
  const slotOf = new Map<string, number>();
  const free: number[] = [];
  const names = new Map<string, number>();
  const rowAt: (Row<'case'> | undefined)[] = [];
  /** Lines as they were last made, by slot. */
  const madeAt: (Made | undefined)[] = [];
  let columns = columnsFor(1024);
  const lists = createKeptLists({
    columns: () => columns,
    allSlots: () => slotOf.values(),
    idAt: (slot) => rowAt[slot]?.id ?? '',
  });
  let seen: CaseRows = { cases: [], versions: [], customers: [] };
  let updates = 0;
  let customerById: ReadonlyMap<string, Row<'customer'>> = new Map();
  let versionById: ReadonlyMap<string, Row<'flow-version'>> = new Map();

  function numberOf(name: string | null | undefined): number {
    if (name === null || name === undefined) return 0;
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size + 1);
    return names.size;
  }

  function slotFor(id: string): number {
    const known = slotOf.get(id);
    if (known !== undefined) return known;
    const slot = free.pop() ?? rowAt.length;
    if (slot === rowAt.length) rowAt.push(undefined);
    if (slot >= columns.flags.length) columns = grown(columns);
    slotOf.set(id, slot);
    return slot;
  }

  function fill(slot: number, row: Row<'case'>): void {
    const { position, assigneeId, priority, openedAt, changedAt } = row.doc;
    const found = findPlace(
      versionById.get(row.doc.flowVersionId)?.doc,
      standingTokens(position)[0]?.elementId,
    );
    rowAt[slot] = row;
    columns.flags[slot] =
      (position.endedAt === null ? 0 : endedFlag) | (found?.isCustomers === true ? waitingFlag : 0);
    columns.rank[slot] = ranks[priority];
    columns.assignee[slot] = numberOf(assigneeId);
    columns.step[slot] = numberOf(found?.stepKey);
    columns.lane[slot] = numberOf(found?.laneKeys[language]);
    columns.openedAt[slot] = openedAt;
    columns.changedAt[slot] = changedAt;
  }

  function update(rows: CaseRows): void {
    const { cases } = rows;
    updates += 1;
    const isOther = (part: keyof CaseRows) => rows[part] !== seen[part];
    if (isOther('customers')) customerById = new Map(rows.customers.map((row) => [row.id, row]));
    if (isOther('versions')) versionById = new Map(rows.versions.map((row) => [row.id, row]));
    const isAll = isOther('versions');
    const changed: number[] = [];
    for (let index = 0; index < cases.length; index += 1) {
      const row = cases[index];
      if (row === undefined || (row === seen.cases[index] && !isAll)) continue;
      const slot = slotFor(row.id);
      if (row === rowAt[slot] && !isAll) continue;
      fill(slot, row);
      changed.push(slot);
    }
    const left = slotOf.size > cases.length ? removeMissing(cases) : [];
    seen = rows;
    if (changed.length + left.length === 0) return;
    lists.merge(changed, left);
    free.push(...left);
  }

  function removeMissing(cases: readonly Row<'case'>[]): readonly number[] {
    const here = new Set(cases.map(({ id }) => id));
    const left: number[] = [];
    for (const [id, slot] of slotOf)
      if (!here.has(id)) {
        slotOf.delete(id);
        madeAt[slot] = undefined;
        left.push(slot);
      }
    return left;
  }

  function wantedBy({ view, laneKey, stepKey }: CaseQuery, me: string): Wanted {
    const numberFor = (name: string | null) => (name === null ? anyName : (names.get(name) ?? unknownName));
    const { mask, value } = viewFlags[view];
    const assignee = view === 'mine' ? numberFor(me) : view === 'unassigned' ? 0 : anyName;
    return { mask, value, assignee, lane: numberFor(laneKey), step: numberFor(stepKey) };
  }

  function select(query: CaseQuery, me: string, limit = Number.POSITIVE_INFINITY): CaseList {
    const words = fold(query.text).split(/\s+/).filter(Boolean);
    const hasWords = (slot: number): boolean => {
      const text = haystackIn(slot);
      return words.every((word) => text.includes(word));
    };
    const list = lists.listFor(query.order, wantedBy(query, me));
    const slots = words.length === 0 ? list.subarray(0, limit) : picked(list, hasWords, limit);
    const slotAt = (index: number): number => must(slots[index], 'a place within the list');
    return {
      length: slots.length,
      idAt: (index) => rowIn(slotAt(index)).id,
      itemAt: (index) => itemIn(slotAt(index)),
      indexOf: (id) => slots.indexOf(slotOf.get(id) ?? -1),
    };
  }

  function rowIn(slot: number): Row<'case'> {
    return must(rowAt[slot], 'the case of a slot');
  }

  function haystackIn(slot: number): string {
    const row = rowIn(slot);
    return haystackOf(row, customerById.get(row.doc.customerId));
  }

  function itemIn(slot: number): QueueItem {
    const known = madeAt[slot];
    if (known?.updates === updates) return known.item;
    const row = rowIn(slot);
    const customer = customerById.get(row.doc.customerId);
    const version = versionById.get(row.doc.flowVersionId);
    const isSame = known?.row === row && known.customer === customer && known.version === version;
    const item = isSame ? known.item : toQueueItem(row, customer, version);
    madeAt[slot] = { updates, row, customer, version, item };
    return item;
  }

  return { update, count: () => slotOf.size, select };
}

/** A list as it stands. */
export function listOf(items: readonly QueueItem[]): CaseList {
  const itemAt = (index: number): QueueItem => must(items[index], 'a place within the list');
  return {
    length: items.length,
    idAt: (index) => itemAt(index).id,
    itemAt,
    indexOf: (id) => items.findIndex((item) => item.id === id),
  };
}
