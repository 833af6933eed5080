/** Whatever queued while the group before was being committed is the next group. */

export type GroupQueue<Item> = {
  /** False where so much waits already that it was not taken. */
  readonly add: (item: Item) => boolean;
};

export type GroupQueueLimits = {
  /** What a group weighs at most, unless it is one item. */
  readonly group: number;
  /** What may wait together. An item that finds less waiting is taken, whatever its own weight. */
  readonly waiting: number;
};

/** `run` settles its items itself and does not reject. A group is complete once `gathered` resolves; at once without it. */
export function createGroupQueue<Item>(
  limits: GroupQueueLimits,
  weightOf: (item: Item) => number,
  run: (items: readonly Item[]) => Promise<void>,
  gathered?: () => Promise<void>,
): GroupQueue<Item> {
  const waiting: Item[] = [];
  let weightWaiting = 0;
  let isRunning = false;

  function takeGroup(): readonly Item[] {
    let weight = 0;
    const end = waiting.findIndex((item, index) => {
      weight += weightOf(item);
      return index > 0 && weight > limits.group;
    });
    const group = waiting.splice(0, end === -1 ? waiting.length : end);
    for (const item of group) weightWaiting -= weightOf(item);
    return group;
  }

  async function drain(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      if (gathered !== undefined) await gathered();
      await run(takeGroup());
    }
    isRunning = false;
  }

  return {
    add: (item) => {
      if (weightWaiting >= limits.waiting) return false;
      waiting.push(item);
      weightWaiting += weightOf(item);
      if (!isRunning) void drain();
      return true;
    },
  };
}
