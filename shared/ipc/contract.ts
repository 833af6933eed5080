/**
 * What the renderer and the desktop shell say to each other.
 *
 * Types and channel names only: the preload carries this file, so nothing here
 * may pull in a library. Arguments are checked in the main process.
 */

/** One line of the journal file. Its meaning belongs to `renderer/data/journal.ts`; the shell stores bytes. */
export type JournalLine = string;

/** Which store a journal belongs to: one person in one company. */
export type StoreName = { readonly spaceId: string; readonly personId: string };

export type OpenedJournal = {
  readonly lines: readonly JournalLine[];
  /** Damaged records that were set aside in a file beside the journal. */
  readonly setAside: number;
};

/** A file kept for a store. What it means belongs to `renderer/data/blobs.ts`. */
export type HeldFile = {
  readonly sha256: string;
  readonly isSent: boolean;
  readonly at: number;
  /** As it lies on the disk. */
  readonly bytes: number;
};

/** What a store is sealed with: 32 bytes in base64, and the uuid that names them. */
export type StoreKey = { readonly id: string; readonly key: string };

export type OpenedKey =
  | { readonly kind: 'open'; readonly key: StoreKey }
  /** What is kept is sealed with this key, and the keychain does not open it: the server may have a copy. */
  | { readonly kind: 'lost'; readonly id: string }
  /** The system has no keychain: nothing is sealed. */
  | { readonly kind: 'none' };

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ShellError };
export type ShellError =
  | 'invalid-arguments'
  /** Another window leads with a newer epoch. */
  | 'stale-leader'
  | 'disk-full'
  | 'not-open'
  | 'failed';

export type DesktopInfo = {
  readonly version: string;
  readonly platform: string;
  /** The server this app talks to, such as `http://127.0.0.1:4820`. */
  readonly server: string;
  /** False where the system has no keychain: the session then ends with the app. */
  readonly remembersSession: boolean;
};

/** Every invokable channel: its arguments (one object) and its result. */
export type Channels = {
  'app:info': { args: null; result: DesktopInfo };
  /** The token kept in the keychain for this server, or one handed over by the launcher; null when there is none. */
  'session:read': { args: null; result: string | null };
  'session:write': { args: { readonly token: string | null }; result: null };
  /** The key of a store, made where it never had one. Nothing of a store is opened before it. */
  'key:open': { args: StoreName; result: OpenedKey };
  /** Ends the question of a lost key: the server's copy, or null where nobody has it and a new one is to be made. */
  'key:settle': { args: StoreName & { readonly copy: StoreKey | null }; result: OpenedKey };
  /** Destroys the key of a store, its journal and its files. */
  'store:destroy': { args: StoreName; result: null };
  /** Opens (and locks) the journal. `epoch` grows with every new leader; an older one is refused from then on. */
  'journal:open': { args: StoreName & { readonly epoch: number }; result: OpenedJournal };
  /** Resolves after the bytes are on disk (fsync). */
  'journal:append': {
    args: StoreName & { readonly epoch: number; readonly lines: readonly JournalLine[] };
    result: null;
  };
  /** Replaces the whole journal: temporary file, fsync, rename, fsync of the folder. */
  'journal:compact': {
    args: StoreName & { readonly epoch: number; readonly lines: readonly JournalLine[] };
    result: null;
  };
  /** Resolves after the bytes are on disk. */
  'blob:put': {
    args: StoreName & { readonly sha256: string; readonly bytes: Uint8Array; readonly isSent: boolean };
    result: null;
  };
  'blob:read': { args: StoreName & { readonly sha256: string }; result: Uint8Array<ArrayBuffer> | null };
  'blob:mark-sent': { args: StoreName & { readonly sha256: string }; result: null };
  'blob:remove': { args: StoreName & { readonly sha256: string }; result: null };
  'blob:list': { args: StoreName; result: readonly HeldFile[] };
  'notify:show': {
    args: { readonly title: string; readonly body: string; readonly caseId: string };
    result: null;
  };
  'badge:set': { args: { readonly count: number }; result: null };
  'link:open': { args: { readonly url: string }; result: null };
};
export type Channel = keyof Channels;

/** What the shell tells the renderer. */
export type ShellEvent =
  | { readonly kind: 'open-case'; readonly caseId: string }
  | { readonly kind: 'command'; readonly command: 'new-case' | 'palette' };
export const shellEventChannel = 'shell:event';

/** `window.desktop`, there only in the desktop app. */
export type Desktop = {
  readonly info: () => Promise<Answer<DesktopInfo>>;
  readonly readSession: () => Promise<Answer<string | null>>;
  readonly writeSession: (token: string | null) => Promise<Answer<null>>;
  readonly openKey: (store: StoreName) => Promise<Answer<OpenedKey>>;
  readonly settleKey: (store: StoreName, copy: StoreKey | null) => Promise<Answer<OpenedKey>>;
  readonly destroyStore: (store: StoreName) => Promise<Answer<null>>;
  readonly openJournal: (store: StoreName, epoch: number) => Promise<Answer<OpenedJournal>>;
  readonly appendJournal: (
    store: StoreName,
    epoch: number,
    lines: readonly JournalLine[],
  ) => Promise<Answer<null>>;
  readonly compactJournal: (
    store: StoreName,
    epoch: number,
    lines: readonly JournalLine[],
  ) => Promise<Answer<null>>;
  readonly putBlob: (
    store: StoreName,
    sha256: string,
    bytes: Uint8Array,
    isSent: boolean,
  ) => Promise<Answer<null>>;
  readonly readBlob: (store: StoreName, sha256: string) => Promise<Answer<Uint8Array<ArrayBuffer> | null>>;
  readonly markBlobSent: (store: StoreName, sha256: string) => Promise<Answer<null>>;
  readonly removeBlob: (store: StoreName, sha256: string) => Promise<Answer<null>>;
  readonly listBlobs: (store: StoreName) => Promise<Answer<readonly HeldFile[]>>;
  readonly notify: (title: string, body: string, caseId: string) => Promise<Answer<null>>;
  readonly setBadge: (count: number) => Promise<Answer<null>>;
  readonly openLink: (url: string) => Promise<Answer<null>>;
  readonly onEvent: (listener: (event: ShellEvent) => void) => () => void;
};
