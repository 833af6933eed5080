/** What lists ask of each case, in typed arrays by its slot. */

export type Columns = {
  readonly flags: Uint8Array;
  readonly rank: Uint8Array;
  /** Names as numbers, 0 where there is none. */
  readonly assignee: Int32Array;
  readonly step: Int32Array;
  readonly lane: Int32Array;
  readonly openedAt: Float64Array;
  readonly changedAt: Float64Array;
};

export const endedFlag = 1;
export const waitingFlag = 2;
/** A slot that changes; only while an order is brought up to date. */
export const markedFlag = 4;
export const ranks = { high: 0, normal: 1, low: 2 } as const;
export const anyName = -1;
/** Asked for, and no case has it. */
export const unknownName = -2;

/** What the columns of a case in a list say; of names, `anyName` where it does not matter. */
export type Wanted = {
  readonly mask: number;
  readonly value: number;
  readonly assignee: number;
  readonly lane: number;
  readonly step: number;
};

export const everyCase: Wanted = { mask: 0, value: 0, assignee: anyName, lane: anyName, step: anyName };

/** Whether a slot has what is wanted. */
export function isLike(
  { flags, assignee: assignees, lane: lanes, step: steps }: Columns,
  { mask, value, assignee, lane, step }: Wanted,
): (slot: number) => boolean {
  return (slot) =>
    ((flags[slot] ?? 0) & mask) === value &&
    (assignee === anyName || assignees[slot] === assignee) &&
    (lane === anyName || lanes[slot] === lane) &&
    (step === anyName || steps[slot] === step);
}

export function columnsFor(size: number): Columns {
  return {
    flags: new Uint8Array(size),
    rank: new Uint8Array(size),
    assignee: new Int32Array(size),
    step: new Int32Array(size),
    lane: new Int32Array(size),
    openedAt: new Float64Array(size),
    changedAt: new Float64Array(size),
  };
}

export function grown(before: Columns): Columns {
  const columns = columnsFor(before.flags.length * 2);
  columns.flags.set(before.flags);
  columns.rank.set(before.rank);
  columns.assignee.set(before.assignee);
  columns.step.set(before.step);
  columns.lane.set(before.lane);
  columns.openedAt.set(before.openedAt);
  columns.changedAt.set(before.changedAt);
  return columns;
}
