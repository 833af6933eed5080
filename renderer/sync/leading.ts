/**
 * The window that leads: opens the journal, keeps the work of every window of
 * this computer, speaks with the server, and tells the others.
 */
import type { Blobs, Bytes } from '#renderer/data/blobs.ts';
import type { Files, RowsView } from '#renderer/data/client.ts';
import type { DraftChange } from '#renderer/data/draft-book.ts';
import type { HeldRows } from '#renderer/data/held-rows.ts';
import type { HotView } from '#renderer/data/hot-view.ts';
import { foldJournal, type Journal } from '#renderer/data/journal.ts';
import { createJournalWriter } from '#renderer/data/journal-writer.ts';
import type { ListedWork } from '#renderer/data/local-view.ts';
import type { Pages } from '#renderer/data/pages.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import type { Clock } from '#renderer/data/ports.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { BlobTransport } from './blob-transport.ts';
import { createConfirmed } from './confirmed.ts';
import { startFilesOfLeader } from './files-of-leader.ts';
import type { Folding } from './folder.ts';
import { createLastContact } from './last-contact.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Loader } from './loader.ts';
import { openShort } from './open-short.ts';
import { noContact, type SyncClient, startSyncClient } from './sync-client.ts';
import type { Transport } from './transport.ts';
import { noUploads, type Uploads } from './uploads.ts';
import type { Channel, Keeper, KeeperEvents, Status, ToFollowers, ToLeader } from './windows.ts';

export type Leading = Keeper & { readonly receive: (message: ToLeader) => void };

export type LeadingOptions = {
  readonly journal: Journal;
  readonly pages: Pages;
  readonly hot: HotView;
  readonly loader: Loader;
  readonly transport: Transport;
  readonly blobs: Blobs;
  /** As this window reads them. */
  readonly files: Files;
  readonly blobTransport: BlobTransport;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  /** As this window shows them. */
  readonly rows: RowsView;
  /** As the server confirmed them. */
  readonly held: () => HeldRows;
  readonly owner: PersonId;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly folding: Folding;
  readonly random: RandomBytes;
  readonly newId: () => string;
  readonly events: KeeperEvents;
  /** A newer leader writes now. */
  readonly onStale: () => void;
};

const loadAgainMs = 1000;

/** Opens the journal under a new epoch. Rejects when it cannot be opened now. */
export async function lead(options: LeadingOptions, isWanted: () => boolean): Promise<Leading | undefined> {
  const { journal, pages, transport, channel, clock, random, newId, events, onStale } = options;
  // The clock, so that a wiped store still has an epoch above what the shell has seen.
  const epoch = await pages.takeLead(clock.now());
  const { records, setAside } = await openShort(journal, epoch, clock.now());
  const state = foldJournal(records);
  const meta = await pages.meta();
  if (!isWanted()) return undefined;
  const listed = events.listed();

  let sync: SyncClient | undefined;
  let files: Uploads | undefined;
  let isStopped = false;
  let isLoaded = false;
  /** Nobody listens until a message came from another window. */
  let hasFollowers = false;
  let cancelTelling: (() => void) | undefined;

  const writer = createJournalWriter({
    journal,
    clock,
    onDraftKept: (change) => {
      events.onDrafts([change], true);
      post({ kind: 'drafts', changes: [change] });
    },
    onFailingChange: () => tell(),
    onStale,
  });
  const ledger: Ledger = createLedger({
    state,
    write: writer.write,
    newId,
    onChange: () => {
      if (isStopped) return;
      events.onList(keptList());
      tell();
      sync?.workWaits();
    },
  });
  const confirmed = createConfirmed({
    ...options,
    ledger,
    epoch,
    meta,
    setAside,
    onPublished: (change) => events.onList(keptList(), change),
    onWanting: () => sync?.nudge(),
  });
  const lastContact = createLastContact(meta.heardAt, (at) => pages.keepHeardAt(epoch, at));
  const post = (message: ToFollowers): void => {
    if (hasFollowers) channel.post({ to: 'followers', message });
  };

  /** What is still on its way to the disk is shown by the window that made it, and by no other. */
  function keptList(): readonly ListedWork[] {
    return ledger.list().filter((item) => item.isKept);
  }

  function status(): Status {
    const contact = sync?.contact() ?? noContact;
    const { term, clockOffsetMs, mendings } = confirmed.meta();
    return {
      ...contact,
      lastContactAt: lastContact.at(),
      files: files?.state() ?? noUploads,
      notKeeping: writer.failing(),
      setAside,
      isFirstSync: term === null,
      clockOffsetMs,
      mendings,
    };
  }

  /** The others hear of many changes at once. */
  function tell(): void {
    if (isStopped) return;
    const { lastContactAt: heardAt, connection } = sync?.contact() ?? noContact;
    if (heardAt !== null) lastContact.heard(heardAt, connection === 'offline');
    const told = status();
    // Before this window closes upon hearing it.
    if (told.connection === 'wiped') post({ kind: 'state', list: keptList(), status: told });
    events.onStatus(told);
    files?.look();
    if (!hasFollowers || !isLoaded) return;
    cancelTelling ??= clock.after(0, () => {
      cancelTelling = undefined;
      post({ kind: 'state', list: keptList(), status: status() });
    });
  }

  function keep(works: readonly Work[]): void {
    const ms = works.map(({ m }) => m);
    const ended = ms.filter(ledger.hasEnded);
    void Promise.all(works.map((work) => ledger.take(work))).then(() => {
      events.onKept(ms, ended);
      post({ kind: 'kept', ms, ended });
    });
  }

  function keepDrafts(changes: readonly DraftChange[]): void {
    for (const change of changes) writer.writeDraft(change);
  }

  /** Of another window. What it should have known is told again. */
  function keepDraftsOf(changes: readonly DraftChange[]): void {
    keepDrafts(events.onDrafts(changes, false));
    const keys = new Set(changes.map(({ key }) => key));
    post({ kind: 'drafts', changes: events.keptDrafts().filter(({ key }) => keys.has(key)) });
  }

  async function load(): Promise<void> {
    const change = await confirmed.load();
    if (isStopped) return;
    if (change === undefined) {
      clock.after(loadAgainMs, () => void load());
      return;
    }
    events.onList(keptList(), change);
    isLoaded = true;
    events.onLoaded();
    sync = startSyncClient({
      transport,
      sha256Of: options.sha256Of,
      clock,
      random,
      ledger,
      meta: confirmed.heard,
      comparing: confirmed.comparing,
      publish: async (news) => {
        await confirmed.publish(news);
        tell();
      },
      onChange: tell,
      onStale,
    });
    files = startFilesOfLeader({
      ...options,
      transport: options.blobTransport,
      keptDrafts: events.keptDrafts,
      isWorkSetAside: setAside > 0,
      mayRun: isIdle,
      onChange: tell,
    });
    tell();
  }

  /** The server is there, and everything written has gone. */
  function isIdle(): boolean {
    return sync?.contact().connection === 'online' && !ledger.hasUnsent();
  }

  function receive(message: ToLeader): void {
    hasFollowers = true;
    switch (message.kind) {
      case 'ping':
        break;
      case 'hello':
        post({ kind: 'drafts', changes: events.keptDrafts() });
        tell();
        break;
      case 'keep':
        keep(message.works);
        break;
      case 'keep-drafts':
        keepDraftsOf(message.changes);
        break;
      case 'dismiss':
        dismiss(message.m);
        break;
      case 'damaged':
        if (isLoaded) confirmed.refill();
        break;
      case 'nudge':
        sync?.nudge();
        break;
    }
  }

  function dismiss(m: string): void {
    const outcome = { kind: 'refused' as const, code: 'fault', details: [] };
    void ledger.settle([{ kind: 'settled', m, outcome, at: clock.now() }]);
    events.onList(keptList());
    tell();
  }

  channel.post({ to: 'followers', message: { kind: 'leading' } });
  events.onDrafts(state.drafts, true);
  // A browser that has no room may delete the journal under open windows (0018).
  if (records.length === 0 && setAside === 0) {
    keep(listed.filter(({ isVoid }) => !isVoid).map(({ work }) => work));
    keepDrafts(events.keptDrafts());
  }
  const unkept = events.unkept();
  keep(unkept.works);
  keepDrafts(unkept.drafts);
  void load();
  return {
    receive,
    keep,
    keepDrafts,
    dismiss,
    nudge: () => sync?.nudge(),
    stop: () => {
      isStopped = true;
      cancelTelling?.();
      writer.stop();
      // A next leader that finds it open takes a copy.
      void journal.close().catch(() => undefined);
      confirmed.stop();
      sync?.stop();
      files?.stop();
    },
  };
}
