/**
 * Word to those who listen that there is something to pull.
 *
 * At most one poke per scope in 50 ms, the first at once, and none while the ones
 * before are being sent: what comes meanwhile is told together after them. Grants are read again
 * before anything is sent: a session that ended, or lost a scope, hears no more
 * of it. They are read of those who held one of the scopes when they were read
 * last; whoever was given one since was told so in the reference data, which
 * everybody holds. A poke that gets lost costs nothing; clients pull now and
 * then anyway.
 */
import type { Poke } from '#shared/protocol/messages.ts';
import type { Committed } from './create-sync.ts';

export type Listener = {
  readonly space: string;
  /** The session that listens. */
  readonly key: string;
  readonly send: (frame: Buffer) => void;
  /** Its session is over. */
  readonly close: () => void;
};

export type Pokes = {
  readonly listen: (listener: Listener) => () => void;
  readonly committed: (committed: Committed) => void;
  /** Word may have been missed: of nobody is known any more what they hold. */
  readonly forget: () => void;
  readonly stop: () => void;
};

export type PokesOptions = {
  /** The scopes each of these sessions may hold now; those that are over are missing. */
  readonly readGrants: (
    space: string,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly onError: (error: unknown) => void;
};

const intervalMs = 50;

type SpaceState = {
  /** With the scopes each held when they were last read; none are known of one that has just come. */
  readonly listeners: Map<Listener, readonly string[] | undefined>;
  readonly waiting: Map<string, Poke>;
  /** One sending after the other: what was read later is what counts. */
  isSending: boolean;
  timer: NodeJS.Timeout | undefined;
};

export function createPokes({ readGrants, onError }: PokesOptions): Pokes {
  const spaces = new Map<string, SpaceState>();

  function stateOf(space: string): SpaceState {
    const state: SpaceState = spaces.get(space) ?? {
      listeners: new Map(),
      waiting: new Map(),
      isSending: false,
      timer: undefined,
    };
    spaces.set(space, state);
    return state;
  }

  /** Sends what waits, then leaves everyone alone for what is left of the interval, until nothing waits. */
  async function sendWaiting(space: string, state: SpaceState): Promise<void> {
    state.isSending = true;
    while (state.waiting.size > 0) {
      const pokes = [...state.waiting.values()];
      state.waiting.clear();
      const interval = new Promise<void>((over) => {
        state.timer = setTimeout(over, intervalMs);
      });
      await send(space, state.listeners, pokes).catch((error: unknown) => {
        forget(state);
        onError(error);
      });
      await interval;
    }
    state.isSending = false;
  }

  function forget({ listeners }: SpaceState): void {
    for (const listener of listeners.keys()) listeners.set(listener, undefined);
  }

  async function send(
    space: string,
    listeners: SpaceState['listeners'],
    pokes: readonly Poke[],
  ): Promise<void> {
    const isPoked = (scopes: readonly string[]) => pokes.some(({ scope }) => scopes.includes(scope));
    const concerned = [...listeners]
      .filter(([, scopes]) => scopes === undefined || isPoked(scopes))
      .map(([listener]) => listener);
    if (concerned.length === 0) return;
    const frames = pokes.map((poke) => ({ scope: poke.scope, frame: toFrame(JSON.stringify(poke)) }));
    const grants = await readGrants(space, [...new Set(concerned.map(({ key }) => key))]);
    for (const listener of concerned) {
      const scopes = grants.get(listener.key);
      if (scopes === undefined) listener.close();
      else {
        if (listeners.has(listener)) listeners.set(listener, scopes);
        for (const { scope, frame } of frames) if (scopes.includes(scope)) listener.send(frame);
      }
    }
  }

  return {
    listen: (listener) => {
      const { listeners } = stateOf(listener.space);
      listeners.set(listener, undefined);
      return () => listeners.delete(listener);
    },
    committed: ({ space, term, scopes }) => {
      const state = stateOf(space);
      for (const [scope, ver] of scopes) {
        // Word from another process may be older than what is known here.
        const known = state.waiting.get(scope)?.ver ?? 0;
        if (ver > known) state.waiting.set(scope, { scope, term, ver });
      }
      if (!state.isSending) void sendWaiting(space, state);
    },
    forget: () => {
      for (const state of spaces.values()) forget(state);
    },
    stop: () => {
      for (const { timer } of spaces.values()) clearTimeout(timer);
      spaces.clear();
    },
  };
}

/** A WebSocket text frame from a server: built once, written to every socket as it is. Pokes are under 64 KB. */
export function toFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126 ? [0x81, payload.length] : [0x81, 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
}
