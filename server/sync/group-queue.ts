/** Whatever queued while the group before was being committed is the next group. */

export type GroupQueue<Item> = { readonly add: (item: Item) => void };

/** `run` settles its items itself and does not reject. A group weighs `limit` at most, or is one item. */
export function createGroupQueue<Item>(
  limit: number,
  weightOf: (item: Item) => number,
  run: (items: readonly Item[]) => Promise<void>,
): GroupQueue<Item> {
  const waiting: Item[] = [];
  let isRunning = false;

  function takeGroup(): readonly Item[] {
    let weight = 0;
    const end = waiting.findIndex((item, index) => {
      weight += weightOf(item);
      return index > 0 && weight > limit;
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  async function drain(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await run(takeGroup());
    isRunning = false;
  }

  return {
    add: (item) => {
      waiting.push(item);
      if (!isRunning) void drain();
    },
  };
}
