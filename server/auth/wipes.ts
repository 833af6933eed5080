/**
 * Wiping a person's computers from afar: asked for here, done by each computer
 * when it next reaches the server, and told by it afterwards.
 */
import type { Database, Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Account } from './accounts.ts';
import type { OpenSession } from './sessions.ts';

export type Wipe = {
  readonly device: string;
  readonly askedAt: Instant;
  /** Null until the computer has told that it is done. */
  readonly doneAt: Instant | null;
  /** What it destroyed that was never sent. */
  readonly changes: number | null;
  readonly drafts: number | null;
};

export type Device = { readonly device: string; readonly lastSeenAt: Instant };

type Person = Pick<Account, 'space' | 'person'>;
/** A session, the copy of a key, or both: traces of one computer. */
type Trace = { readonly session: string | null; readonly key: string | null; readonly device: string };

export type WipeOrder = {
  /** All of them where null. */
  readonly device: string | null;
  readonly at: Instant;
  readonly newId: () => string;
};

/** How many computers were newly asked. Their sessions are good for one thing only from now on. */
export function askWipe(db: Database, { space, person }: Person, order: WipeOrder): Promise<number> {
  const { device, at, newId } = order;
  return db.transaction('write', async (tx) => {
    const traces = await tx.query<Trace>(
      `SELECT token_hash AS session, store_key AS key, device FROM session
        WHERE space = $1 AND person = $2 AND wipe IS NULL AND device = coalesce($3, device)
        UNION ALL
       SELECT NULL, id, device FROM store_key
        WHERE space = $1 AND person = $2 AND wipe IS NULL AND device = coalesce($3, device)`,
      [space, person, device],
    );
    const computers = byComputer(traces);
    for (const [first, ...others] of computers) {
      const id = newId();
      await tx.query('INSERT INTO wipe (id, space, person, device, asked_at) VALUES ($1, $2, $3, $4, $5)', [
        ...[id, space, person, first.device, at],
      ]);
      const all = [first, ...others];
      await tx.query('UPDATE session SET wipe = $1 WHERE token_hash = ANY ($2::text[])', [
        id,
        all.flatMap(({ session }) => session ?? []),
      ]);
      await tx.query(
        'UPDATE store_key SET wipe = $1, key = NULL WHERE space = $2 AND person = $3 AND id = ANY ($4::uuid[])',
        [id, space, person, all.flatMap(({ key }) => key ?? [])],
      );
    }
    return computers.length;
  });
}

export type WipeReport = {
  readonly changes: number;
  readonly drafts: number;
  /** The key its store was sealed with. */
  readonly key: string | null;
};

/** The computer has forgotten everything, and is signed out. */
export async function wipeDone(
  db: Queryable,
  { key: session, space, person }: OpenSession,
  { changes, drafts, key }: WipeReport,
  now: Instant,
): Promise<void> {
  await db.query(
    `WITH ended AS (DELETE FROM session WHERE token_hash = $1 RETURNING wipe)
     UPDATE wipe SET done_at = $5, changes = $6, drafts = $7
      WHERE space = $2 AND person = $3 AND done_at IS NULL
        AND (id IN (SELECT wipe FROM ended)
             OR id IN (SELECT wipe FROM store_key WHERE space = $2 AND person = $3 AND id = $4))`,
    [session, space, person, key, now, changes, drafts],
  );
}

export function listWipes(db: Queryable, { space, person }: Person): Promise<readonly Wipe[]> {
  return db.query<Wipe>(
    `SELECT device, asked_at AS "askedAt", done_at AS "doneAt", changes, drafts
       FROM wipe WHERE space = $1 AND person = $2 ORDER BY asked_at, device, id`,
    [space, person],
  );
}

/** Where a person is signed in. */
export function listDevices(db: Queryable, { space, person }: Person): Promise<readonly Device[]> {
  return db.query<Device>(
    `SELECT device, last_seen_at AS "lastSeenAt"
       FROM session WHERE space = $1 AND person = $2 AND wipe IS NULL ORDER BY device, last_seen_at`,
    [space, person],
  );
}

function byComputer(traces: readonly Trace[]): readonly [Trace, ...Trace[]][] {
  const computers = new Map<string | null, [Trace, ...Trace[]]>();
  for (const trace of traces) {
    const name = trace.key ?? trace.session;
    const known = computers.get(name);
    if (known === undefined) computers.set(name, [trace]);
    else known.push(trace);
  }
  return [...computers.values()];
}
