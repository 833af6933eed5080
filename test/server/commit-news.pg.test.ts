import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { type CommitNews, createCommitNews } from '#server/sync/commit-news.ts';
import type { Committed } from '#server/sync/create-sync.ts';
import { must } from '#shared/lib/must.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const space = randomUUID();
const term = randomUUID();
const committed = (...scopes: [string, number][]): Committed => ({ space, term, scopes: new Map(scopes) });

type Process = {
  readonly news: CommitNews;
  readonly heard: Committed[];
  readonly ready: (nth?: number) => Promise<void>;
};

/** A process on the database that listens. `ready` resolves when its nth connection hears. */
function aProcess(url: string): Process {
  const db = openDatabase(url);
  const news = createCommitNews(db);
  const heard: Committed[] = [];
  const connections: (() => void)[] = [];
  const made: Promise<void>[] = [];
  const expectConnection = (): void => {
    made.push(new Promise((resolve) => connections.push(resolve)));
  };
  expectConnection();
  news.hear(
    (one) => heard.push(one),
    () => {
      expectConnection();
      connections.at(-2)?.();
    },
  );
  onTestFinished(async () => {
    await news.close();
    await db.close();
  });
  return {
    news,
    heard,
    ready: (nth = 1) => must(made[nth - 1], 'that connection'),
  };
}

async function twoProcesses() {
  const url = await createTestDatabaseUrl();
  const [one, other] = [aProcess(url), aProcess(url)];
  await one.ready();
  await other.ready();
  return { url, one, other };
}

const scopesOf = (heard: readonly Committed[]) =>
  Object.fromEntries(heard.flatMap(({ scopes }) => [...scopes]));

test('what one process commits the other hears, of each scope the newest, and not its own', async () => {
  const { one, other } = await twoProcesses();
  one.news.tell(committed(['team:a', 3], ['ref', 4]));
  one.news.tell(committed(['team:a', 5]));
  await expect.poll(() => other.heard).toEqual([committed(['team:a', 5], ['ref', 4])]);
  other.news.tell(committed(['ref', 6]));
  await expect.poll(() => one.heard).toEqual([committed(['ref', 6])]);
});

test('a commit that touches more scopes than one notification holds is heard whole', async () => {
  const { one, other } = await twoProcesses();
  const scopes = Array.from({ length: 500 }, (_, n): [string, number] => [`person:${randomUUID()}`, n + 1]);
  one.news.tell(committed(...scopes));
  await expect.poll(() => Object.keys(scopesOf(other.heard)).length).toBe(500);
  expect(scopesOf(other.heard)).toEqual(Object.fromEntries(scopes));
});

test('a command that ends has told what it committed', async () => {
  const { url, other } = await twoProcesses();
  const command = openDatabase(url);
  const news = createCommitNews(command);
  news.tell(committed(['ref', 9]));
  await news.close();
  await command.close();
  await expect.poll(() => other.heard).toEqual([committed(['ref', 9])]);
});

test('a connection that breaks is made anew, and a payload of another build is passed over', async () => {
  const { url, one, other } = await twoProcesses();
  const admin = openDatabase(url);
  onTestFinished(() => admin.close());
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
  );
  await one.ready(2);
  await other.ready(2);
  await admin.query("SELECT pg_notify('raia_commits', 'in a way of tomorrow')");
  one.news.tell(committed(['ref', 2]));
  await expect.poll(() => other.heard).toEqual([committed(['ref', 2])]);
});
