/** A look into the server's database from beside it, and a hand in it. */
import pg from 'pg';
import { startPostgres } from '#server/db/start-postgres.ts';
import type { RaiaServer } from '#test/e2e/support/raia-server.ts';

export type Inside = {
  /** The spaces are locked until they are let go, as if somebody committed all that time. */
  readonly lockSpaces: () => Promise<{ readonly letGo: () => Promise<void> }>;
  /** Resolves when somebody stands in such a state. */
  readonly somebodyIs: (state: 'waiting for a lock' | 'idle in transaction') => Promise<void>;
  /** PostgreSQL goes on in a new file of its log: the next commit needs room for it. */
  readonly switchLog: () => Promise<void>;
  /** Those of these mutations that are done. */
  readonly done: (ms: readonly string[]) => Promise<number>;
  readonly close: () => Promise<void>;
};

const states = {
  'waiting for a lock': "wait_event_type = 'Lock'",
  'idle in transaction': "state = 'idle in transaction'",
};

export async function lookInside(server: RaiaServer): Promise<Inside> {
  const { url } = await startPostgres({ dataDir: server.data(), log: () => {} });
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const own = await open();
  return {
    lockSpaces: async () => {
      const locking = await open();
      await locking.query('BEGIN');
      await locking.query('SELECT FROM space FOR UPDATE');
      return { letGo: () => locking.end() };
    },
    somebodyIs: async (state) => {
      for (;;) {
        const found = await own.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND ${states[state]}`,
        );
        if (found.rowCount !== 0) return;
      }
    },
    switchLog: async () => {
      await own.query('SELECT pg_switch_wal()');
    },
    done: async (ms) => {
      const found = await own.query('SELECT FROM done WHERE m = ANY ($1::uuid[])', [ms]);
      return found.rowCount ?? 0;
    },
    close: () => own.end(),
  };
}
