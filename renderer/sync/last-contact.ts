/** When the server was last reached, also before this start. */
export type LastContact = {
  /** Null where it never was. */
  readonly at: () => number | null;
  readonly heard: (at: number) => void;
};

/** Every contact is seen, and one a minute written. */
const keepEveryMs = 60_000;

export function createLastContact(before: number | null, keep: (at: number) => Promise<void>): LastContact {
  let lastAt = before;
  let keptAt = before;
  return {
    at: () => lastAt,
    heard: (at) => {
      lastAt = at;
      if (keptAt !== null && Math.abs(at - keptAt) < keepEveryMs) return;
      keptAt = at;
      // Where there is no room the next start tells an earlier one.
      void keep(at).catch(() => undefined);
    },
  };
}
