/** The drafts of one window: every key pressed is shown at once, and kept a moment later. */
import type { Draft, DraftKey, Drafts } from './client.ts';
import { createListeners } from './listeners.ts';

/** A draft as it travels; `text` is null once it was sent or thrown away. */
export type DraftChange = { readonly key: DraftKey; readonly text: string | null; readonly at: number };

export type DraftBook = Drafts & {
  /** What another window wrote, or the journal held. The newest text of a key wins; false where this is not it. */
  readonly receive: (change: DraftChange, isKept: boolean) => boolean;
  /** What this window wrote and nobody has kept yet, sent or thrown away included. */
  readonly unkept: () => readonly DraftChange[];
  readonly kept: () => readonly DraftChange[];
};

export type DraftBookOptions = {
  /** Later with each call, in every window of this computer. */
  readonly stamp: () => number;
  /** Keeps it, here or through the leading window. */
  readonly keep: (change: DraftChange) => void;
};

/**
 * A paste longer than anything that can be sent is shown, and honestly not kept.
 * Control characters are journalled as six letters each, and the desktop takes
 * lines of four million: one line it refuses would hold up all that follow.
 */
const longestKept = 600_000;

export function createDraftBook({ stamp, keep }: DraftBookOptions): DraftBook {
  const drafts = new Map<DraftKey, Draft>();
  const unkept = new Map<DraftKey, DraftChange>();
  const listeners = createListeners();

  function set({ key, text, at }: DraftChange, isKept: boolean): void {
    if (text === null) drafts.delete(key);
    else drafts.set(key, { key, text, at, isKept });
    listeners.emit();
  }

  function change(key: DraftKey, text: string | null): void {
    // What was seen here is older, also where the last stamp was lost.
    const at = Math.max(stamp(), (drafts.get(key)?.at ?? 0) + 1);
    const made: DraftChange = { key, text, at };
    if (text === null || text.length <= longestKept) unkept.set(key, made);
    set(made, false);
    if (unkept.get(key) === made) keep(made);
  }

  return {
    find: (key) => drafts.get(key),
    keys: () => [...drafts.keys()],
    subscribe: listeners.subscribe,
    write: (key, text) => {
      if (drafts.get(key)?.text !== text) change(key, text);
    },
    drop: (key) => {
      if (drafts.has(key)) change(key, null);
    },
    receive: (received, isKept) => {
      const { key, at } = received;
      const known = unkept.get(key)?.at ?? drafts.get(key)?.at ?? 0;
      if (at < known || (at === known && drafts.get(key)?.isKept === isKept)) return false;
      if (isKept) unkept.delete(key);
      set(received, isKept);
      return true;
    },
    unkept: () => [...unkept.values()],
    kept: () => [...drafts.values()].filter((draft) => draft.isKept),
  };
}
