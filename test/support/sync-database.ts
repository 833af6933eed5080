/**
 * The database of a simulation: the memory form of the store, a record of all
 * it took, and what can happen to a database. Whoever holds the store keeps it
 * through restores and failovers, as a server keeps an address.
 */
import { createMemorySnapshots } from '#server/sync/memory-snapshots.ts';
import { createMemoryStore, type MemoryStore } from '#server/sync/memory-store.ts';
import type { Commit, Store, Sweep } from '#server/sync/ports.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';

export type Taken =
  | { readonly kind: 'commit'; readonly space: string; readonly at: Instant; readonly commit: Commit }
  | { readonly kind: 'swept'; readonly space: string; readonly sweep: Sweep }
  | { readonly kind: 'numbers-spared'; readonly count: number };
export type History = readonly Taken[];

export type SimDatabase = {
  /** The store as one server process has it. */
  readonly connect: () => Connection;
  /** What led to what the store holds now. */
  readonly history: () => History;
  /** Every case number that was ever told to somebody, lost tails aside. */
  readonly numbers: () => ReadonlyMap<string, ReadonlySet<string>>;
  /** For `restore`, and for `loseTail`. */
  readonly backUp: () => void;
  /** As last backed up; case numbers go on after so many. */
  readonly restore: (numbersToSpare: number) => void;
  /** Falls back to the backup with nobody told: a standby took over that had not heard the newest. */
  readonly loseTail: () => void;
  readonly wipe: () => void;
  /** What is committed now, one moment of it. */
  readonly look: Store['look'];
  readonly readPulls: Store['readPulls'];
};

export type Connection = {
  readonly store: Store;
  /** It breaks when next used, or at its next commit: before it, or right after. */
  readonly breakAt: (when: Break) => void;
};
export type Break = 'use' | 'before-commit' | 'after-commit';

type State = { readonly store: MemoryStore; readonly history: History };

export type SpaceName = { readonly id: string; readonly name: string };

export function aDatabase(spaces: readonly SpaceName[], now: () => number): SimDatabase {
  /** They outlive whatever happens to the rows. */
  const snapshots = createMemorySnapshots();
  let state = emptyState();
  let backup: State | undefined;
  const told = new Map<string, Set<string>>();

  function emptyState(): State {
    const store = createMemoryStore(new Map(), snapshots);
    for (const space of spaces) store.createSpace(space);
    return { store, history: [] };
  }

  function copyOf({ store, history }: State, numbersToSpare: number): State {
    const spared: History = numbersToSpare === 0 ? [] : [{ kind: 'numbers-spared', count: numbersToSpare }];
    return { store: store.copy(numbersToSpare), history: [...history, ...spared] };
  }

  function note(taken: Taken): void {
    state = { ...state, history: [...state.history, taken] };
  }

  function take(space: string, commit: Commit): void {
    note({ kind: 'commit', space, at: toInstant(now()), commit });
    noteNumbers(space, commit);
  }

  function noteNumbers(space: string, { rows }: Commit): void {
    for (const { kind, id, doc } of rows) {
      if (kind !== 'case') continue;
      const key = `${space} #${JSON.parse(doc).number}`;
      told.set(key, (told.get(key) ?? new Set()).add(id));
    }
  }

  function connect(): Connection {
    let next: Break | undefined;
    const breakIf = (when: Break): void => {
      if (next !== when) return;
      next = undefined;
      throw lostConnection();
    };
    const store: Store = {
      locked: async (space, work) => {
        breakIf('use');
        let commit: Commit | undefined;
        let swept: Sweep | undefined;
        const answer = await state.store.locked(space, async (locked) => {
          const result = await work({
            ...locked,
            commit: async (wanted) => {
              await locked.commit(wanted);
              commit = wanted;
            },
            sweep: async (wanted) => {
              await locked.sweep(wanted);
              swept = wanted;
            },
          });
          if (commit !== undefined) breakIf('before-commit');
          return result;
        });
        if (swept !== undefined) note({ kind: 'swept', space, sweep: swept });
        if (commit !== undefined) {
          take(space, commit);
          breakIf('after-commit');
        }
        return answer;
      },
      look: async (space, work) => {
        breakIf('use');
        return state.store.look(space, work);
      },
      readPulls: async (space, question) => {
        breakIf('use');
        return state.store.readPulls(space, question);
      },
      readForArchive: (space, limit) => state.store.readForArchive(space, limit),
      keepSnapshot: async (space, snapshot) => {
        breakIf('use');
        return state.store.keepSnapshot(space, snapshot);
      },
      dropSnapshots: (space, madeBefore) => state.store.dropSnapshots(space, madeBefore),
    };
    return {
      store,
      breakAt: (when) => {
        next = when;
      },
    };
  }

  return {
    connect,
    look: (space, work) => state.store.look(space, work),
    readPulls: (space, question) => state.store.readPulls(space, question),
    history: () => state.history,
    numbers: () => told,
    backUp: () => {
      backup = copyOf(state, 0);
    },
    restore: (numbersToSpare) => {
      if (backup === undefined) return;
      state = copyOf(backup, numbersToSpare);
      // The same backup once more would spare the same numbers.
      backup = copyOf(state, 0);
    },
    loseTail: () => {
      if (backup === undefined) return;
      state = copyOf(backup, 0);
      // What nobody can know to have been told is no promise.
      told.clear();
      for (const taken of state.history) if (taken.kind === 'commit') noteNumbers(taken.space, taken.commit);
    },
    wipe: () => {
      state = emptyState();
      told.clear();
    },
  };
}

function lostConnection(): Error {
  return Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
}
