/**
 * Keeps the leading window's store in step with the server: sends what waits,
 * then pulls, one thing at a time; again after a poke, on focus, and every
 * minute. Trouble is waited out; nothing is given up.
 */
import type { SyncState } from '#renderer/data/client.ts';
import { PagesError } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';
import type { RandomBytes } from '#shared/lib/ids.ts';
import { createBackoff } from './backoff.ts';
import type { Ledger } from './ledger.ts';
import { createLive } from './live.ts';
import { createPuller, type PullerOptions } from './pull.ts';
import { createPusher } from './push.ts';
import { kindOf, type Transport, waitMsOf } from './transport.ts';

export type Contact = Pick<SyncState, 'connection' | 'lastContactAt' | 'beginning'>;

export const noContact: Contact = { connection: 'connecting', lastContactAt: null, beginning: null };

export type SyncClient = {
  /** There is more to send. Waits out a backoff. */
  readonly workWaits: () => void;
  /** Try now. */
  readonly nudge: () => void;
  readonly contact: () => Contact;
  readonly stop: () => void;
};

export type SyncClientOptions = {
  readonly transport: Transport;
  readonly sha256Of: PullerOptions['sha256Of'];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly ledger: Ledger;
  readonly meta: PullerOptions['meta'];
  readonly comparing: PullerOptions['comparing'];
  readonly publish: PullerOptions['publish'];
  readonly onChange: () => void;
  /** A newer leader publishes now. */
  readonly onStale: () => void;
};

const pullEveryMs = 60_000;

export function startSyncClient(options: SyncClientOptions): SyncClient {
  const { transport, clock, random, ledger, meta, onChange, onStale } = options;
  const pusher = createPusher(transport, ledger);
  const puller = createPuller({
    ...options,
    now: clock.now,
    isStopped: () => isStopped,
    // Pages come: the line is there, and what it is to bring is not yet.
    onProgress: (beginning) =>
      setContact(contact.connection === 'offline' ? { beginning, connection: 'connecting' } : { beginning }),
  });
  const backoff = createBackoff(random);
  let contact = noContact;
  let wantsPull = true;
  let isRunning = false;
  let isWaitingOut = false;
  let isStopped = false;
  let cancelNext = () => {};

  const live = createLive({
    transport,
    clock,
    backoff: createBackoff(random),
    onPoke: ({ scope, term, ver }) => {
      const known = meta();
      if (term !== known.term || ver > (known.cursors[scope] ?? 0)) nudge();
    },
    onOpen: nudge,
    onLost: nudge,
  });

  function setContact(next: Partial<Contact>): void {
    contact = { ...contact, ...next };
    onChange();
  }

  /** The session is over: nothing is asked any more. */
  function isOver(): boolean {
    return contact.connection === 'signed-out' || contact.connection === 'wiped';
  }

  function nudge(): void {
    wantsPull = true;
    void run();
  }

  async function run(): Promise<void> {
    if (isRunning || isStopped || isOver()) return;
    isRunning = true;
    isWaitingOut = false;
    cancelNext();
    try {
      await work();
    } catch (error) {
      wantsPull = true;
      fail(error);
    } finally {
      isRunning = false;
    }
    if (isStopped || isWaitingOut || isOver()) return;
    backoff.reset();
    cancelNext = clock.after(pullEveryMs, nudge);
    if (wantsPull || ledger.toSend().mutations.length > 0) void run();
  }

  async function work(): Promise<void> {
    let trouble: unknown;
    while (!isStopped) {
      if (trouble === undefined) {
        try {
          const sent = await pusher.step(meta().term);
          if (sent !== 'idle') {
            wantsPull = true;
            reached();
          }
          if (sent === 'sent') continue;
        } catch (error) {
          // A server that cannot take our work may still have news for us.
          if (!isAboutThePush(error)) throw error;
          trouble = error;
        }
      }
      if (!wantsPull) break;
      wantsPull = false;
      if ((await puller.step()) === 'outdated') {
        // The server is there, and has something else to tell by now.
        wantsPull = true;
        return waitOut(waitMsOf(trouble));
      }
      reached();
    }
    if (trouble !== undefined) waitOut(waitMsOf(trouble));
  }

  function reached(): void {
    if (isStopped) return;
    setContact({ connection: 'online', lastContactAt: clock.now() });
    live.start();
  }

  function waitOut(askedMs: number): void {
    isWaitingOut = true;
    cancelNext = clock.after(backoff.nextMs(askedMs), nudge);
  }

  function fail(error: unknown): void {
    if (isStopped) return;
    if (error instanceof PagesError) {
      if (error.kind === 'stale-leader') onStale();
      else waitOut(0);
      return;
    }
    live.stop();
    const connection = connectionAfter(error);
    setContact({ connection });
    if (connection === 'offline') waitOut(waitMsOf(error));
    else if (!isOver()) {
      // An update takes a while: nothing is gained by asking at every step.
      isWaitingOut = true;
      cancelNext = clock.after(pullEveryMs, nudge);
    }
  }

  void run();
  return {
    workWaits: () => {
      if (!isWaitingOut) void run();
    },
    nudge,
    contact: () => contact,
    stop: () => {
      isStopped = true;
      cancelNext();
      live.stop();
    },
  };
}

function connectionAfter(error: unknown): Exclude<Contact['connection'], 'online' | 'connecting'> {
  const kind = kindOf(error);
  switch (kind) {
    case 'signed-out':
    case 'wiped':
    case 'app-older':
    case 'server-older':
      return kind;
    default:
      return 'offline';
  }
}

function isAboutThePush(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === 'busy' || kind === 'rejected';
}
