/** The sync server of any number of spaces: pushes in, pulls out, and word of what was committed. */
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Mutator, Write } from '#shared/mutations/mutator.ts';
import type { PullQuery, PushRequest, PushResponse } from '#shared/protocol/messages.ts';
import type { Store } from './ports.ts';

/** Whose signed-in connection it is. */
export type Author = { readonly space: string; readonly person: string };

/** Told after every commit: the newest version in each scope that changed. */
export type Committed = {
  readonly space: string;
  readonly term: string;
  readonly scopes: ReadonlyMap<string, number>;
};

export type Sync = {
  readonly push: (author: Author, request: PushRequest) => Promise<PushResponse>;
  /** The lines of the answer, the last one the end. */
  readonly pull: (author: Author, query: PullQuery) => Promise<readonly string[]>;
  /** Rows the server itself writes, such as people and the first flow: no mutation stands behind them. */
  readonly writeRows: (space: string, writes: readonly Write[]) => Promise<void>;
  readonly onCommit: (listener: (committed: Committed) => void) => () => void;
};

export type SyncOptions = {
  readonly store: Store;
  readonly findMutator: (name: string) => Mutator | undefined;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
};

export function createSync(_options: SyncOptions): Sync {
  throw new Error('Sync is not built yet');
}
