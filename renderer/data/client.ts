/**
 * What the interface sees of data and sync: one thing to read from, one way to
 * write. `renderer/sync` builds it when a person is signed in; components reach
 * it through the hooks in `hooks.ts`.
 */
import type { Kind, Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import type { ArchivedCase, FetchQuery } from '#shared/protocol/messages.ts';
import type { Session } from '#shared/protocol/session.ts';
import type { BlobErrorKind, Bytes } from './blobs.ts';
import type { Mending } from './pages.ts';
import type { Work } from './pending-mutation.ts';

/** Rows as this computer shows them: what the server confirmed with the pending mutations run over it. */
export type RowsView = {
  readonly find: <K extends Kind>(kind: K, id: string) => Row<K> | undefined;
  /** Every row of a kind. The same array until one of them changes. */
  readonly all: <K extends Kind>(kind: K) => readonly Row<K>[];
  /** The children of a row, oldest first. The same array until one of them changes. */
  readonly childrenOf: <K extends Kind>(kind: K, parent: string) => readonly Row<K>[];
  /** Called once after every change, whatever its size. */
  readonly subscribe: (listener: () => void) => () => void;
};

/** Rows with a version from here on are predictions of pending mutations. */
export const pendingVer = 2 ** 52;

export function isPending(row: Row): boolean {
  return row.ver >= pendingVer;
}

export type Mutated =
  /** On screen at once; `kept` resolves when it is safe on this computer (fsync). */
  | { readonly kind: 'applied'; readonly m: string; readonly kept: Promise<void> }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly details: readonly string[] };

/** What the pill tells. The most urgent holds: needs you, offline, sending, up to date. */
export type SyncState = {
  /** `app-older`, `server-older`: one of the two needs an update before they understand each other. */
  readonly connection:
    | 'online'
    | 'offline'
    | 'connecting'
    | 'signed-out'
    | 'wiped'
    | 'app-older'
    | 'server-older';
  /** Mutations kept here and not yet confirmed. */
  readonly pending: number;
  /** Refused changes that wait for their author. */
  readonly refused: number;
  /** Why nothing new can be kept on this computer: said until it can. Null while it can. */
  readonly notKeeping: NotKeeping | null;
  /** Records of kept work that could not be read. They stay where they are, or beside the journal. */
  readonly setAside: number;
  /** Files of this computer on their way to the server. */
  readonly files: FilesState;
  /** What was found to differ from the server lately, and was fetched anew. */
  readonly mendings: readonly Mending[];
  readonly lastContactAt: number | null;
  /** False until the rows of this computer are in memory. */
  readonly isLoaded: boolean;
  /** True when the first pull has never finished here: there is nothing to show yet. */
  readonly isFirstSync: boolean;
  /** How far the pages of a beginning have come; null where none are fetched. */
  readonly beginning: BeginningProgress | null;
  /** This window leads, or another one of this computer does. */
  readonly isLeader: boolean;
};

/** In bytes, as they travel. */
export type BeginningProgress = { readonly come: number; readonly all: number };

/** There is no room, or what is kept here cannot be opened or written. */
export type NotKeeping = 'disk-full' | 'failed';

export type FilesState = {
  /** Kept here, and awaited by the server. */
  readonly waiting: number;
  /** The one on its way, and the share of it that has arrived. */
  readonly sending: { readonly sha256: string; readonly share: number } | null;
  /** The company's server has no room for more. */
  readonly hasNoRoom: boolean;
  /** Their bytes here are not what they were. They stay, and cannot be sent. */
  readonly damaged: readonly string[];
};

/** The bytes of files: kept here before a mutation names them, fetched when somebody asks. */
export type Files = {
  /** Resolves with the hash when the bytes are on disk. Rejects with a `BlobError`. */
  readonly keep: (bytes: Bytes) => Promise<string>;
  readonly open: (sha256: string) => Promise<OpenedFile>;
  /** Undefined where it is not on this computer, or not what it was. */
  readonly readHere: (sha256: string) => Promise<Bytes | undefined>;
  /** All that lie on this computer, unreadable ones too, with the bytes they take here; none where that cannot be told. */
  readonly held: () => Promise<ReadonlyMap<string, number>>;
  /** This window tried, and what lies here is not what was attached, or no key opens it. */
  readonly isUnreadable: (sha256: string) => boolean;
  /** Undefined while that is being found out. */
  readonly isHere: (sha256: string) => boolean | undefined;
  readonly subscribe: (listener: () => void) => () => void;
};

export type OpenedFile =
  /** `unkept` tells why no copy stays on this computer. */
  | { readonly kind: 'opened'; readonly bytes: Bytes; readonly unkept: BlobErrorKind | null }
  /** Not on this computer, and the server out of reach. */
  | { readonly kind: 'offline' }
  /** Not on this computer, and the server does not have it, or not for this person. */
  | { readonly kind: 'not-there' }
  /** What is here, or came, is not what was attached. */
  | { readonly kind: 'damaged' };

/** What came of asking the server for a case this computer does not hold. */
export type Fetched =
  /** Shown by this window until it closes, or everything is read anew. */
  | { readonly kind: 'here'; readonly caseId: string }
  | { readonly kind: 'offline' }
  /** The server does not have it, or not for this person. */
  | { readonly kind: 'not-there' };

/** What became of looking through the archive. */
export type ArchiveSearch =
  /** The one that ended last first. */
  | { readonly kind: 'found'; readonly cases: readonly ArchivedCase[]; readonly hasMore: boolean }
  | { readonly kind: 'offline' }
  /** The server is there and has no time. */
  | { readonly kind: 'busy' }
  /** The server cannot look by words yet. */
  | { readonly kind: 'server-older' };

/** Text not yet sent, kept at every key: one a case, field and author. */
export type DraftKey = string;
export type Draft = {
  readonly key: DraftKey;
  readonly text: string;
  readonly at: number;
  /** False until it is on disk. */
  readonly isKept: boolean;
};

export type Drafts = {
  readonly find: (key: DraftKey) => Draft | undefined;
  readonly write: (key: DraftKey, text: string) => void;
  /** After it was sent, or thrown away on purpose. */
  readonly drop: (key: DraftKey) => void;
  readonly keys: () => readonly DraftKey[];
  readonly subscribe: (listener: () => void) => () => void;
};

/** What only this computer has, in its order. */
export type Unsent = {
  readonly works: readonly Work[];
  /** Those with something in them. */
  readonly drafts: readonly Pick<Draft, 'key' | 'text'>[];
};

/** What came of bringing it in elsewhere. */
export type TakenIn = {
  readonly drafts: number;
  /** Drafts left out because other words stand in their place here. */
  readonly inTheWay: number;
  /** Resolves when all of it is safe on this computer, with how many changes were news here. */
  readonly kept: Promise<number>;
};

/** Where the index of the articles is kept between starts, in a form of its own, deflated. */
export type SearchStore = {
  /** Null where there is none, or it cannot be read. */
  readonly read: () => Promise<Bytes | null>;
  /** Keeps what was made of the rows there are now; null where another window leads, which keeps its own. */
  readonly keeper: () => ((bytes: Bytes) => void) | null;
};

export type RaiaClient = {
  /** As at the sign-in. */
  readonly session: Session;
  /** What the person is called and may do by now. The same object until that changes, which `rows` tells of. */
  readonly actor: () => Actor;
  /** What this computer keeps of the person is encrypted. */
  readonly isSealed: boolean;
  readonly rows: RowsView;
  readonly drafts: Drafts;
  readonly files: Files;
  /** Bytes on disk: of the rows of each kind, of articles with their index, and under `log` of what is not yet sorted in. Nothing where it cannot be read. */
  readonly readSizes: () => Promise<ReadonlyMap<string, number>>;
  /** What the last list showed, for the time until the rows are in memory. One text: the newest. */
  readonly hot: {
    readonly read: () => Promise<string | null>;
    readonly keep: (text: string) => void;
  };
  readonly searchIndex: SearchStore;
  readonly mutate: <N extends MutatorName>(name: N, args: MutatorArgs<N>) => Mutated;
  /** By its id, or by what people call it. */
  readonly fetchCase: (query: FetchQuery) => Promise<Fetched>;
  /** Cases at the server that no computer holds, by words of theirs and of their customers. */
  readonly searchArchive: (words: string) => Promise<ArchiveSearch>;
  readonly unsent: () => Unsent;
  /** Work of the same person in the same company. What is here already, or was once, happens no second time. */
  readonly takeIn: (unsent: Unsent) => TakenIn;
  readonly sync: {
    readonly state: () => SyncState;
    /** False while work that wrote this row is on its way to the disk: nothing may say that it is kept. */
    readonly isKept: (rowId: string) => boolean;
    readonly subscribe: (listener: () => void) => () => void;
    /** Try now. */
    readonly nudge: () => void;
  };
  readonly newId: () => string;
  readonly now: () => number;
  readonly close: () => Promise<void>;
};
