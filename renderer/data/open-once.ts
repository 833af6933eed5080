/** Opens at the first call, and again at a later one where that failed. */
export function openOnce<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return async () => {
    const mine = opened ?? open();
    opened = mine;
    try {
      return await mine;
    } catch (error) {
      if (opened === mine) opened = undefined;
      throw error;
    }
  };
}
