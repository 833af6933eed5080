/** The browser behind the ports of a store: its clock, its randomness, its locks and its channel. */
import type { Clock } from '#renderer/data/ports.ts';
import type { Locks } from './leader.ts';
import type { Channel, WindowMessage } from './windows.ts';

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  // A timer would wait a second for each slice in a hidden window.
  pause: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }),
};

export function browserRandom(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16));
}

export const browserLocks: Locks = {
  hold: (name, { steal }, { onHeld, onLost }) => {
    const waiting = new AbortController();
    let letGo: (() => void) | undefined;
    const untilLetGo = (): Promise<void> => {
      if (waiting.signal.aborted) return Promise.resolve();
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      onHeld();
      return held;
    };
    // A lock is either taken or waited for: `steal` knows no signal.
    const options = steal ? { steal } : { signal: waiting.signal };
    navigator.locks.request(name, options, untilLetGo).catch(() => {
      if (letGo !== undefined && !waiting.signal.aborted) onLost();
    });
    return () => {
      waiting.abort();
      letGo?.();
    };
  },
};

export function openBrowserChannel(name: string): Channel {
  const channel = new BroadcastChannel(name);
  let isClosed = false;
  return {
    // What the disk answers after the window was closed has nobody to tell.
    post: (message) => {
      if (!isClosed) channel.postMessage(message);
    },
    // Only windows of this app, at this build or the one before, speak here.
    onMessage: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<WindowMessage>) => listener(data);
    },
    close: () => {
      isClosed = true;
      channel.close();
    },
  };
}

export type SessionChannel = {
  readonly tell: () => void;
  readonly onTold: (listener: () => void) => void;
};

/** Word between all windows of this computer that somebody signed in or out. Who it is they look up. */
export function openSessionChannel(): SessionChannel {
  const channel = new BroadcastChannel('raia-session');
  return {
    tell: () => channel.postMessage(null),
    onTold: (listener) => {
      channel.onmessage = listener;
    },
  };
}
