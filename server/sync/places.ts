/** Room for so much work at once; what comes when there is none waits its turn. */
export type Places = { readonly take: <T>(work: () => Promise<T>) => Promise<T> };

/** Of the readings of all spaces: what takes a moment, and what takes longer. */
export type ReadingPlaces = { readonly small: Places; readonly large: Places };

/** The database has ten connections: the others are left for pushes. */
export function createReadingPlaces(): ReadingPlaces {
  return { small: createPlaces(3), large: createPlaces(3) };
}

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
