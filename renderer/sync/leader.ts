/**
 * Which window of this computer leads.
 *
 * The one that holds the lock. A window that is closed or killed lets go of it
 * by dying; one that hangs answers no ping, and after 2 s the lock is taken
 * from it. What it still writes after that is refused by its epoch.
 */
import type { Clock } from '#renderer/data/ports.ts';

export type Locks = {
  /** Waits for the lock, or takes it. `onHeld` comes once; `onLost` when another window took it. The answer lets go. */
  readonly hold: (
    name: string,
    options: { readonly steal: boolean },
    events: { readonly onHeld: () => void; readonly onLost: () => void },
  ) => () => void;
};

export type Leadership = {
  /** The leading window said something. */
  readonly heard: () => void;
  readonly stop: () => void;
};

export type LeadershipOptions = {
  readonly locks: Locks;
  readonly clock: Clock;
  readonly name: string;
  /** Asks the leader for a sign of life. */
  readonly ping: () => void;
  readonly onLead: () => void;
  readonly onLost: () => void;
};

const silenceMs = 2000;
/** A timer this late means that this computer slept: the silence was ours. */
const sleptMs = 10_000;

export function seekLeadership(options: LeadershipOptions): Leadership {
  const { locks, clock, name, ping, onLead, onLost } = options;
  let isHeard = false;
  let isLeading = false;
  let isStopped = false;
  let letGo = () => {};
  let cancelWatch = () => {};

  function ask(steal: boolean): void {
    letGo();
    letGo = locks.hold(name, { steal }, { onHeld: lead, onLost: lose });
  }

  function lead(): void {
    if (isStopped) return;
    isLeading = true;
    cancelWatch();
    onLead();
  }

  function lose(): void {
    if (isStopped) return;
    isLeading = false;
    onLost();
    ask(false);
    watch();
  }

  function watch(): void {
    cancelWatch();
    if (isLeading) return;
    const askedAt = clock.now();
    isHeard = false;
    cancelWatch = clock.after(silenceMs, () => {
      if (!isHeard && clock.now() - askedAt < sleptMs) ask(true);
      watch();
    });
    ping();
  }

  ask(false);
  watch();
  return {
    heard: () => {
      isHeard = true;
    },
    stop: () => {
      isStopped = true;
      cancelWatch();
      letGo();
    },
  };
}
