/**
 * The connection to PostgreSQL: plain SQL, one query after another.
 *
 * Statements know no clock of their own: moments are parameters. A connection
 * that dies under a transaction rejects that transaction and nothing else.
 */
import pg from 'pg';

export type SqlValue = string | number | boolean | null | Buffer | readonly string[] | readonly number[];

export type Queryable = {
  /**
   * The rows of one statement. `json` columns come parsed, `bigint` as number.
   * One with a name of its own is planned once a connection, for any values.
   */
  readonly query: <R extends pg.QueryResultRow>(
    text: string,
    values?: readonly SqlValue[],
    name?: string,
  ) => Promise<readonly R[]>;
};

/** `write` is READ COMMITTED; `snapshot` sees one moment of everything and changes nothing. */
export type TransactionMode = 'write' | 'snapshot';

export type Database = Queryable & {
  /** Commits when `work` resolves, rolls back when it rejects. */
  readonly transaction: <T>(mode: TransactionMode, work: (tx: Queryable) => Promise<T>) => Promise<T>;
  /** What is notified on a channel, from when `onReady` is called. What comes while the connection is away is not heard. */
  readonly listen: (channel: string, hearing: Hearing) => Listening;
  readonly close: () => Promise<void>;
};

export type Hearing = {
  readonly onPayload: (payload: string) => void;
  /** Called after every (new) connection. */
  readonly onReady: () => void;
};
export type Listening = { readonly stop: () => Promise<void> };

const begin: Readonly<Record<TransactionMode, string>> = {
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
};

const bigintOid = 20;
const connectionTimeoutMillis = 5_000;

export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis,
    // A process that stops inside a transaction holds the lock of its space no longer than this.
    idle_in_transaction_session_timeout: 2_000,
    types: {
      getTypeParser: (oid, format) =>
        oid === bigintOid && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return {
    query: (text, values, name) => rowsOf(pool, text, values, name),
    transaction: (mode, work) => transaction(pool, mode, work),
    listen: (channel, hearing) => listen(url, channel, hearing),
    close: () => pool.end(),
  };
}

async function transaction<T>(
  pool: pg.Pool,
  mode: TransactionMode,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const handleBreak = (error: Error) => {
    broken = error;
  };
  client.on('error', handleBreak);
  try {
    await client.query(begin[mode]);
    const result = await work({
      query: (text, values, name) => rowsOf(client, text, values, name),
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => handleBreak(failure));
    throw error;
  } finally {
    client.off('error', handleBreak);
    client.release(broken);
  }
}

const listenAgainMs = 1_000;

/** On a connection of its own, made anew whenever it breaks. */
function listen(url: string, channel: string, { onPayload, onReady }: Hearing): Listening {
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function connect(): Promise<void> {
    const mine = new pg.Client({ connectionString: url, connectionTimeoutMillis, keepAlive: true });
    client = mine;
    const lost = (): void => {
      if (isStopped || client !== mine) return;
      client = undefined;
      void mine.end().catch(() => {});
      again = setTimeout(() => void connect(), listenAgainMs);
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload = '' }) => onPayload(payload));
    try {
      await mine.connect();
      await mine.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (!isStopped && client === mine) onReady();
    } catch {
      lost();
    }
  }

  void connect();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(again);
      await client?.end().catch(() => {});
    },
  };
}

async function rowsOf<R extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly SqlValue[] = [],
  name?: string,
): Promise<readonly R[]> {
  const result = await on.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  return result.rows;
}
