/** The servers of a simulation: two processes on one database, reached as it comes, and told of each other’s commits. */
import { gzipSync } from 'node:zlib';
import { type Blobs, createBlobs } from '#server/blobs/create-blobs.ts';
import { createMemoryBlobs } from '#server/blobs/memory-blobs.ts';
import { type Author, createSync, type Sync } from '#server/sync/create-sync.ts';
import type { SnapshotLimits } from '#server/sync/snapshots.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Mutator, Write } from '#shared/mutations/mutator.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import type { Mutation } from '#shared/protocol/messages.ts';
import type { Break, SimDatabase } from './sync-database.ts';
import type { Dice, SimTime } from './sync-time.ts';

export type Sent = { readonly author: Author; readonly mutation: Mutation };

export type SimServer = {
  /** Another one after every start. */
  readonly sync: () => Sync;
  /** The bytes of files lie in a place of their own, which outlives databases. */
  readonly blobs: () => Blobs;
  readonly start: () => void;
  /** That of one process. */
  readonly breakConnection: (when: Break) => void;
  /** Processes of an older build do not know this mutator. */
  readonly forgetMutator: (name: string | undefined) => void;
  /** Rows that no mutation stands behind. False where the database was away. */
  readonly write: (space: string, writes: readonly Write[]) => Promise<boolean>;
  /** Every mutation that ever reached a process, by m and author, as it was when it was done. */
  readonly sent: ReadonlyMap<string, Sent>;
};

type Process = {
  readonly sync: Sync;
  readonly blobs: Blobs;
  readonly breakAt: (when: Break) => void;
};

const processes = 2;
/** Small enough that a company comes to begin with snapshots, of several pages, when it has some cases. */
const snapshots: SnapshotLimits = { rowsAtOnce: 12, pageRows: 4, rowsBehind: 12 };
/** Simulated time waits for no other thread. */
const compress = async (text: string) => gzipSync(text);

export function sentKey({ space, person }: Author, m: string): string {
  return `${space} ${person} ${m}`;
}

export function aServer(database: SimDatabase, time: SimTime, dice: Dice): SimServer {
  const sent = new Map<string, Sent>();
  const files = createMemoryBlobs();
  let running: readonly Process[] = [];
  let reached: Sync | undefined;
  let forgotten: string | undefined;
  const find = (name: string): Mutator | undefined => (name === forgotten ? undefined : findMutator(name));

  function start(): void {
    running = Array.from({ length: processes }, () => {
      const { store, breakAt } = database.connect();
      const clock = () => toInstant(time.now());
      const sync = createSync({ store, findMutator: find, clock, random: dice.bytes, snapshots, compress });
      return { breakAt, sync, blobs: createBlobs({ files, store, sync, clock }) };
    });
    reached = facadeOf(running.map(({ sync }) => sync));
  }

  /** What is done stays as it was sent then: a copy of the profile may send the same and say less of it. */
  function note(author: Author, mutations: readonly Mutation[]): void {
    const done = new Set(
      database
        .history()
        .flatMap((taken) => (taken.kind === 'commit' ? taken.commit.done : []))
        .map(({ m }) => m),
    );
    for (const mutation of mutations) {
      const key = sentKey(author, mutation.m);
      if (!sent.has(key) || !done.has(mutation.m)) sent.set(key, { author, mutation });
    }
  }

  function facadeOf(syncs: readonly Sync[]): Sync {
    const any = (): Sync => must(dice.pick(syncs), 'a process');
    return {
      push: (author, request) => {
        note(author, request.mutations);
        return any().push(author, request);
      },
      pull: (author, query) => any().pull(author, query),
      snapshotPage: (author, query) => any().snapshotPage(author, query),
      archive: (author, query) => any().archive(author, query),
      writeRows: (space, writes) => any().writeRows(space, writes),
      onCommit: (listener) => {
        const stops = syncs.map((sync) => sync.onCommit(listener));
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  }

  const sync = (): Sync => must(reached, 'a server that runs');

  start();
  return {
    sync,
    blobs: () => must(dice.pick(running), 'a process').blobs,
    start,
    breakConnection: (when) => dice.pick(running)?.breakAt(when),
    forgetMutator: (name) => {
      forgotten = name;
    },
    write: (space, writes) =>
      sync()
        .writeRows(space, writes)
        .then(
          () => true,
          () => false,
        ),
    sent,
  };
}
