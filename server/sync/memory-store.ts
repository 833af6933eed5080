/** The store port in memory: for simulations and tests of everything above it. */
import { randomUUID } from 'node:crypto';
import { attachmentSchema } from '#shared/domain/case/attachment.ts';
import { type TeamId, teamIdSchema } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import { addSums, emptySum, rowSum } from '#shared/protocol/sums.ts';
import { findArchived, findByWords, findClosed, findPinned } from './memory-archive.ts';
import { createMemorySnapshots, type MemorySnapshots } from './memory-snapshots.ts';
import { findDue } from './memory-timers.ts';
import type {
  ArchiveQuestion,
  Asker,
  Asking,
  Change,
  Commit,
  Cursor,
  DoneMutation,
  GatheredRow,
  KnownClient,
  LockedSpace,
  PullQuestion,
  PullReading,
  RowPlace,
  RowWrite,
  SpaceHead,
  SpaceMoment,
  Store,
  SumChange,
  Sweep,
  Term,
  Waypoint,
} from './ports.ts';
import { SpaceMissingError } from './ports.ts';
import { toChange } from './to-change.ts';
import { toSums } from './to-sums.ts';

type FeedEntry = { readonly ver: number; readonly gone: boolean };
type Feed = {
  readonly entries: Map<string, FeedEntry>;
  /** Ids in the order of their versions; an entry overwritten since stands here twice. */
  readonly order: { readonly id: string; readonly ver: number }[];
};

type SpaceState = {
  head: SpaceHead;
  readonly rows: Map<string, RowWrite>;
  readonly children: Map<string, Set<string>>;
  readonly feeds: Map<string, Feed>;
  readonly scopesOfRow: Map<string, Set<string>>;
  /** By scope and kind. */
  readonly sums: Map<string, SumChange>;
  readonly clients: Map<string, KnownClient>;
  done: DoneMutation[];
  terms: Term[];
  waypoints: readonly Waypoint[];
  /** Settles when whoever works on the space is through. */
  turn: Promise<unknown>;
};

export type MemoryStore = Store & {
  readonly createSpace: (space: { id: string; name: string }) => void;
  /**
   * As it is now, started anew and on its own from then on. New cases get numbers after so many. Snapshots
   * stay common to both, whichever of them they were made of.
   */
  readonly copy: (numbersToSpare: number) => MemoryStore;
};

export function createMemoryStore(
  spaces = new Map<string, SpaceState>(),
  snapshots = createMemorySnapshots(),
): MemoryStore {
  /** Readers take turns with writers: nothing changes under either. */
  function inTurn<T>(id: string, work: (space: SpaceState) => Promise<T>): Promise<T> {
    const space = spaces.get(id);
    if (space === undefined) return Promise.reject(new SpaceMissingError(`No space ${id}`));
    const mine = space.turn.then(() => work(space));
    space.turn = mine.catch(() => {});
    return mine;
  }

  return {
    createSpace: ({ id, name }) => {
      spaces.set(id, emptySpace(name));
    },
    locked: (id, work) =>
      inTurn(id, async (space) => {
        const staged: (() => void)[] = [];
        const result = await work(lockedView(space, staged));
        for (const apply of staged) apply();
        return result;
      }),
    look: (id, work) => inTurn(id, (space) => work(momentView(id, space, snapshots))),
    readPulls: (id, question) => inTurn(id, async (space) => readPulls(space, question)),
    // Looks into the rows themselves whenever it is asked.
    readForArchive: async () => false,
    keepSnapshot: snapshots.keepSnapshot,
    dropSnapshots: snapshots.dropSnapshots,
    copy: (numbersToSpare) => {
      const copies = [...spaces].map(([id, space]) => [id, copyOf(space, numbersToSpare)] as const);
      return createMemoryStore(new Map(copies), snapshots);
    },
  };
}

function copyOf({ turn: _turn, ...space }: SpaceState, numbersToSpare: number): SpaceState {
  const { head, ...rest } = structuredClone(space);
  return {
    ...rest,
    head: { ...head, nextNumber: head.nextNumber + numbersToSpare, start: randomUUID() },
    turn: Promise.resolve(),
  };
}

function emptySpace(name: string): SpaceState {
  return {
    head: { name, ver: 0, nextNumber: 1, horizon: 0, start: randomUUID() },
    rows: new Map(),
    children: new Map(),
    feeds: new Map(),
    scopesOfRow: new Map(),
    sums: new Map(),
    clients: new Map(),
    done: [],
    terms: [],
    waypoints: [],
    turn: Promise.resolve(),
  };
}

function lockedView(space: SpaceState, staged: (() => void)[]): LockedSpace {
  return {
    head: space.head,
    gather: async (ids) => gather(space, ids),
    findAttachments: async (hashes) => findAttachments(space, hashes),
    findPinned: async (caseIds) => findPinned(space.rows, caseIds),
    findClients: async (ids) => findClients(space, ids),
    findDone: async (ms) => space.done.filter((entry) => ms.includes(entry.m)),
    findTerm: async () => space.terms.at(-1),
    appendTerm: async (term) => void staged.push(() => space.terms.push(term)),
    waypoints: async () => space.waypoints,
    sweep: async (what) => void staged.push(() => sweep(space, what)),
    commit: async (commit) => void staged.push(() => apply(space, commit)),
  };
}

function momentView(spaceId: string, space: SpaceState, snapshots: MemorySnapshots): SpaceMoment {
  return {
    head: space.head,
    teams: async () => teamsOf(space),
    gather: async (ids) => gather(space, ids),
    findAttachments: async (hashes) => findAttachments(space, hashes),
    attachedBytes: async () => {
      const present = attachmentsOf(space).filter(({ doc }) => doc.state === 'present');
      const sizes = new Map(present.map(({ doc }) => [doc.sha256, doc.bytes]));
      return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
    familyOf: async (id) =>
      [id, ...(space.children.get(id) ?? [])]
        .flatMap((one) => space.rows.get(one) ?? [])
        .map((row) => toChange(row, row.ver))
        .sort((one, other) => one.ver - other.ver),
    findClosed: async (before, after, limit) => findClosed(space.rows, before, after, limit),
    findDue: async (by, after, limit) => findDue(space.rows, by, after, limit),
    findArchived: async (name) => gather(space, findArchived(space.rows, name)),
    searchArchive: async (question) => searchArchive(space, question),
    terms: async () => [...space.terms],
    rowsOf: async (scope, after, limit) => rowsOf(space, scope, after, limit),
    countSince: async (cursor, limit) => Math.min(countSince(space, cursor), limit),
    findSnapshot: async (scope) => snapshots.find(spaceId, scope),
    findPage: async (scope, hash) => snapshots.findPage(spaceId, scope, hash),
  };
}

function readPulls(space: SpaceState, { asking, cursors, summed = [], limit }: PullQuestion): PullReading {
  return {
    head: space.head,
    terms: [...space.terms],
    teams: teamsOf(space),
    askers: asking.map((each) => findAsker(space, each)),
    changes: cursors.map((cursor) => changesSince(space, cursor).slice(0, limit)),
    sums: toSums(
      summed,
      [...space.sums.values()].filter(({ scope, rows }) => summed.includes(scope) && rows !== 0),
    ),
  };
}

function teamsOf(space: SpaceState): readonly TeamId[] {
  const teams = [...space.rows.values()].filter(({ kind }) => kind === 'team');
  return teams.map(({ id }) => teamIdSchema.parse(id));
}

function gather(space: SpaceState, ids: readonly string[]): readonly GatheredRow[] {
  return ids.flatMap((id) => {
    const row = space.rows.get(id);
    if (row === undefined) return [];
    const scopes = [...(space.scopesOfRow.get(id) ?? [])];
    const isGone = (scope: string) => space.feeds.get(scope)?.entries.get(id)?.gone ?? false;
    return [{ ...row, scopes: scopes.filter((scope) => !isGone(scope)), left: scopes.filter(isGone) }];
  });
}

function searchArchive(space: SpaceState, { words, scopes, limit }: ArchiveQuestion): readonly GatheredRow[] {
  return gather(space, findByWords(space.rows, words))
    .filter((row) => row.scopes.some((scope) => scopes.includes(scope)))
    .slice(0, limit);
}

function attachmentsOf(space: SpaceState) {
  const rows = [...space.rows.values()].filter(({ kind }) => kind === 'attachment');
  return rows.map(({ id, doc }) => ({ id, doc: attachmentSchema.parse(JSON.parse(doc)) }));
}

function findAttachments(space: SpaceState, hashes: readonly string[]): readonly GatheredRow[] {
  const named = attachmentsOf(space).filter(({ doc }) => hashes.includes(doc.sha256));
  return gather(
    space,
    named.map(({ id }) => id),
  );
}

function findClients(space: SpaceState, ids: readonly string[]): readonly KnownClient[] {
  return ids.flatMap((id) => space.clients.get(id) ?? []);
}

function findAsker(space: SpaceState, { person, client, settled }: Asking): Asker {
  const known = space.clients.get(client);
  const isOwn = known?.person === person;
  const done = space.done.filter((entry) => isOwn && entry.client === client && entry.mid > settled);
  return {
    row: space.rows.get(person) ?? null,
    lastMid: isOwn ? known.lastMid : 0,
    done: done.sort((a, b) => a.mid - b.mid).map(({ m, mid, outcome }) => ({ m, mid, outcome })),
  };
}

function apply(space: SpaceState, commit: Commit): void {
  space.head = { ...space.head, ver: commit.ver, nextNumber: commit.nextNumber };
  for (const move of commit.moves) {
    for (const id of space.children.get(move.parent) ?? []) {
      if (move.but.includes(id)) continue;
      for (const scope of move.from) moveTo(space, scope, id, { ver: move.ver, gone: true });
      for (const scope of move.to) moveTo(space, scope, id, { ver: move.ver, gone: false });
    }
  }
  for (const change of commit.sums) addToSum(space, change);
  for (const row of commit.rows) {
    space.rows.set(row.id, row);
    if (row.parent !== null) setOf(space.children, row.parent).add(row.id);
  }
  for (const { scope, id, ver, gone } of [...commit.feeds].sort((a, b) => a.ver - b.ver))
    setFeed(space, scope, id, { ver, gone });
  for (const client of commit.clients) space.clients.set(client.id, client);
  space.done.push(...commit.done);
}

function sweep(space: SpaceState, { waypoint, horizon, doneTo }: Sweep): void {
  const waypoints = waypoint === null ? space.waypoints : [...space.waypoints, waypoint];
  space.waypoints = waypoints.filter(({ ver }) => ver >= doneTo);
  space.head = { ...space.head, horizon };
  for (const [scope, { entries }] of space.feeds)
    for (const [id, { ver, gone }] of entries)
      if (gone && ver <= horizon) {
        entries.delete(id);
        space.scopesOfRow.get(id)?.delete(scope);
      }
  space.terms = space.terms.filter((_term, n) => (space.terms[n + 1]?.fromVer ?? horizon) >= horizon);
  space.done = space.done.filter(({ ver }) => ver > doneTo);
  const active = new Set(space.done.map(({ client }) => client));
  for (const id of space.clients.keys()) if (!active.has(id)) space.clients.delete(id);
}

function moveTo(space: SpaceState, scope: string, id: string, entry: FeedEntry): void {
  setFeed(space, scope, id, entry);
  const { kind, ver } = must(space.rows.get(id), 'a child');
  addToSum(space, { scope, kind, ...rowSum(id, ver, entry.gone ? -1 : 1) });
}

function addToSum(space: SpaceState, { scope, kind, ...change }: SumChange): void {
  const name = `${scope} ${kind}`;
  space.sums.set(name, { scope, kind, ...addSums(space.sums.get(name) ?? emptySum, change) });
}

function setFeed(space: SpaceState, scope: string, id: string, entry: FeedEntry): void {
  const feed: Feed = space.feeds.get(scope) ?? { entries: new Map(), order: [] };
  space.feeds.set(scope, feed);
  feed.entries.set(id, entry);
  feed.order.push({ id, ver: entry.ver });
  setOf(space.scopesOfRow, id).add(scope);
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const set = map.get(key) ?? new Set();
  map.set(key, set);
  return set;
}

function changesSince(space: SpaceState, { scope, ver: since }: Cursor): readonly Change[] {
  const feed = space.feeds.get(scope);
  if (feed === undefined) return [];
  const changes: Change[] = [];
  for (let index = feed.order.length - 1; index >= 0; index--) {
    const entry = feed.order[index];
    if (entry === undefined || entry.ver <= since) break;
    const now = feed.entries.get(entry.id);
    const row = space.rows.get(entry.id);
    if (now === undefined || row === undefined || now.ver !== entry.ver) continue;
    if (now.gone && since === 0) continue;
    changes.push(
      now.gone ? toChange({ ...row, doc: null }, now.ver, holdersOf(space, row.id)) : toChange(row, now.ver),
    );
  }
  return changes.sort((a, b) => a.at - b.at);
}

function countSince(space: SpaceState, { scope, ver: since }: Cursor): number {
  const entries = [...(space.feeds.get(scope)?.entries.values() ?? [])];
  return entries.filter(({ ver }) => ver > since).length;
}

function rowsOf(space: SpaceState, scope: string, after: RowPlace | null, limit: number): readonly Change[] {
  const isAfter = ({ at, id }: Change) =>
    after === null || at > after.at || (at === after.at && id > after.id);
  return changesSince(space, { scope, ver: 0 })
    .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
    .filter(isAfter)
    .slice(0, limit);
}

function holdersOf(space: SpaceState, id: string): readonly string[] {
  const scopes = [...(space.scopesOfRow.get(id) ?? [])];
  return scopes.filter((scope) => space.feeds.get(scope)?.entries.get(id)?.gone === false);
}
