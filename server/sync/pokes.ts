/**
 * Word to those who listen that there is something to pull.
 *
 * At most one poke per scope in 50 ms, the first at once. Grants are read again
 * before anything is sent: a session that ended, or lost a scope, hears no more
 * of it. A poke that gets lost costs nothing; clients pull now and then anyway.
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
  readonly listeners: Set<Listener>;
  readonly waiting: Map<string, Poke>;
  timer: NodeJS.Timeout | undefined;
};

export function createPokes({ readGrants, onError }: PokesOptions): Pokes {
  const spaces = new Map<string, SpaceState>();

  function stateOf(space: string): SpaceState {
    const state: SpaceState = spaces.get(space) ?? {
      listeners: new Set(),
      waiting: new Map(),
      timer: undefined,
    };
    spaces.set(space, state);
    return state;
  }

  /** Sends what waits, then leaves everyone alone for the interval. */
  function flush(space: string, state: SpaceState): void {
    const pokes = [...state.waiting.values()];
    state.waiting.clear();
    state.timer = undefined;
    if (pokes.length === 0) return;
    state.timer = setTimeout(() => flush(space, state), intervalMs);
    send(space, [...state.listeners], pokes).catch(onError);
  }

  async function send(space: string, listeners: readonly Listener[], pokes: readonly Poke[]): Promise<void> {
    if (listeners.length === 0) return;
    const frames = pokes.map((poke) => ({ scope: poke.scope, frame: toFrame(JSON.stringify(poke)) }));
    const grants = await readGrants(space, [...new Set(listeners.map(({ key }) => key))]);
    for (const listener of listeners) {
      const scopes = grants.get(listener.key);
      if (scopes === undefined) listener.close();
      else for (const { scope, frame } of frames) if (scopes.includes(scope)) listener.send(frame);
    }
  }

  return {
    listen: (listener) => {
      const { listeners } = stateOf(listener.space);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    committed: ({ space, term, scopes }) => {
      const state = stateOf(space);
      for (const [scope, ver] of scopes) {
        // Word from another process may be older than what is known here.
        const known = state.waiting.get(scope)?.ver ?? 0;
        if (ver > known) state.waiting.set(scope, { scope, term, ver });
      }
      if (state.timer === undefined) flush(space, state);
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
