/**
 * The window that leads: opens the journal, publishes what is pulled, and keeps
 * the work of every window of this computer.
 *
 * What meta says is settled wins over the journal: a pull was published with
 * its effect, and the journal is marked afterwards.
 */
import type { Blobs, Bytes } from '#renderer/data/blobs.ts';
import type { RowsView } from '#renderer/data/client.ts';
import type { DraftChange } from '#renderer/data/draft-book.ts';
import { compacted, foldJournal, type Journal, type JournalState } from '#renderer/data/journal.ts';
import { createJournalWriter } from '#renderer/data/journal-writer.ts';
import type { ListedWork } from '#renderer/data/local-view.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import type { Pages, StoreMeta } from '#renderer/data/pages.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { readRows } from '#renderer/data/pull-text.ts';
import { rowForms } from '#renderer/data/row-forms.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import type { BlobTransport } from './blob-transport.ts';
import { createFolder, type Folding } from './folder.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Loader } from './loader.ts';
import type { News } from './pull.ts';
import { type SyncClient, startSyncClient } from './sync-client.ts';
import type { Transport } from './transport.ts';
import { noUploads, startUploads, type Uploads } from './uploads.ts';
import type { Channel, Keeper, KeeperEvents, Status, ToFollowers, ToLeader } from './windows.ts';

export type Leading = Keeper & { readonly receive: (message: ToLeader) => void };

export type LeadingOptions = {
  readonly journal: Journal;
  readonly pages: Pages;
  readonly loader: Loader;
  readonly transport: Transport;
  readonly blobs: Blobs;
  readonly blobTransport: BlobTransport;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  /** As this window shows them. */
  readonly rows: RowsView;
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
const recordsToSpare = 200;

/** Opens the journal under a new epoch. Rejects when it cannot be opened now. */
export async function lead(options: LeadingOptions, isWanted: () => boolean): Promise<Leading | undefined> {
  const { journal, pages, loader, transport, channel, clock, folding, random, newId, events, onStale } =
    options;
  // The clock, so that a wiped store still has an epoch above what the shell has seen.
  const epoch = await pages.takeLead(clock.now());
  const { records, setAside } = await journal.open(epoch);
  const state = foldJournal(records);
  if (setAside === 0) await compactIfWorth(journal, state, records.length, clock.now());
  let meta: StoreMeta = await pages.meta();
  if (!isWanted()) return undefined;

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
  const folder = createFolder({
    pages,
    clock,
    folding,
    epoch,
    generation: () => meta.generation,
    onDamaged: refill,
  });
  let sync: SyncClient | undefined;
  let uploads: Uploads | undefined;
  let isStopped = false;
  let isLoaded = false;
  /** Every row of the store was read and found plain. */
  let isPlain = false;
  /** Nobody listens until a message came from another window. */
  let hasFollowers = false;
  let cancelTelling: (() => void) | undefined;

  const post = (message: ToFollowers): void => {
    if (hasFollowers) channel.post({ to: 'followers', message });
  };

  /** What is still on its way to the disk is shown by the window that made it, and by no other. */
  function keptList(): readonly ListedWork[] {
    return ledger.list().filter((item) => item.isKept);
  }

  function status(): Status {
    const contact = sync?.contact() ?? { connection: 'connecting', lastContactAt: null };
    const { term, clockOffsetMs } = meta;
    return {
      ...contact,
      files: uploads?.state() ?? noUploads,
      isDiskFull: writer.isFailing(),
      setAside,
      isFirstSync: term === null,
      clockOffsetMs,
    };
  }

  /** The others hear of many changes at once. */
  function tell(): void {
    if (isStopped) return;
    const told = status();
    // Before this window closes upon hearing it.
    if (told.connection === 'wiped') post({ kind: 'state', list: keptList(), status: told });
    events.onStatus(told);
    uploads?.look();
    if (!hasFollowers || !isLoaded) return;
    cancelTelling ??= clock.after(0, () => {
      cancelTelling = undefined;
      post({ kind: 'state', list: keptList(), status: status() });
    });
  }

  function keep(works: readonly Work[]): void {
    void Promise.all(works.map((work) => ledger.take(work))).then(() => {
      const ms = works.map(({ m }) => m);
      events.onKept(ms);
      post({ kind: 'kept', ms });
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

  async function publish({ rowsText, end, settled }: News): Promise<void> {
    const { changes, ...read } = await readRows(rowsText, clock);
    const isAll = end.fresh;
    isPlain = read.isPlain && (isAll || isPlain);
    const cursors = Object.fromEntries(end.scopes.map((scope) => [scope, end.head]));
    const forms = isPlain ? rowForms() : null;
    const next = { term: end.term, cursors, forms, clockOffsetMs: offsetOf(end.now - clock.now()) };
    if (isAll || rowsText !== '' || settled.length > 0 || !isSameRead(meta, next)) {
      const seq = await pages.publish(epoch, { ...next, text: rowsText, isAll, settled });
      if (isStopped) return;
      const generation = isAll ? meta.generation + 1 : meta.generation;
      meta = { ...meta, ...next, generation };
      loader.skipTo(generation, seq);
      folder.look();
    }
    markSettled(settled);
    const change: HeldUpdate | undefined = isAll || changes.length > 0 ? { changes, isAll } : undefined;
    if (change !== undefined || settled.length > 0) events.onList(keptList(), change);
    tell();
  }

  function markSettled(settled: StoreMeta['settled']): void {
    if (settled.length === 0) return;
    const ms = settled.map(({ m }) => m);
    void ledger
      .settle(settled)
      .then(() => pages.forgetSettled(epoch, ms))
      // They stay in meta until the next leader marks them again.
      .catch(() => undefined);
  }

  async function load(): Promise<void> {
    const caughtUp = await loader.catchUp().catch(() => undefined);
    if (isStopped) return;
    if (caughtUp === undefined) {
      clock.after(loadAgainMs, () => void load());
      return;
    }
    const { change } = caughtUp;
    caughtUp.accept();
    meta = caughtUp.meta;
    events.onList(keptList(), change);
    isLoaded = true;
    isPlain = caughtUp.isPlain && !caughtUp.isDamaged;
    if (caughtUp.isDamaged) refill();
    events.onLoaded();
    folder.look();
    sync = startSyncClient({
      transport,
      clock,
      random,
      ledger,
      meta: () => meta,
      publish,
      onChange: tell,
      onStale,
    });
    uploads = startUploads({
      ...options,
      transport: options.blobTransport,
      attachments: () => options.rows.all('attachment'),
      isSpokenOf,
      mayRun: () => sync?.contact().connection === 'online' && !ledger.hasUnsent(),
      onChange: tell,
    });
    tell();
  }

  /** The server is asked for everything, which replaces what cannot be read here. */
  function refill(): void {
    if (meta.term === null) return;
    meta = { ...meta, term: null, cursors: {} };
    sync?.nudge();
  }

  function isSpokenOf(sha256: string): boolean {
    const refusals = options.rows.all('refusal').filter(({ doc }) => doc.settledAt === null);
    return (
      events.keptDrafts().some(({ text }) => text?.includes(sha256)) ||
      refusals.some(({ doc }) => JSON.stringify(doc.args).includes(sha256))
    );
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
        if (isLoaded) refill();
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
  markSettled(meta.settled);
  events.onDrafts(state.drafts, true);
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
      folder.stop();
      sync?.stop();
      uploads?.stop();
    },
  };
}

async function compactIfWorth(
  journal: Journal,
  state: JournalState,
  records: number,
  now: number,
): Promise<void> {
  const shortest = compacted(state, now);
  if (records > shortest.length + recordsToSpare) await journal.compact(shortest);
}

/** Jitter of the network is no reason to move the clock. */
function offsetOf(measuredMs: number): number {
  return Math.abs(measuredMs) < 2000 ? 0 : measuredMs;
}

type Read = Pick<StoreMeta, 'term' | 'cursors' | 'forms' | 'clockOffsetMs'>;

function isSameRead(one: Read, other: Read): boolean {
  const scopes = Object.keys(one.cursors);
  return (
    one.term === other.term &&
    one.forms === other.forms &&
    Math.abs(one.clockOffsetMs - other.clockOffsetMs) < 2000 &&
    scopes.length === Object.keys(other.cursors).length &&
    scopes.every((scope) => one.cursors[scope] === other.cursors[scope])
  );
}
