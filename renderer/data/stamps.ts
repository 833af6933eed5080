/**
 * The order in which texts were written on this computer, in all its windows,
 * wherever its clock has been put meanwhile. The last stamp lies in the storage
 * a browser has at hand with the page, so that a window has it before anything
 * is open, and from windows that do not answer too.
 */
const key = 'raia.stamp';

/** Each call gives a later one: the time in ms, or more where the last is not before that. */
export function createStamps(storage: Pick<Storage, 'getItem' | 'setItem'>, now: () => number): () => number {
  let last = 0;
  return () => {
    last = Math.max(now(), last + 1, (Number(storage.getItem(key)) || 0) + 1);
    try {
      storage.setItem(key, String(last));
    } catch {
      // Without room for it the clock alone tells what other windows write.
    }
    return last;
  };
}
