/** When the server was last reached, also before this start. */
export type LastContact = {
  /** Null where it never was. */
  readonly at: () => number | null;
  /** `isLast` where the server is out of reach from now on: then it is written whatever was written before. */
  readonly heard: (at: number, isLast: boolean) => void;
};

/** Every contact is seen, and one a minute written, and the last before a time without a network. */
const keepEveryMs = 60_000;

export function createLastContact(before: number | null, keep: (at: number) => Promise<void>): LastContact {
  let lastAt = before;
  let keptAt = before;
  return {
    at: () => lastAt,
    heard: (at, isLast) => {
      lastAt = at;
      const leastMs = isLast ? 1 : keepEveryMs;
      if (keptAt !== null && Math.abs(at - keptAt) < leastMs) return;
      keptAt = at;
      // Where there is no room the next start tells an earlier one.
      void keep(at).catch(() => undefined);
    },
  };
}
