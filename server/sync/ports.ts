/**
 * Where the server keeps a space: one port, in memory and in PostgreSQL, held
 * to the same contract by test/server/store-contract.ts.
 */
import type { TeamId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { MutationOutcome, NamedSnapshot } from '#shared/protocol/messages.ts';
import type { Sum, Sums } from '#shared/protocol/sums.ts';

export type SpaceHead = {
  readonly name: string;
  /** The newest version in the space. */
  readonly ver: number;
  readonly nextNumber: number;
  /** Exits up to this version are forgotten: a cursor below it has to read everything. */
  readonly horizon: number;
  /** Which start of the database answers. After another one its newest commits may be missing. */
  readonly start: string;
};

/** A row, its document as text, and the scopes that hold it or held it once. */
export type GatheredRow = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly ver: number;
  readonly doc: string;
  readonly scopes: readonly string[];
  readonly left: readonly string[];
};

export type KnownClient = { readonly id: string; readonly person: string; readonly lastMid: number };

export type DoneMutation = {
  readonly m: string;
  readonly client: string;
  readonly person: string;
  readonly mid: number;
  readonly outcome: MutationOutcome;
  /** The newest version when it was done. */
  readonly ver: number;
};

export type RowWrite = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly ver: number;
  readonly doc: string;
};
export type FeedWrite = {
  readonly scope: string;
  readonly id: string;
  readonly ver: number;
  readonly gone: boolean;
};
/** The children of a row that changed scopes follow it, and are counted where they are then. */
export type ChildrenMove = {
  readonly parent: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ver: number;
  /** Those written in the same commit, which says of each where it goes. */
  readonly but: readonly string[];
};
/** What the rows of a commit add to the sum of a scope and kind. */
export type SumChange = Sum & { readonly scope: string; readonly kind: string };

export type Commit = {
  readonly ver: number;
  readonly nextNumber: number;
  readonly rows: readonly RowWrite[];
  readonly feeds: readonly FeedWrite[];
  readonly moves: readonly ChildrenMove[];
  /** Of the rows written; children that move are summed by the store. */
  readonly sums: readonly SumChange[];
  readonly done: readonly DoneMutation[];
  readonly clients: readonly KnownClient[];
};

/** Where the space stood at a moment. */
export type Waypoint = { readonly at: number; readonly ver: number };

/** What a space remembers no longer. */
export type Sweep = {
  /** One more, where it is time for one. */
  readonly waypoint: Waypoint | null;
  /** Exits up to here are forgotten, and terms that ended before. */
  readonly horizon: number;
  /** Outcomes up to here are forgotten, with the clients that have no other, and older waypoints. */
  readonly doneTo: number;
};

/** A space whose row is locked: nobody else commits to it until this ends. */
export type LockedSpace = {
  readonly head: SpaceHead;
  readonly gather: (ids: readonly string[]) => Promise<readonly GatheredRow[]>;
  /** The attachments that name these blobs. */
  readonly findAttachments: (hashes: readonly string[]) => Promise<readonly GatheredRow[]>;
  /** Those of these cases that somebody has pinned. */
  readonly findPinned: (caseIds: readonly string[]) => Promise<readonly string[]>;
  readonly findClients: (ids: readonly string[]) => Promise<readonly KnownClient[]>;
  readonly findDone: (ms: readonly string[]) => Promise<readonly DoneMutation[]>;
  readonly findTerm: () => Promise<Term | undefined>;
  readonly appendTerm: (term: Term) => Promise<void>;
  /** Oldest first. */
  readonly waypoints: () => Promise<readonly Waypoint[]>;
  readonly sweep: (sweep: Sweep) => Promise<void>;
  /** Everything at once. At most one a transaction, as its last act. */
  readonly commit: (commit: Commit) => Promise<void>;
};

export type Term = { readonly n: number; readonly uuid: string; readonly fromVer: number };
export type Cursor = { readonly scope: string; readonly ver: number };

/** What became of a row in one scope since a cursor. */
export type Change = {
  readonly id: string;
  readonly ver: number;
  /** When it was written, came into the scope or left it: what orders them. */
  readonly at: number;
  /** As a pull tells it (`PullRow`), the document as stored. */
  readonly line: string;
  /** Where it left: the scopes that hold it still. */
  readonly heldBy: readonly string[];
};

/** Somebody at a computer, which knows up to this mid how its mutations ended. */
export type Asking = { readonly person: string; readonly client: string; readonly settled: number };

export type Asker = {
  /** The row of the person; null where there is none. */
  readonly row: Pick<GatheredRow, 'id' | 'kind' | 'doc'> | null;
  /** Of the client; 0 where nobody knows it, or it is of somebody else. */
  readonly lastMid: number;
  /** What became of its mutations since, in their order. */
  readonly done: readonly Pick<DoneMutation, 'm' | 'mid' | 'outcome'>[];
};

/** What pulls are answered from, all of it at one moment. */
export type PullReading = {
  readonly head: SpaceHead;
  /** Oldest first. */
  readonly terms: readonly Term[];
  /** Every team of the company. */
  readonly teams: readonly TeamId[];
  /** What is known of each who asks, in their order. */
  readonly askers: readonly Asker[];
  /** For each cursor what changed since, in the order of `at`. */
  readonly changes: readonly (readonly Change[])[];
  /** What the scopes asked for hold, as it was kept by the commits. */
  readonly sums: Sums;
};

export type PullQuestion = {
  readonly asking: readonly Asking[];
  readonly cursors: readonly Cursor[];
  /** The scopes whose sums are wanted. */
  readonly summed?: readonly string[];
  /** So many changes of each cursor, the first ones; all of them where it is not said. */
  readonly limit?: number;
};

/** A page of a snapshot: rows as a pull tells them, compressed with gzip. Its hash is that of their text, in hex. */
export type SnapshotPage = { readonly hash: string; readonly data: Uint8Array };

/** What a scope held at a version, in the order of `at`; what had left it is not in it. */
export type ScopeSnapshot = {
  readonly id: string;
  readonly scope: string;
  /** The term it was read in: with `ver` a cursor as those of computers. */
  readonly term: string;
  readonly ver: number;
  readonly madeAt: Instant;
  readonly pages: readonly SnapshotPage[];
};

/** One without its bytes. */
export type KeptSnapshot = Omit<ScopeSnapshot, 'pages'> & { readonly pages: NamedSnapshot['pages'] };

/** Where a reader of a scope has come to: after this row, which it was told at that version. */
export type RowPlace = { readonly at: number; readonly id: string };

/** Where a reader of closed cases has come to: after this one. */
export type ClosedPlace = { readonly id: string; readonly changedAt: number };

/** Where a reader of cases with timers has come to: after this one. */
export type DuePlace = { readonly id: string; readonly dueAt: number };

/** What archived cases are looked for by. */
export type ArchiveQuestion = {
  /** Folded; the last one may be the beginning of a word. */
  readonly words: readonly string[];
  /** Only what these hold. */
  readonly scopes: readonly string[];
  /** So many at most. */
  readonly limit: number;
};

/** One moment of a space, whatever is committed meanwhile. */
export type SpaceMoment = {
  readonly head: SpaceHead;
  /** Every team of the company. */
  readonly teams: () => Promise<readonly TeamId[]>;
  readonly gather: (ids: readonly string[]) => Promise<readonly GatheredRow[]>;
  readonly findAttachments: (hashes: readonly string[]) => Promise<readonly GatheredRow[]>;
  /** Bytes of all that is present, the same blob counted once. */
  readonly attachedBytes: () => Promise<number>;
  /** The row of this id with its children; empty where there is none. */
  readonly familyOf: (id: string) => Promise<readonly Change[]>;
  /**
   * Cases that ended and have not changed since, not in the archive yet and pinned by nobody; the oldest first, at
   * most so many after a place; from the first one where it is null. Some may be such as this build cannot read.
   */
  readonly findClosed: (
    before: Instant,
    after: ClosedPlace | null,
    limit: number,
  ) => Promise<readonly ClosedPlace[]>;
  /** Cases in which a timer is due by then, the earliest first, at most so many after a place; from the first one where it is null. */
  readonly findDue: (by: Instant, after: DuePlace | null, limit: number) => Promise<readonly DuePlace[]>;
  /** Archived cases by number, be it one that was told before a restore, or by the short code they were opened under. */
  readonly findArchived: (name: string) => Promise<readonly GatheredRow[]>;
  /** Archived cases by all of these words in what was said of them or of their customers, the one that ended last first. */
  readonly searchArchive: (question: ArchiveQuestion) => Promise<readonly GatheredRow[]>;
  /** Oldest first. */
  readonly terms: () => Promise<readonly Term[]>;
  /** The rows a scope holds, by `at` and id, at most so many after a place; from the first one where it is null. */
  readonly rowsOf: (scope: string, after: RowPlace | null, limit: number) => Promise<readonly Change[]>;
  /** How many rows of a scope were written, came or left after a version, counted no further than the limit. */
  readonly countSince: (cursor: Cursor, limit: number) => Promise<number>;
  /** The one made last. */
  readonly findSnapshot: (scope: string) => Promise<KeptSnapshot | undefined>;
  /** A page of any snapshot of this scope. */
  readonly findPage: (scope: string, hash: string) => Promise<Uint8Array | undefined>;
};

export class SpaceMissingError extends Error {
  override readonly name = 'SpaceMissingError';
}

export type Store = {
  /** Runs `work` with the space locked; keeps its commit when it resolves, nothing when it rejects. */
  readonly locked: <T>(space: string, work: (locked: LockedSpace) => Promise<T>) => Promise<T>;
  readonly look: <T>(space: string, work: (moment: SpaceMoment) => Promise<T>) => Promise<T>;
  readonly readPulls: (space: string, question: PullQuestion) => Promise<PullReading>;
  /**
   * Reads what was archived, and customers that changed, since it last did, about so many rows of it: what
   * `searchArchive` finds is as of then. False where nothing was left.
   */
  readonly readForArchive: (space: string, limit: number) => Promise<boolean>;
  /**
   * As a whole or not at all, and of its scope only the newest one beside it. A store may lose them at any time:
   * they can be made again.
   */
  readonly keepSnapshot: (space: string, snapshot: ScopeSnapshot) => Promise<void>;
  /** Those made before a moment. */
  readonly dropSnapshots: (space: string, madeBefore: Instant) => Promise<void>;
};
