/** Room for so much work at once; what comes when there is none waits its turn. */
export type Places = { readonly take: <T>(work: () => Promise<T>) => Promise<T> };

export function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    take: async (work) => {
      if (taken >= count) await new Promise<void>((begin) => waiting.push(begin));
      else taken += 1;
      try {
        return await work();
      } finally {
        // Whoever is next takes this place.
        const next = waiting.shift();
        if (next === undefined) taken -= 1;
        else next();
      }
    },
  };
}
