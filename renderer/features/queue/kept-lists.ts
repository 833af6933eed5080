/**
 * Lists of slots that are kept in their order: those of every case, and the ones
 * last asked for. A change is merged into each of them.
 */
import { type Columns, everyCase, isLike, markedFlag, type Wanted } from './case-columns.ts';
import type { QueueOrder } from './queue-query.ts';

export type Slots = {
  readonly columns: () => Columns;
  /** Of the cases there are. */
  readonly allSlots: () => Iterable<number>;
  readonly idAt: (slot: number) => string;
};

export type KeptLists = {
  readonly listFor: (order: QueueOrder, wanted: Wanted) => Uint32Array;
  /** What the columns say of these slots is new; or their cases have left. */
  readonly merge: (changed: readonly number[], left: readonly number[]) => void;
};

/** Slots in their order. */
type KeptList = {
  readonly order: QueueOrder;
  readonly wanted: Wanted;
  readonly slots: Uint32Array<ArrayBuffer>;
};

/** Of the lists last asked for, beside those of every case. */
const listsKept = 4;

export function createKeptLists({ columns, allSlots, idAt }: Slots): KeptLists {
  /** By what was asked, the one last asked for at the end. */
  const lists = new Map<string, KeptList>();

  /** Equal moments fall back to the id, so that an order is the same everywhere. */
  function comparer(order: QueueOrder): (one: number, other: number) => number {
    const { rank, openedAt, changedAt } = columns();
    const at = (column: Float64Array | Uint8Array, slot: number) => column[slot] ?? 0;
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

  function mark(slots: readonly number[]): void {
    const { flags } = columns();
    for (const slot of slots) flags[slot] = (flags[slot] ?? 0) | markedFlag;
  }

  function unmark(slots: readonly number[]): void {
    const { flags } = columns();
    for (const slot of slots) flags[slot] = (flags[slot] ?? 0) & ~markedFlag;
  }

  /** Those that stayed keep their order; of the changed ones, which are marked, those that belong here are merged in. */
  function broughtUpToDate({ order, wanted, slots }: KeptList, changed: readonly number[]): KeptList {
    const { flags } = columns();
    const stayed = picked(slots, (slot) => ((flags[slot] ?? 0) & markedFlag) === 0);
    const compare = comparer(order);
    const coming = picked(Uint32Array.from(changed), isLike(columns(), wanted)).sort(compare);
    return { order, wanted, slots: merged(stayed, coming, compare) };
  }

  function listOfAll(order: QueueOrder): KeptList {
    const key = keyOf(order, everyCase);
    const list = lists.get(key) ?? {
      order,
      wanted: everyCase,
      slots: Uint32Array.from(allSlots()).sort(comparer(order)),
    };
    lists.set(key, list);
    return list;
  }

  function listFor(order: QueueOrder, wanted: Wanted): Uint32Array {
    const all = listOfAll(order);
    const key = keyOf(order, wanted);
    if (lists.get(key) === all) return all.slots;
    const slots = lists.get(key)?.slots ?? picked(all.slots, isLike(columns(), wanted));
    lists.delete(key);
    lists.set(key, { order, wanted, slots });
    const old = [...lists].filter(([, list]) => list.wanted !== everyCase).slice(0, -listsKept);
    for (const [oldKey] of old) lists.delete(oldKey);
    return slots;
  }

  return {
    listFor,
    merge: (changed, left) => {
      mark([...changed, ...left]);
      const merged = [...lists].map(([key, list]) => [key, broughtUpToDate(list, changed)] as const);
      unmark([...changed, ...left]);
      for (const [key, list] of merged) lists.set(key, list);
    },
  };
}

function keyOf(order: QueueOrder, { mask, value, assignee, lane, step }: Wanted): string {
  return [order, mask, value, assignee, lane, step].join();
}

/** As `filter`, which is ten times slower on a typed array. */
export function picked(
  slots: Uint32Array,
  isWanted: (slot: number) => boolean,
  limit = slots.length,
): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(Math.min(slots.length, limit));
  let count = 0;
  for (let place = 0; place < slots.length && count < limit; place += 1) {
    const slot = slots[place] ?? 0;
    if (!isWanted(slot)) continue;
    found[count] = slot;
    count += 1;
  }
  return found.slice(0, count);
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
