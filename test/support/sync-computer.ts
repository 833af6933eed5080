/**
 * A simulated computer: a disk, and windows that share it, one of which leads.
 * A window can be killed at any moment, or stop answering and come back.
 */
import type { RaiaClient } from '#renderer/data/client.ts';
import { inflateText } from '#renderer/data/deflate.ts';
import { createHotView } from '#renderer/data/hot-view.ts';
import { createPacking } from '#renderer/data/packed.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { createRememberedJournal } from '#renderer/data/remembered-journal.ts';
import { createStamps } from '#renderer/data/stamps.ts';
import type { BlobTransport } from '#renderer/sync/blob-transport.ts';
import type { Locks } from '#renderer/sync/leader.ts';
import type { Transport } from '#renderer/sync/transport.ts';
import { openWindowStore } from '#renderer/sync/window-store.ts';
import type { Channel, WindowMessage } from '#renderer/sync/windows.ts';
import type { Session } from '#shared/protocol/session.ts';
import { aMemoryStorage } from './memory-storage.ts';
import { sha256Of } from './sha256.ts';
import { aMemoryBlobs, aMemoryJournal, aMemoryPages, type Disk, type Gate } from './sync-disk.ts';
import type { Dice, SimTime } from './sync-time.ts';

export type SimWindow = {
  readonly client: RaiaClient;
  readonly isAlive: () => boolean;
  /** Ends it in the middle of whatever it does. */
  readonly kill: () => void;
  /** Stops it, as a debugger or a suspended process would. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly isFrozen: () => boolean;
};

export type Computer = {
  readonly disk: Disk;
  /** A browser, which may delete its files under open windows; else the desktop app. */
  readonly isBrowser: boolean;
  readonly windows: () => readonly SimWindow[];
  readonly open: () => SimWindow;
};

export type ComputerOptions = {
  readonly session: Session;
  readonly disk: Disk;
  readonly isBrowser?: boolean;
  readonly time: SimTime;
  readonly dice: Dice;
  readonly transport: (isAlive: () => boolean) => Transport & BlobTransport;
  /** Share of messages between its windows that get lost now. */
  readonly lostMessages: () => number;
  /** How wrong its clock is now. */
  readonly skewMs: () => number;
  /** Milliseconds a disk operation takes at most. */
  readonly slowestMs?: number;
};

type Holder = { readonly lost: () => void };
type Asker = { readonly give: () => void };

export function aComputer(options: ComputerOptions): Computer {
  const { session, disk, isBrowser = false, time, dice, lostMessages, skewMs, slowestMs = 5 } = options;
  const windows = new Set<SimWindow>();
  const ears = new Set<(message: WindowMessage) => void>();
  let holder: Holder | undefined;
  let askers: Asker[] = [];

  function giveNext(): void {
    holder = undefined;
    const next = askers.shift();
    next?.give();
  }

  function open(): SimWindow {
    let isAlive = true;
    let frozen: (() => void)[] | undefined;
    const onDeath: (() => void)[] = [];

    /** Runs it when the window can: now, after the thaw, or never. */
    const when = (run: () => void): void => {
      if (!isAlive) return;
      if (frozen === undefined) run();
      else frozen.push(run);
    };
    const gate: Gate = <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        time.after(dice.int(slowestMs), () =>
          when(() => {
            let answer: () => void;
            try {
              const value = work();
              answer = () => resolve(value);
            } catch (error) {
              answer = () => reject(error);
            }
            time.after(dice.int(slowestMs), () => when(answer));
          }),
        );
      });
    const clock: Clock = {
      now: () => time.now() + skewMs(),
      after: (ms, run) => time.after(ms, () => when(run)),
      pause: () => gate(() => undefined),
    };

    const locks: Locks = {
      hold: (_name, { steal }, { onHeld, onLost }) => {
        const mine: Holder = { lost: () => when(onLost) };
        const asker: Asker = {
          give: () => {
            holder = mine;
            time.after(0, () => when(() => holder === mine && onHeld()));
          },
        };
        if (steal) {
          const before = holder;
          asker.give();
          if (before !== undefined) time.after(0, before.lost);
        } else if (holder === undefined) asker.give();
        else askers.push(asker);
        const letGo = (): void => {
          askers = askers.filter((other) => other !== asker);
          if (holder === mine) giveNext();
        };
        onDeath.push(letGo);
        return letGo;
      },
    };

    let ear: ((message: WindowMessage) => void) | undefined;
    const channel: Channel = {
      post: (message) => {
        const copy = structuredClone(message);
        for (const other of ears)
          if (other !== ear && !dice.chance(lostMessages())) time.after(dice.int(3), () => other(copy));
      },
      onMessage: (listener) => {
        ear = (message) => when(() => listener(message));
        ears.add(ear);
      },
      close: () => {
        if (ear !== undefined) ears.delete(ear);
      },
    };
    onDeath.push(channel.close);

    const transport = options.transport(() => isAlive && frozen === undefined);
    const journal = aMemoryJournal(disk, gate);
    onDeath.push(() => void journal.close());
    const client = openWindowStore({
      session,
      isSealed: false,
      clock,
      random: dice.bytes,
      transport,
      blobs: aMemoryBlobs(disk, clock.now, gate),
      blobTransport: transport,
      sha256Of: async (bytes) => sha256Of(bytes),
      journal: isBrowser ? createRememberedJournal(journal, clock) : journal,
      pages: aMemoryPages(disk, gate),
      hot: createHotView(
        aMemoryStorage(disk.stored),
        { spaceId: session.space.id, personId: session.person.id },
        createPacking(null, inflateText),
      ),
      stamp: createStamps(aMemoryStorage(disk.stored), clock.now),
      channel,
      locks,
      // Every few pulls, so that a simulation folds often.
      folding: { atRecords: 3, leaving: 1 },
    });
    const window: SimWindow = {
      client,
      isAlive: () => isAlive,
      kill: () => {
        isAlive = false;
        windows.delete(window);
        for (const end of onDeath) end();
      },
      freeze: () => {
        frozen ??= [];
      },
      thaw: () => {
        const waiting = frozen ?? [];
        frozen = undefined;
        for (const run of waiting) when(run);
      },
      isFrozen: () => frozen !== undefined,
    };
    windows.add(window);
    return window;
  }

  return { disk, isBrowser, windows: () => [...windows], open };
}
