/**
 * The windows of one computer that hold the same store, and how they speak.
 *
 * One leads: it alone writes the journal, publishes pulls and talks to the
 * server. The others send it their work again and again until it is kept.
 * Everything the leader says is whole, so a lost message costs nothing.
 */
import type { SyncState } from '#renderer/data/client.ts';
import type { DraftChange } from '#renderer/data/draft-book.ts';
import type { ListedWork } from '#renderer/data/local-view.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';

/** What the leader knows and every window shows. */
export type Status = Pick<
  SyncState,
  | 'connection'
  | 'files'
  | 'lastContactAt'
  | 'notKeeping'
  | 'setAside'
  | 'isFirstSync'
  | 'beginning'
  | 'mendings'
> & {
  readonly clockOffsetMs: number;
};

export type ToLeader =
  /** Asks for a sign of life; any message does. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'hello' }
  | { readonly kind: 'keep'; readonly works: readonly Work[] }
  | { readonly kind: 'keep-drafts'; readonly changes: readonly DraftChange[] }
  | { readonly kind: 'dismiss'; readonly m: string }
  /** The rows on this computer cannot be read. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'nudge' };

export type ToFollowers =
  | { readonly kind: 'alive' }
  /** Another window took the lead. */
  | { readonly kind: 'leading' }
  /** `list` is what is kept here and not settled; rows were published up to now. */
  | { readonly kind: 'state'; readonly list: readonly ListedWork[]; readonly status: Status }
  /** `ended` of them had been done before, and settled. */
  | { readonly kind: 'kept'; readonly ms: readonly string[]; readonly ended: readonly string[] }
  | { readonly kind: 'drafts'; readonly changes: readonly DraftChange[] };

export type WindowMessage =
  | { readonly to: 'leader'; readonly message: ToLeader }
  | { readonly to: 'followers'; readonly message: ToFollowers };

/** Reaches every other window with this store. */
export type Channel = {
  readonly post: (message: WindowMessage) => void;
  readonly onMessage: (listener: (message: WindowMessage) => void) => void;
  readonly close: () => void;
};

/** Keeps work safe: in the journal, or by way of the window that has it. */
export type Keeper = {
  readonly keep: (works: readonly Work[]) => void;
  readonly keepDrafts: (changes: readonly DraftChange[]) => void;
  /** The author has dealt with work the server would not read. */
  readonly dismiss: (m: string) => void;
  readonly nudge: () => void;
  readonly stop: () => void;
};

/** What a keeper tells its window. */
export type KeeperEvents = {
  readonly onList: (list: readonly ListedWork[], change?: HeldUpdate) => void;
  /** `ended` of them had been done before, and settled. */
  readonly onKept: (ms: readonly string[], ended?: readonly string[]) => void;
  /** Those that were news. */
  readonly onDrafts: (changes: readonly DraftChange[], isKept: boolean) => readonly DraftChange[];
  readonly keptDrafts: () => readonly DraftChange[];
  readonly onStatus: (status: Status) => void;
  /** The rows of this computer are in memory and the list is known. */
  readonly onLoaded: () => void;
  /** What this window made and nobody has kept yet. */
  readonly unkept: () => { readonly works: readonly Work[]; readonly drafts: readonly DraftChange[] };
  /** What this window was told is kept and not settled, in order. */
  readonly listed: () => readonly ListedWork[];
};
