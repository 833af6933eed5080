/**
 * The database a command works on: `DATABASE_URL`, or the embedded PostgreSQL
 * of the data folder. Where a server already runs it, that one is used and left
 * running; else it is started and stopped again.
 */
import { type Database, openDatabase } from '#server/db/database.ts';
import { databaseTrouble } from '#server/db/database-error.ts';
import { hasSchema, migrate } from '#server/db/migrate.ts';
import { hasPostgres, startPostgres } from '#server/db/start-postgres.ts';
import { type CommitNews, createCommitNews } from '#server/sync/commit-news.ts';
import { createSync, type Sync } from '#server/sync/create-sync.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import type { Io } from './command.ts';

export type OpenStore = { readonly db: Database; readonly sync: Sync };

export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** `DATABASE_URL` is set and names no PostgreSQL. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

/** There is no Raia in the folder, or, where it is null, in the database of `DATABASE_URL`. */
export class NothingThereError extends Error {
  override readonly name = 'NothingThereError';
  readonly folder: string | null;

  constructor(folder: string | null) {
    super(`There is no Raia in ${folder ?? 'the database'}`);
    this.folder = folder;
  }
}

type Place = { readonly data: string };

/** A mistyped folder is no reason to make one: only what begins something does. */
type WhereNone = 'make' | 'refuse';

/** For commands that come to an end: told to stop, they leave their work and stop PostgreSQL first. */
export function withStore<T>(
  place: Place,
  io: Io,
  work: (store: OpenStore) => Promise<T>,
  whereNone: WhereNone = 'refuse',
): Promise<T> {
  const interrupted = io.stopped().then(() => {
    throw new InterruptedError();
  });
  interrupted.catch(() => {});
  return holdStore(place, io, (store) => Promise.race([work(store), interrupted]), whereNone);
}

/** For work in one long transaction, which would go on and commit after the command has said that it was interrupted. */
export function stopIfAsked(io: Io): () => void {
  let isAsked = false;
  void io.stopped().then(() => {
    isAsked = true;
  });
  return () => {
    if (isAsked) throw new InterruptedError();
  };
}

/** For what runs until it is told to stop, and sees to that itself. */
export async function holdStore<T>(
  { data }: Place,
  io: Io,
  work: (store: OpenStore) => Promise<T>,
  whereNone: WhereNone = 'refuse',
): Promise<T> {
  const outside = io.env.DATABASE_URL;
  if (outside && !isPostgresUrl(outside)) throw new DatabaseUrlError();
  if (!outside && whereNone === 'refuse' && !hasPostgres(data)) throw new NothingThereError(data);
  const postgres = outside ? undefined : await startPostgres({ dataDir: data, log: () => {} });
  try {
    const db = openDatabase(outside || postgres?.url || '');
    try {
      if (outside && whereNone === 'refuse' && !(await hasSchema(db))) throw new NothingThereError(null);
      await migrate(db);
      return await withNews(db, (news) => {
        const { clock, random } = io;
        const sync = createSync({ store: createPostgresStore(db), findMutator, clock, random });
        sync.onCommit(news.tell);
        return work({ db, sync });
      });
    } finally {
      await db.close();
    }
  } finally {
    await postgres?.stop();
  }
}

/** A server that runs on the same database hears what is committed here. */
async function withNews<T>(db: Database, work: (news: CommitNews) => Promise<T>): Promise<T> {
  const news = createCommitNews(db);
  try {
    return await work(news);
  } finally {
    await news.close();
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

export function isDatabaseAway(error: unknown): boolean {
  return databaseTrouble(error) === 'unavailable';
}

/** Wrong password, missing right or no such database: SQLSTATE classes 28, 3D and 42501. */
export function isDatabaseClosed(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(28...|3D...|42501)$/.test(String(error.code));
}
