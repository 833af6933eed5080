/** Keeps a live connection open while the server can be reached. Pokes say that there is something to pull. */
import type { Clock } from '#renderer/data/ports.ts';
import type { Poke } from '#shared/protocol/messages.ts';
import type { Backoff } from './backoff.ts';
import type { Transport } from './transport.ts';

export type Live = { readonly start: () => void; readonly stop: () => void };

export type LiveOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly backoff: Backoff;
  readonly onPoke: (poke: Poke) => void;
  /** Open now: pokes may have been missed before. */
  readonly onOpen: () => void;
  /** It closed by itself: the server may be gone. */
  readonly onLost: () => void;
};

export function createLive({ transport, clock, backoff, onPoke, onOpen, onLost }: LiveOptions): Live {
  let isWanted = false;
  /** Grows with every attempt, so that a late answer to an old one is told apart. */
  let attempt = 0;
  let close = () => {};
  let cancelRetry = () => {};

  async function open(): Promise<void> {
    attempt += 1;
    const mine = attempt;
    const isMine = (): boolean => isWanted && mine === attempt;
    const retry = (): void => {
      if (isMine()) cancelRetry = clock.after(backoff.nextMs(), () => void open());
    };
    try {
      const opened = await transport.live({
        onPoke: (poke) => isMine() && onPoke(poke),
        onClosed: () => {
          if (!isMine()) return;
          retry();
          onLost();
        },
      });
      if (!isMine()) return opened();
      close = opened;
      backoff.reset();
      onOpen();
    } catch {
      retry();
    }
  }

  return {
    start: () => {
      if (isWanted) return;
      isWanted = true;
      void open();
    },
    stop: () => {
      isWanted = false;
      cancelRetry();
      close();
      close = () => {};
    },
  };
}
