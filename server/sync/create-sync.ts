/** The sync server of any number of spaces: pushes in, pulls out, and word of what was committed. */
import { databaseTrouble } from '#server/db/database-error.ts';
import { kinds } from '#shared/domain/kinds.ts';
import { newId, type RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Mutator, Write } from '#shared/mutations/mutator.ts';
import {
  type ArchiveQuery,
  type Mutation,
  type PullQuery,
  type PushRequest,
  type PushResponse,
  pushLimit,
  type SnapshotPageQuery,
} from '#shared/protocol/messages.ts';
import { type Answer, commitGroup, type Member, type ServerWrites } from './commit-group.ts';
import { parseCursors } from './cursors.ts';
import type { DocCache } from './draft.ts';
import { createGroupQueue, type GroupQueue } from './group-queue.ts';
import { type AnswerPull, createPulls } from './open-pulls.ts';
import { createReadingPlaces } from './places.ts';
import type { LockedSpace, SpaceMoment, Store } from './ports.ts';
import { readArchive } from './read-archive.ts';
import { type Compress, readPage, type SnapshotLimits, usualCompress, usualLimits } from './snapshots.ts';
import { mustBeSameStart, SyncError } from './sync-error.ts';

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
  /** A page of a snapshot, compressed with gzip. Undefined where there is none, or none for this person. */
  readonly snapshotPage: (reader: Author, query: SnapshotPageQuery) => Promise<Uint8Array | undefined>;
  /** The lines of a case that no pull brings, the last one the end. */
  readonly archive: (reader: Author, query: ArchiveQuery) => Promise<readonly string[]>;
  /** Rows the server itself writes, such as people and the first flow: no mutation stands behind them. */
  readonly writeRows: (space: string, writes: ServerWrites) => Promise<void>;
  readonly onCommit: (listener: (committed: Committed) => void) => () => void;
};

export type SyncOptions = {
  readonly store: Store;
  readonly findMutator: (name: string) => Mutator | undefined;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly snapshots?: SnapshotLimits;
  readonly compress?: Compress;
  /** A mutator threw; its mutation was refused as `internal`. */
  readonly onBug?: (mutation: Mutation, error: unknown) => void;
};

/** Sixteen groups wait about a second; whoever comes then is better off coming again. */
const limits = { group: pushLimit, waiting: 16 * pushLimit };

type Waiting = { readonly member: Member; readonly settle: (answer: Answer | Error) => void };
type OpenSpace = {
  /** Which start of the database it was opened on. */
  readonly start: string;
  readonly queue: GroupQueue<Waiting>;
  readonly pull: AnswerPull;
};

export function createSync(options: SyncOptions): Sync {
  const { store, findMutator, clock, random } = options;
  const spaces = new Map<string, Promise<OpenSpace>>();
  const listeners = new Set<(committed: Committed) => void>();
  const { snapshots = usualLimits, compress = usualCompress } = options;
  const places = createReadingPlaces();
  const openPulls = createPulls({ ...options, limits: snapshots, compress, places });

  /** Begins a term of its own: what was committed and lost before we came cannot be mistaken for ours. */
  async function open(space: string): Promise<OpenSpace> {
    const { term, start } = await store.locked(space, async (locked) => {
      const last = await locked.findTerm();
      const term = { n: (last?.n ?? 0) + 1, uuid: newId(clock(), random), fromVer: locked.head.ver };
      await locked.appendTerm(term);
      return { term: term.uuid, start: locked.head.start };
    });
    const cache: DocCache = new Map();
    const context = {
      store,
      space,
      start,
      cache,
      findMutator,
      clock,
      onBug: options.onBug ?? (() => {}),
      onCommit: (scopes: ReadonlyMap<string, number>) => {
        for (const listener of listeners) listener({ space, term, scopes });
      },
    };
    const queue = createGroupQueue<Waiting>(limits, weightOf, async (waiting) => {
      const answers = await commitGroup(
        waiting.map(({ member }) => member),
        context,
      );
      for (const [index, { settle }] of waiting.entries()) settle(answers[index] ?? new Error('No answer'));
    });
    return { start, queue, pull: openPulls(space, start) };
  }

  async function opened(space: string): Promise<OpenSpace> {
    const opening = spaces.get(space) ?? open(space);
    spaces.set(space, opening);
    opening.catch(() => spaces.delete(space));
    return orUnavailable(() => opening);
  }

  /**
   * After trouble with a commit, or at another start of the database, the space is opened again: the database may
   * have come back without its newest commits. A reading that fails leaves it as it is; the next one sees which
   * start of the database it reads from.
   */
  function orOpenAgain<T>(space: string, work: () => Promise<T>): Promise<T> {
    return work().catch((error: unknown) => {
      if (error instanceof SyncError && error.kind === 'unavailable') spaces.delete(space);
      throw error;
    });
  }

  async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SyncError || databaseTrouble(error) !== 'unavailable') throw error;
      throw new SyncError('unavailable', 'The database does not answer', { cause: error });
    }
  }

  /** What reads the space where it was opened. */
  function reading<T>(space: string, work: () => Promise<T>): Promise<T> {
    return orUnavailable(() => orOpenAgain(space, work));
  }

  async function commit(space: string, member: Member): Promise<Answer> {
    const { queue } = await opened(space);
    const committed = () =>
      new Promise<Answer>((done, fail) => {
        const settle = (answer: Answer | Error) => (answer instanceof Error ? fail(answer) : done(answer));
        if (!queue.add({ member, settle })) fail(new SyncError('busy', 'Too many changes wait'));
      });
    return orOpenAgain(space, () => orUnavailable(committed));
  }

  async function look<T>(space: string, work: (moment: SpaceMoment) => Promise<T>): Promise<T> {
    const { start } = await opened(space);
    return reading(space, () =>
      places.small.take(() =>
        store.look(space, (moment) => {
          mustBeSameStart(start, moment.head.start);
          return work(moment);
        }),
      ),
    );
  }

  return {
    push: async ({ space, person }, request) => {
      for (const { name, v } of request.mutations)
        if ((findMutator(name)?.version ?? 0) < v)
          throw new SyncError('mutator-unknown', `This server does not know ${name} ${v}`);
      const answer = await commit(space, {
        push: { person, request: inOneSpelling(request), isFaulty: false },
      });
      if (answer.kind === 'written') throw new Error('A push was answered as rows');
      return answer;
    },
    pull: async ({ space, person }, query) => {
      const cursors = parseCursors(query.cursors);
      const { pull } = await opened(space);
      return reading(space, () =>
        pull({ person, query: { ...query, client: query.client.toLowerCase() }, cursors }),
      );
    },
    snapshotPage: ({ space, person }, query) => look(space, (moment) => readPage(moment, person, query)),
    archive: ({ space, person }, query) => look(space, (moment) => readArchive(moment, person, query)),
    writeRows: async (space, writes) => {
      const checked =
        typeof writes === 'function'
          ? async (locked: LockedSpace) => checkDocs(await writes(locked))
          : checkDocs(writes);
      await commit(space, { writes: checked });
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function checkDocs(writes: readonly Write[]): readonly Write[] {
  for (const { kind, doc } of writes) kinds[kind].parse(doc);
  return writes;
}

/** An empty one takes room too. */
function weightOf({ member }: Waiting): number {
  if ('push' in member) return Math.max(1, member.push.request.mutations.length);
  return typeof member.writes === 'function' ? 1 : Math.max(1, member.writes.length);
}

/** Ids compare as text here and as numbers in the database. */
function inOneSpelling(request: PushRequest): PushRequest {
  return {
    ...request,
    client: request.client.toLowerCase(),
    mutations: request.mutations.map((mutation) => ({ ...mutation, m: mutation.m.toLowerCase() })),
  };
}
