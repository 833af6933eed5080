/**
 * The store of one person in one window: what the interface reads and writes.
 *
 * Every window shows the same; one of them leads. Work is on screen at once,
 * and this window offers it to whoever leads until it is kept.
 */

import { readArchive } from '#renderer/data/archive-text.ts';
import type { Blobs, Bytes } from '#renderer/data/blobs.ts';
import type {
  Fetched,
  Mutated,
  NotKeeping,
  RaiaClient,
  SyncState,
  TakenIn,
  Unsent,
} from '#renderer/data/client.ts';
import { createDraftBook } from '#renderer/data/draft-book.ts';
import type { HotView } from '#renderer/data/hot-view.ts';
import type { Journal } from '#renderer/data/journal.ts';
import { JournalError } from '#renderer/data/journal-error.ts';
import { createListeners } from '#renderer/data/listeners.ts';
import { createLocalView, type ListedWork } from '#renderer/data/local-view.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import { type Pages, PagesError } from '#renderer/data/pages.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { takeInDrafts, writtenDrafts } from '#renderer/data/unsent.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { newId, type RandomBytes } from '#shared/lib/ids.ts';
import { toInstant } from '#shared/lib/instant.ts';
import type { FetchQuery } from '#shared/protocol/messages.ts';
import type { Session } from '#shared/protocol/session.ts';
import type { BlobTransport } from './blob-transport.ts';
import { createFiles } from './files.ts';
import type { Folding } from './folder.ts';
import { type Following, follow } from './following.ts';
import { type Locks, seekLeadership } from './leader.ts';
import { type Leading, lead } from './leading.ts';
import { createLoader } from './loader.ts';
import { searchArchive } from './search-archive.ts';
import type { Transport } from './transport.ts';
import { noUploads } from './uploads.ts';
import type { Channel, KeeperEvents, Status } from './windows.ts';

export type WindowPorts = {
  readonly session: Session;
  /** As in `RaiaClient`. */
  readonly isSealed: boolean;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly blobs: Blobs;
  readonly blobTransport: BlobTransport;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  readonly journal: Journal;
  readonly pages: Pages;
  readonly hot: HotView;
  readonly channel: Channel;
  readonly locks: Locks;
  /** Of what is written here: later with each call, in every window of this computer. */
  readonly stamp: () => number;
  readonly folding: Folding;
};

type Unkept = {
  readonly work: Work;
  readonly rowIds: readonly string[];
  readonly kept: (isNews: boolean) => void;
};

const openAgainMs = 1000;

export function openWindowStore(ports: WindowPorts): RaiaClient {
  const { session, clock, random, channel, locks } = ports;
  const view = createLocalView(toActor(session.person));
  const loader = createLoader(ports.pages, clock);
  const syncListeners = createListeners();
  /** Made here and not known to be kept, in order. */
  const unkept = new Map<string, Unkept>();
  let listed: readonly ListedWork[] = [];
  let status: Status = {
    connection: 'connecting',
    files: noUploads,
    lastContactAt: null,
    notKeeping: null,
    setAside: 0,
    isFirstSync: true,
    beginning: null,
    clockOffsetMs: 0,
    mendings: [],
  };
  let isLoaded = false;
  let isClosed = false;
  let leading: Leading | undefined;
  let following: Following | undefined;

  const now = (): number => clock.now() + status.clockOffsetMs;
  const makeId = (): string => newId(toInstant(now()), random);
  const keeper = (): Leading | Following | undefined => leading ?? following;
  const files = createFiles(ports);
  const drafts = createDraftBook({ stamp: ports.stamp, keep: (change) => keeper()?.keepDrafts([change]) });

  function setList(list: readonly ListedWork[], change?: HeldUpdate): void {
    listed = list;
    view.update([...list, ...unlisted().map((work) => ({ work, isVoid: false }))], change);
    syncListeners.emit();
  }

  /** Made here, and not yet in the list of whoever leads. */
  function unlisted(): readonly Work[] {
    const known = new Set(listed.map(({ work }) => work.m));
    return [...unkept.values()].map(({ work }) => work).filter(({ m }) => !known.has(m));
  }

  const events: KeeperEvents = {
    onList: setList,
    onKept: (ms, ended = []) => {
      for (const m of ms) {
        unkept.get(m)?.kept(!ended.includes(m));
        unkept.delete(m);
      }
      syncListeners.emit();
    },
    onDrafts: (changes, isKept) => changes.filter((change) => drafts.receive(change, isKept)),
    keptDrafts: drafts.kept,
    onStatus: (next) => {
      status = { ...next, lastContactAt: next.lastContactAt ?? status.lastContactAt };
      syncListeners.emit();
    },
    onLoaded: () => {
      if (isLoaded) return;
      isLoaded = true;
      syncListeners.emit();
    },
    unkept: () => ({ works: [...unkept.values()].map(({ work }) => work), drafts: drafts.unkept() }),
    listed: () => listed,
  };

  function startFollowing(): void {
    leading?.stop();
    leading = undefined;
    following?.stop();
    following = isClosed ? undefined : follow({ channel, clock, loader, events });
  }

  /** Grows whenever the lead is taken or lost, so that a slow opening knows that it is too late. */
  let turn = 0;

  async function startLeading(): Promise<void> {
    turn += 1;
    const mine = turn;
    if (leading !== undefined) startFollowing();
    const isWanted = (): boolean => mine === turn && !isClosed;
    // Another window took over and we shall hear of it; if not, the lead is taken once more.
    const onStale = (): void => {
      if (!isWanted()) return;
      startFollowing();
      clock.after(openAgainMs, () => isWanted() && void startLeading());
    };
    try {
      const opened = await lead(
        {
          ...{ ...ports, files, loader, newId: makeId, rows: view.rows, held: view.held },
          ...{ owner: session.person.id, events, onStale },
        },
        isWanted,
      );
      if (opened === undefined) return letGoOfJournal();
      following?.stop();
      following = undefined;
      leading = opened;
      syncListeners.emit();
    } catch (error) {
      // The work stays in memory until it opens.
      events.onStatus({ ...status, notKeeping: reasonOf(error) });
      if (!isWanted()) return letGoOfJournal();
      clock.after(openAgainMs, () => (isWanted() ? void startLeading() : letGoOfJournal()));
    }
  }

  /** After an opening that came to nothing: whoever leads next would have to take a copy. */
  function letGoOfJournal(): void {
    // Where this window holds the lock again, the same journal is being opened anew.
    if (!isHolding || isClosed) void ports.journal.close().catch(() => undefined);
  }

  channel.onMessage((envelope) => {
    if (isClosed) return;
    if (envelope.to === 'leader') {
      if (isHolding) channel.post({ to: 'followers', message: { kind: 'alive' } });
      leading?.receive(envelope.message);
    } else if (!isHolding) {
      leadership.heard();
      following?.receive(envelope.message);
    }
  });

  let isHolding = false;
  startFollowing();
  const leadership = seekLeadership({
    locks,
    clock,
    name: `raia-${session.space.id}-${session.person.id}`,
    ping: () => channel.post({ to: 'leader', message: { kind: 'ping' } }),
    onLead: () => {
      isHolding = true;
      void startLeading();
    },
    onLost: () => {
      isHolding = false;
      turn += 1;
      startFollowing();
    },
  });

  const mutate: RaiaClient['mutate'] = (name, args): Mutated => {
    const settling = name === 'refusal.settle' ? view.findVoid(String(Object(args).refusalId)) : undefined;
    if (settling !== undefined) {
      keeper()?.dismiss(settling.m);
      return { kind: 'applied', m: settling.m, kept: Promise.resolve() };
    }
    const proposal = view.propose(name, args, { m: makeId(), at: toInstant(now()) });
    if (proposal.kind === 'refused') return proposal;
    const { work, rowIds } = proposal;
    const kept = new Promise<void>((resolve) => unkept.set(work.m, { work, rowIds, kept: () => resolve() }));
    keeper()?.keep([work]);
    syncListeners.emit();
    return { kind: 'applied', m: work.m, kept };
  };

  /** Already on its way or done, it is passed over by whoever keeps it. */
  function takeIn({ works, drafts: carried }: Unsent): TakenIn {
    const known = new Set([...listed.map(({ work }) => work.m), ...unkept.keys()]);
    const news = works.filter(({ m }) => !known.has(m));
    const kept = news.map(
      (work) => new Promise<boolean>((resolve) => unkept.set(work.m, { work, rowIds: [], kept: resolve })),
    );
    setList(listed);
    keeper()?.keep(news);
    return {
      ...takeInDrafts(drafts, carried),
      // What was done here long ago is in the rows and no longer over them.
      kept: Promise.all(kept).then((areNews) => {
        setList(listed);
        return areNews.filter((isNews) => isNews).length;
      }),
    };
  }

  async function fetchCase(query: FetchQuery): Promise<Fetched> {
    const text = await ports.transport.archive(query).catch(() => undefined);
    const changes = text === undefined ? undefined : await readArchive(text, clock);
    if (changes === undefined) return { kind: 'offline' };
    const caseId = changes.find(({ kind }) => kind === 'case')?.id;
    if (caseId === undefined) return { kind: 'not-there' };
    setList(listed, { changes, isAll: false });
    return { kind: 'here', caseId };
  }

  function state(): SyncState {
    const { clockOffsetMs: _clockOffsetMs, ...shown } = status;
    const open = listed.filter(({ isVoid }) => !isVoid);
    const refusals = view.rows.all('refusal').filter(({ doc }) => doc.settledAt === null);
    const counts = { pending: open.length + unlisted().length, refused: refusals.length };
    return { ...shown, ...counts, isLoaded, isLeader: leading !== undefined };
  }

  const briefly = (): Promise<void> => new Promise((resolve) => clock.after(50, resolve));

  return {
    session,
    actor: view.actor,
    isSealed: ports.isSealed,
    rows: view.rows,
    drafts,
    files,
    mutate,
    fetchCase,
    searchArchive: (words) => searchArchive(ports.transport, words),
    readSizes: () => ports.pages.sizes().catch(() => new Map()),
    hot: {
      read: ports.hot.read,
      // A list that is still on screen while everything is being forgotten.
      keep: (text) => void (isClosed || ports.hot.keep(loader.generation(), text)),
    },
    searchIndex: {
      // Without it the articles are indexed again.
      read: () => ports.pages.searchIndex().catch(() => null),
      keeper: () => {
        if (leading === undefined) return null;
        const generation = loader.generation();
        return (bytes) => void ports.pages.keepSearchIndex(generation, bytes).catch(() => undefined);
      },
    },
    unsent: () => ({
      works: [...listed.map(({ work }) => work), ...unlisted()],
      drafts: writtenDrafts(drafts).map(({ key, text }) => ({ key, text })),
    }),
    takeIn,
    sync: {
      state,
      isKept: (rowId) => ![...unkept.values()].some(({ rowIds }) => rowIds.includes(rowId)),
      subscribe: syncListeners.subscribe,
      nudge: () => keeper()?.nudge(),
    },
    newId: makeId,
    now,
    close: async () => {
      for (let waits = 0; waits < 40 && unkept.size + drafts.unkept().length > 0; waits += 1) await briefly();
      isClosed = true;
      leadership.stop();
      leading?.stop();
      following?.stop();
      channel.close();
      await ports.pages.close();
    },
  };
}

/** Null where a later leader was there already: it keeps. */
function reasonOf(error: unknown): NotKeeping | null {
  const kind = error instanceof PagesError || error instanceof JournalError ? error.kind : 'failed';
  if (kind === 'stale-leader') return null;
  return kind === 'disk-full' ? 'disk-full' : 'failed';
}
