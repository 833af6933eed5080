/** How the sync client reaches the server: a port, with fetch and WebSocket behind it in the app. */
import type { ArchiveQuery, Poke, PushRequest, PushResponse } from '#shared/protocol/messages.ts';

export type PullRequest = {
  readonly client: string;
  /** The highest mid up to which everything is settled. */
  readonly settled: number;
  readonly term: string | null;
  readonly cursors: Readonly<Record<string, number>>;
  /** What the scopes hold is to be told too. */
  readonly wantsSums: boolean;
  /** Snapshots may be named instead of rows. */
  readonly wantsSnapshots: boolean;
};

export type LiveEvents = {
  readonly onPoke: (poke: Poke) => void;
  readonly onClosed: () => void;
};

export type Transport = {
  readonly push: (request: PushRequest) => Promise<PushResponse>;
  /** The text as received, cut short where the connection was. */
  readonly pull: (request: PullRequest) => Promise<string>;
  /** The text of one page, which the hash names. Undefined where the server does not have it, or not for this person. */
  readonly snapshotPage: (scope: string, hash: string) => Promise<string | undefined>;
  /** A case with its history that no pull brings, or the cases some words find; the text as received. */
  readonly archive: (query: ArchiveQuery) => Promise<string>;
  /** Resolves once it is open; the answer closes it without `onClosed`. */
  readonly live: (events: LiveEvents) => Promise<() => void>;
};

export type SyncErrorKind =
  /** No answer, or the answer was cut short. Retried with backoff. */
  | 'unreachable'
  /** The server is there and has no time (429, 5xx). Retried with backoff. */
  | 'busy'
  /** Our session ended: nothing is lost, the person signs in again. */
  | 'signed-out'
  /** The company wants this computer to forget everything it keeps of this person. */
  | 'wiped'
  /** The server will not read what it was sent (400, 413). */
  | 'rejected'
  /** The two do not speak the same protocol any more: asked again once a minute. */
  | 'app-older'
  | 'server-older';

export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly kind: SyncErrorKind;
  /** How long the server asks to be left alone; 0 where it does not say. */
  readonly waitMs: number;
  constructor(kind: SyncErrorKind, { waitMs = 0, ...options }: ErrorOptions & { waitMs?: number } = {}) {
    super(`Sync did not get through (${kind})`, options);
    this.kind = kind;
    this.waitMs = waitMs;
  }
}

/** The kind of any error of a transport; what it did not foresee counts as not reaching the server. */
export function kindOf(error: unknown): SyncErrorKind {
  return error instanceof SyncError ? error.kind : 'unreachable';
}

export function waitMsOf(error: unknown): number {
  return error instanceof SyncError ? error.waitMs : 0;
}
