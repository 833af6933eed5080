/**
 * Where the server keeps a space: one port, in memory and in PostgreSQL, held
 * to the same contract by test/server/store-contract.ts.
 */
import type { TeamId } from '#shared/domain/people/person.ts';
import type { MutationOutcome } from '#shared/protocol/messages.ts';

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
/** The children of a row that changed scopes follow it, those written in the same commit aside. */
export type ChildrenMove = {
  readonly parent: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ver: number;
};

export type Commit = {
  readonly ver: number;
  readonly nextNumber: number;
  readonly rows: readonly RowWrite[];
  readonly feeds: readonly FeedWrite[];
  readonly moves: readonly ChildrenMove[];
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

/** A row to send, or the mark that it left every scope asked for. `at` orders them: when it came into a scope or left. */
export type Change = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly ver: number;
  readonly at: number;
  /** The document as stored; null where the row is gone. */
  readonly doc: string | null;
};

/** One moment of a space, whatever is committed meanwhile. */
export type SpaceSnapshot = {
  readonly head: SpaceHead;
  readonly terms: () => Promise<readonly Term[]>;
  /** Every team of the company. */
  readonly teams: () => Promise<readonly TeamId[]>;
  readonly gather: (ids: readonly string[]) => Promise<readonly GatheredRow[]>;
  readonly findAttachments: (hashes: readonly string[]) => Promise<readonly GatheredRow[]>;
  /** Bytes of all that is present, the same blob counted once. */
  readonly attachedBytes: () => Promise<number>;
  readonly findClients: (ids: readonly string[]) => Promise<readonly KnownClient[]>;
  /** What a client's mutations came to, mid above `after`, in order. */
  readonly doneSince: (client: string, after: number) => Promise<readonly DoneMutation[]>;
  /** Each row once, in the order of `at`. */
  readonly changesSince: (cursors: readonly Cursor[]) => Promise<readonly Change[]>;
};

export class SpaceMissingError extends Error {
  override readonly name = 'SpaceMissingError';
}

export type Store = {
  /** Runs `work` with the space locked; keeps its commit when it resolves, nothing when it rejects. */
  readonly locked: <T>(space: string, work: (locked: LockedSpace) => Promise<T>) => Promise<T>;
  readonly snapshot: <T>(space: string, work: (snapshot: SpaceSnapshot) => Promise<T>) => Promise<T>;
};
