/** Work under the same name happens one after the other, in the order it was asked for. */
export type Turns = { readonly take: <T>(name: string, work: () => Promise<T>) => Promise<T> };

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (name, work) => {
      const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
      const done = mine.catch(() => {});
      last.set(name, done);
      void done.then(() => {
        if (last.get(name) === done) last.delete(name);
      });
      return mine;
    },
  };
}
