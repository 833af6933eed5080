/**
 * The cases of this computer side by side: what a list asks of each lies in
 * typed arrays, and every order is kept sorted. So a list is one walk over
 * numbers, and a change costs what changed.
 *
 * A case has a slot for as long as it is here. Its line is made when it is looked at.
 */
import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';
import { must } from '#shared/lib/must.ts';
import { findPlace, type QueueItem, toQueueItem } from './queue-item.ts';
import type { CaseQuery, QueueOrder } from './queue-query.ts';

/** A list as it was asked for. */
export type CaseList = {
  readonly length: number;
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
  /** The first of them where a limit is given, which ends the walk there. */
  readonly select: (query: CaseQuery, me: string, limit?: number) => CaseList;
};

type Columns = {
  readonly flags: Uint8Array;
  readonly rank: Uint8Array;
  /** Names as numbers, 0 where there is none. */
  readonly assignee: Int32Array;
  readonly step: Int32Array;
  readonly tone: Int32Array;
  readonly openedAt: Float64Array;
  readonly changedAt: Float64Array;
};

const endedFlag = 1;
const waitingFlag = 2;
/** A slot that changes; only while an order is brought up to date. */
const markedFlag = 4;
const ranks = { high: 0, normal: 1, low: 2 } as const;
const anyName = -1;
/** Asked for, and no case has it. */
const unknownName = -2;

/** Which flags count in a view, and what they must be. */
const viewFlags: Readonly<Record<CaseQuery['view'], { readonly mask: number; readonly value: number }>> = {
  mine: { mask: endedFlag, value: 0 },
  unassigned: { mask: endedFlag, value: 0 },
  open: { mask: endedFlag, value: 0 },
  waiting: { mask: endedFlag | waitingFlag, value: waitingFlag },
  ended: { mask: endedFlag, value: endedFlag },
  any: { mask: 0, value: 0 },
};

export function createCaseTable(): CaseTable {
  const slotOf = new Map<string, number>();
  const free: number[] = [];
  const names = new Map<string, number>();
  const orders = new Map<QueueOrder, Uint32Array<ArrayBuffer>>();
  const rowAt: (Row<'case'> | undefined)[] = [];
  let columns = columnsFor(1024);
  let seen: CaseRows = { cases: [], versions: [], customers: [] };
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
    const found = findPlace(versionById.get(row.doc.flowVersionId)?.doc, position.tokens[0]?.elementId);
    rowAt[slot] = row;
    columns.flags[slot] =
      (position.endedAt === null ? 0 : endedFlag) | (found?.isCustomers === true ? waitingFlag : 0);
    columns.rank[slot] = ranks[priority];
    columns.assignee[slot] = numberOf(assigneeId);
    columns.step[slot] = numberOf(found?.place.stepId);
    columns.tone[slot] = numberOf(found?.place.tone);
    columns.openedAt[slot] = openedAt;
    columns.changedAt[slot] = changedAt;
  }

  function update(rows: CaseRows): void {
    const { cases } = rows;
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
    for (const [order, slots] of orders) orders.set(order, reordered(order, slots, changed, left));
    free.push(...left);
    seen = rows;
  }

  function removeMissing(cases: readonly Row<'case'>[]): readonly number[] {
    const here = new Set(cases.map(({ id }) => id));
    const left: number[] = [];
    for (const [id, slot] of slotOf)
      if (!here.has(id)) {
        slotOf.delete(id);
        left.push(slot);
      }
    return left;
  }

  /** Equal moments fall back to the id, so that an order is the same everywhere. */
  function comparer(order: QueueOrder): (one: number, other: number) => number {
    const { rank, openedAt, changedAt } = columns;
    const at = (column: Float64Array | Uint8Array, slot: number) => column[slot] ?? 0;
    const idAt = (slot: number) => rowAt[slot]?.id ?? '';
    const byId = (one: number, other: number) => (idAt(one) < idAt(other) ? -1 : 1);
    const byAge = (one: number, other: number) => at(openedAt, one) - at(openedAt, other) || byId(one, other);
    switch (order) {
      case 'changed':
        return (one, other) => at(changedAt, other) - at(changedAt, one) || byId(one, other);
      case 'oldest':
        return byAge;
      case 'priority':
        return (one, other) => at(rank, one) - at(rank, other) || byAge(one, other);
    }
  }

  function sorted(order: QueueOrder): Uint32Array {
    const known = orders.get(order);
    if (known !== undefined) return known;
    const slots = Uint32Array.from(slotOf.values()).sort(comparer(order));
    orders.set(order, slots);
    return slots;
  }

  /** Those that stayed keep their order; the changed ones are sorted and merged in. */
  function reordered(
    order: QueueOrder,
    slots: Uint32Array,
    changed: readonly number[],
    left: readonly number[],
  ): Uint32Array<ArrayBuffer> {
    const { flags } = columns;
    const mark = (slot: number) => {
      flags[slot] = (flags[slot] ?? 0) | markedFlag;
    };
    changed.forEach(mark);
    left.forEach(mark);
    const stayed = picked(slots, (slot) => ((flags[slot] ?? 0) & markedFlag) === 0);
    for (const slot of [...changed, ...left]) flags[slot] = (flags[slot] ?? 0) & ~markedFlag;
    const compare = comparer(order);
    const coming = Uint32Array.from(changed).sort(compare);
    return merged(stayed, coming, compare);
  }

  function select(query: CaseQuery, me: string, limit = Number.POSITIVE_INFINITY): CaseList {
    const { view, order, tone, stepId, text } = query;
    const { flags, assignee, step, tone: tones } = columns;
    const { mask, value } = viewFlags[view];
    const wanted = (name: string | null) => (name === null ? anyName : (names.get(name) ?? unknownName));
    const wantedTone = wanted(tone);
    const wantedStep = wanted(stepId);
    const wantedPerson = view === 'mine' ? wanted(me) : view === 'unassigned' ? 0 : anyName;
    const words = fold(text).split(/\s+/).filter(Boolean);
    const slots = picked(
      sorted(order),
      (slot) =>
        ((flags[slot] ?? 0) & mask) === value &&
        (wantedPerson === anyName || assignee[slot] === wantedPerson) &&
        (wantedTone === anyName || tones[slot] === wantedTone) &&
        (wantedStep === anyName || step[slot] === wantedStep) &&
        (words.length === 0 || words.every((word) => itemIn(slot).haystack.includes(word))),
      limit,
    );
    return {
      length: slots.length,
      itemAt: (index) => itemIn(must(slots[index], 'a place within the list')),
      indexOf: (id) => slots.indexOf(slotOf.get(id) ?? -1),
    };
  }

  function itemIn(slot: number): QueueItem {
    const row = must(rowAt[slot], 'the case of a slot');
    return toQueueItem(row, customerById.get(row.doc.customerId), versionById.get(row.doc.flowVersionId));
  }

  return { update, select };
}

function columnsFor(size: number): Columns {
  return {
    flags: new Uint8Array(size),
    rank: new Uint8Array(size),
    assignee: new Int32Array(size),
    step: new Int32Array(size),
    tone: new Int32Array(size),
    openedAt: new Float64Array(size),
    changedAt: new Float64Array(size),
  };
}

function grown(before: Columns): Columns {
  const columns = columnsFor(before.flags.length * 2);
  columns.flags.set(before.flags);
  columns.rank.set(before.rank);
  columns.assignee.set(before.assignee);
  columns.step.set(before.step);
  columns.tone.set(before.tone);
  columns.openedAt.set(before.openedAt);
  columns.changedAt.set(before.changedAt);
  return columns;
}

/** As `filter`, which is ten times slower on a typed array. */
function picked(slots: Uint32Array, isWanted: (slot: number) => boolean, limit = slots.length): Uint32Array {
  const found = new Uint32Array(Math.min(slots.length, limit));
  let count = 0;
  for (let place = 0; place < slots.length && count < limit; place += 1) {
    const slot = slots[place] ?? 0;
    if (!isWanted(slot)) continue;
    found[count] = slot;
    count += 1;
  }
  return found.subarray(0, count);
}

function merged(
  stayed: Uint32Array,
  coming: Uint32Array,
  compare: (one: number, other: number) => number,
): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(stayed.length + coming.length);
  let next = 0;
  for (const [place, slot] of coming.entries()) {
    const from = next;
    let to = stayed.length;
    // The first that comes after it.
    while (next < to) {
      const middle = (next + to) >> 1;
      if (compare(stayed[middle] ?? 0, slot) < 0) next = middle + 1;
      else to = middle;
    }
    all.set(stayed.subarray(from, next), from + place);
    all[next + place] = slot;
  }
  all.set(stayed.subarray(next), next + coming.length);
  return all;
}
