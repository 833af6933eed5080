/** The store port in memory: for simulations and tests of everything above it. */
import { randomUUID } from 'node:crypto';
import { attachmentSchema } from '#shared/domain/case/attachment.ts';
import { teamIdSchema } from '#shared/domain/people/person.ts';
import type {
  Change,
  Commit,
  Cursor,
  DoneMutation,
  GatheredRow,
  KnownClient,
  LockedSpace,
  RowWrite,
  SpaceHead,
  SpaceSnapshot,
  Store,
  Sweep,
  Term,
  Waypoint,
} from './ports.ts';
import { SpaceMissingError } from './ports.ts';

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
  readonly clients: Map<string, KnownClient>;
  done: DoneMutation[];
  terms: Term[];
  waypoints: readonly Waypoint[];
  /** Settles when whoever works on the space is through. */
  turn: Promise<unknown>;
};

export type MemoryStore = Store & {
  readonly createSpace: (space: { id: string; name: string }) => void;
  /** As it is now, started anew and on its own from then on. New cases get numbers after so many. */
  readonly copy: (numbersToSpare: number) => MemoryStore;
};

export function createMemoryStore(spaces = new Map<string, SpaceState>()): MemoryStore {
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
    snapshot: (id, work) => inTurn(id, (space) => work(snapshotView(space))),
    copy: (numbersToSpare) =>
      createMemoryStore(new Map([...spaces].map(([id, space]) => [id, copyOf(space, numbersToSpare)]))),
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
    findClients: async (ids) => findClients(space, ids),
    findDone: async (ms) => space.done.filter((entry) => ms.includes(entry.m)),
    findTerm: async () => space.terms.at(-1),
    appendTerm: async (term) => void staged.push(() => space.terms.push(term)),
    waypoints: async () => space.waypoints,
    sweep: async (what) => void staged.push(() => sweep(space, what)),
    commit: async (commit) => void staged.push(() => apply(space, commit)),
  };
}

function snapshotView(space: SpaceState): SpaceSnapshot {
  return {
    head: space.head,
    terms: async () => [...space.terms],
    teams: async () =>
      [...space.rows.values()].filter(({ kind }) => kind === 'team').map(({ id }) => teamIdSchema.parse(id)),
    gather: async (ids) => gather(space, ids),
    findAttachments: async (hashes) => findAttachments(space, hashes),
    attachedBytes: async () => {
      const present = attachmentsOf(space).filter(({ doc }) => doc.state === 'present');
      const sizes = new Map(present.map(({ doc }) => [doc.sha256, doc.bytes]));
      return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
    findClients: async (ids) => findClients(space, ids),
    doneSince: async (client, after) =>
      space.done
        .filter((entry) => entry.client === client && entry.mid > after)
        .sort((a, b) => a.mid - b.mid),
    changesSince: async (cursors) => changesSince(space, cursors),
  };
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

function apply(space: SpaceState, commit: Commit): void {
  space.head = { ...space.head, ver: commit.ver, nextNumber: commit.nextNumber };
  for (const move of commit.moves) {
    for (const id of space.children.get(move.parent) ?? []) {
      for (const scope of move.from) setFeed(space, scope, id, { ver: move.ver, gone: true });
      for (const scope of move.to) setFeed(space, scope, id, { ver: move.ver, gone: false });
    }
  }
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

function changesSince(space: SpaceState, cursors: readonly Cursor[]): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const { scope, ver } of cursors) {
    const feed = space.feeds.get(scope);
    if (feed === undefined) continue;
    for (let index = feed.order.length - 1; index >= 0; index--) {
      const entry = feed.order[index];
      if (entry === undefined || entry.ver <= ver) break;
      const now = feed.entries.get(entry.id);
      const row = space.rows.get(entry.id);
      if (now === undefined || row === undefined || now.ver !== entry.ver) continue;
      if (now.gone && (ver === 0 || isHeld(space, entry.id, cursors))) continue;
      const before = changes.get(row.id);
      const at = Math.min(now.ver, before?.at ?? now.ver);
      const { id, kind, parent } = row;
      changes.set(id, {
        id,
        kind,
        parent,
        ver: now.gone ? now.ver : row.ver,
        at,
        doc: now.gone ? null : row.doc,
      });
    }
  }
  return [...changes.values()].sort((a, b) => a.at - b.at || a.ver - b.ver);
}

function isHeld(space: SpaceState, id: string, cursors: readonly Cursor[]): boolean {
  return cursors.some(({ scope }) => space.feeds.get(scope)?.entries.get(id)?.gone === false);
}
