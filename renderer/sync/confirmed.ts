/**
 * What the server has confirmed, as the leading window keeps it: pulls are
 * published into pages, log and meta, and compared with what the server says
 * there should be.
 *
 * What meta says is settled wins over the journal: a pull was published with
 * its effect, and the journal is marked afterwards.
 */
import type { RowsView } from '#renderer/data/client.ts';
import { type HeldRows, heldInSlices } from '#renderer/data/held-rows.ts';
import type { HotView } from '#renderer/data/hot-view.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import { type Pages, PagesError, type StoreMeta } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { readRows } from '#renderer/data/pull-text.ts';
import { rowForms } from '#renderer/data/row-forms.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Sums } from '#shared/protocol/sums.ts';
import { createFolder, type Folding } from './folder.ts';
import type { Ledger } from './ledger.ts';
import type { Loader } from './loader.ts';
import { createMender } from './mender.ts';
import type { Comparing, News } from './pull.ts';
import { withToldNumber } from './told-number.ts';

export type Confirmed = {
  readonly meta: () => StoreMeta;
  /** How far the server was heard by all that is kept here. */
  readonly heard: () => Pick<StoreMeta, 'term' | 'cursors'>;
  readonly comparing: () => Comparing;
  readonly publish: (news: News) => Promise<void>;
  /** What this window has not read yet; undefined where it cannot be read now. */
  readonly load: () => Promise<HeldUpdate | undefined>;
  /** The server is asked for everything, which replaces what cannot be read here. */
  readonly refill: () => void;
  readonly stop: () => void;
};

export type ConfirmedOptions = {
  readonly pages: Pages;
  readonly hot: Pick<HotView, 'begin'>;
  readonly loader: Loader;
  readonly ledger: Ledger;
  /** As this window shows them. */
  readonly rows: RowsView;
  /** As the server confirmed them. */
  readonly held: () => HeldRows;
  readonly owner: PersonId;
  readonly clock: Clock;
  readonly folding: Folding;
  readonly epoch: number;
  /** As it stands in the store. */
  readonly meta: StoreMeta;
  /** So much of the journal cannot be read now. */
  readonly setAside: number;
  /** Rows came, or work was settled. */
  readonly onPublished: (change: HeldUpdate | undefined) => void;
  /** There is more to ask the server for. */
  readonly onWanting: () => void;
};

export function createConfirmed(options: ConfirmedOptions): Confirmed {
  const { pages, hot, loader, ledger, clock, epoch, setAside, onPublished, onWanting } = options;
  let meta = options.meta;
  let isStopped = false;
  /** Every row of the store was read and found plain. */
  let isPlain = false;
  /** None of them had to be set aside, so that they can be compared. */
  let isWhole = false;
  /** By `m`: the journal knows them, and meta still does. */
  let marked: readonly string[] = [];
  const mender = createMender({ ...options, mendings: () => meta.mendings });
  const folder = createFolder({ ...options, generation: () => meta.generation, onDamaged: refill });

  async function publish(news: News): Promise<void> {
    const { end } = news;
    const { rowsText, mendings } = mender.mend(news);
    const { changes, ...read } = await readRows(rowsText, clock);
    const isAll = end.fresh;
    const seen = { changes, before: isAll ? undefined : options.rows };
    const settled = news.settled.map((one) => withToldNumber(one, ledger.find(one.m), seen));
    const update: HeldUpdate = isAll
      ? { isAll, held: await heldInSlices(changes, clock) }
      : { isAll, changes };
    isPlain = read.isPlain && (isAll || isPlain);
    isWhole = read.setAside === 0 && (isAll || isWhole);
    const cursors = Object.fromEntries(end.scopes.map((scope) => [scope, end.head]));
    const forms = isPlain ? rowForms() : null;
    const clockOffsetMs = offsetOf(end.now - clock.now());
    const next = { term: end.term, cursors, forms, setAside, clockOffsetMs, mendings };
    if (isAll || rowsText !== '' || settled.length > 0 || !isSameRead(meta, next)) {
      const seq = await pages.publish(epoch, { ...next, text: rowsText, isAll, settled });
      const generation = isAll ? meta.generation + 1 : meta.generation;
      if (isAll) hot.begin(generation);
      if (isStopped) return;
      meta = { ...meta, ...next, generation };
      loader.skipTo(generation, seq);
      folder.look();
    }
    void markSettled(settled);
    const change = isAll || changes.length > 0 ? update : undefined;
    if (change !== undefined || settled.length > 0) onPublished(change);
    if (isWhole && end.sums !== undefined) await compare(end.sums);
  }

  async function compare(theirs: Sums): Promise<void> {
    const mendings = await mender.compare(theirs);
    if (isStopped) return;
    if (mender.comparing().anew !== null) onWanting();
    if (mendings === meta.mendings) return;
    const { term, cursors, forms, clockOffsetMs } = meta;
    const known = { term, cursors, forms, setAside, clockOffsetMs, mendings };
    try {
      await pages.publish(epoch, { ...known, text: '', isAll: false, settled: [] });
    } catch (error) {
      // The rows are here and the pull is over: what could not be remembered is found again at the next comparing.
      if (error instanceof PagesError && error.kind !== 'stale-leader') return;
      throw error;
    }
    meta = { ...meta, mendings };
  }

  /** What a full disk leaves in meta goes with the next pull, or with the next leader. */
  async function markSettled(settled: StoreMeta['settled']): Promise<void> {
    await ledger.settle(settled);
    marked = [...marked, ...settled.map(({ m }) => m)];
    if (marked.length === 0) return;
    const ms = marked;
    marked = [];
    await pages.forgetSettled(epoch, ms).catch(() => {
      marked = [...ms, ...marked];
    });
  }

  async function load(): Promise<HeldUpdate | undefined> {
    const caughtUp = await loader.catchUp().catch(() => undefined);
    if (isStopped || caughtUp === undefined) return undefined;
    caughtUp.accept();
    meta = caughtUp.meta;
    isPlain = caughtUp.isPlain && !caughtUp.isDamaged;
    isWhole = caughtUp.isWhole && !caughtUp.isDamaged;
    if (caughtUp.isDamaged) refill();
    folder.look();
    return caughtUp.change;
  }

  function refill(): void {
    if (meta.term === null) return;
    meta = { ...meta, term: null, cursors: {} };
    onWanting();
  }

  void markSettled(meta.settled);
  return {
    meta: () => meta,
    // Work that can be read again only now (its key was away) has not heard of a restore since.
    heard: () => (meta.setAside > setAside ? { term: null, cursors: {} } : meta),
    comparing: mender.comparing,
    publish,
    load,
    refill,
    stop: () => {
      isStopped = true;
      folder.stop();
    },
  };
}

/** Jitter of the network is no reason to move the clock. */
function offsetOf(measuredMs: number): number {
  return Math.abs(measuredMs) < 2000 ? 0 : measuredMs;
}

type Read = Pick<StoreMeta, 'term' | 'cursors' | 'forms' | 'setAside' | 'clockOffsetMs' | 'mendings'>;

function isSameRead(one: Read, other: Read): boolean {
  const scopes = Object.keys(one.cursors);
  return (
    one.term === other.term &&
    one.forms === other.forms &&
    one.setAside === other.setAside &&
    one.mendings === other.mendings &&
    Math.abs(one.clockOffsetMs - other.clockOffsetMs) < 2000 &&
    scopes.length === Object.keys(other.cursors).length &&
    scopes.every((scope) => one.cursors[scope] === other.cursors[scope])
  );
}
