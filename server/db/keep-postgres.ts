/**
 * Starts PostgreSQL again where it ends by itself, as it does on a disk that
 * is full, or when the system runs out of memory.
 *
 * An idle connection hears of the end at once. From then on it is tried until
 * PostgreSQL can start: nobody has to come and do it.
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

export type Kept = { readonly stop: () => Promise<void> };

export type KeptOptions = {
  /** Of any database but the one in use, which could not be copied with us in it. */
  readonly url: string;
  /** Starts it at the same address unless it runs. Rejects where that cannot be done now. */
  readonly ensure: () => Promise<void>;
  readonly log: (line: string) => void;
};

const againMs = 1_000;

export function keepPostgres({ url, ensure, log }: KeptOptions): Kept {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** Resolves when the connection is gone. */
  async function waitForTheEnd(): Promise<void> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
    client.on('error', () => {});
    const ended = new Promise((resolve) => client.once('end', resolve));
    const end = (): void => void client.end().catch(() => {});
    await client.connect();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    await ended;
    signal.removeEventListener('abort', end);
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      // Not there, or not ready: looked after below.
      await waitForTheEnd().catch(() => {});
      if (signal.aborted) return;
      await ensure().catch((error: Error) => log(error.message));
      await setTimeout(againMs, undefined, { signal }).catch(() => {});
    }
  }

  const kept = keep();
  return {
    stop: async () => {
      stopping.abort();
      await kept;
    },
  };
}
