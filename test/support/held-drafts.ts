import type { Draft, Drafts } from '#renderer/data/client.ts';

/** Drafts in memory, and what they hold; nothing is told of changes. */
export function heldDrafts(before: Readonly<Record<string, string>> = {}) {
  const held = new Map(Object.entries(before));
  const drafts: Drafts = {
    find: (key) => {
      const text = held.get(key);
      return text === undefined ? undefined : ({ key, text, at: 0, isKept: true } satisfies Draft);
    },
    write: (key, text) => void held.set(key, text),
    drop: (key) => void held.delete(key),
    keys: () => [...held.keys()],
    subscribe: () => () => undefined,
  };
  return { held, drafts };
}
