import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Io } from '#server/cli/command.ts';
import { type Database, openDatabase } from '#server/db/database.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { readArchived } from '#server/jobs/archive.ts';
import { createSync } from '#server/sync/create-sync.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { pullEndSchema } from '#shared/protocol/messages.ts';
import { aCli, aFolder } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

async function anInstallation(more: Partial<Io> = {}) {
  const url = await createTestDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { db, ...aCli(url, more) };
}

/** The demonstration company and a backup of it. */
async function backedUp() {
  const from = await anInstallation();
  await from.raia('demo', '--cases', '12', '--password', 'segredo-12');
  // Pasted from elsewhere: what some readers of lines take for the end of one.
  await from.db.query(
    `UPDATE row SET doc = replace(doc::text, 'Farol Sistemas', U&'Farol Sistemas\\2028a\\2029b')::json`,
  );
  const file = join(aFolder(), 'raia.backup');
  const { code, err } = await from.raia('backup', file);
  expect([code, err]).toEqual([0, expect.stringContaining(file)]);
  return { from, file };
}

const contentsOf = (db: Database, table: string) =>
  db.query<{ json: string }>(`SELECT row_to_json(t)::text AS json FROM ${table} t ORDER BY 1`);

test('what was backed up is restored into an empty database, every row as it was', async () => {
  const { from, file } = await backedUp();
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toEqual({
    code: 0,
    out: '',
    err: expect.stringContaining('restored'),
  });
  for (const table of ['account', 'client', 'done', 'row', 'feed'])
    expect(await contentsOf(to.db, table), table).toEqual(await contentsOf(from.db, table));
  expect(await to.raia('verify')).toMatchObject({ code: 0 });
});

test('what is in the archive is found by its words after a restore too', async () => {
  const from = await anInstallation();
  await from.raia('demo', '--cases', '12', '--password', 'segredo-12');
  const [space] = await listSpaces(from.db);
  const spaceId = must(space, 'the company').id;
  await from.db.query(
    `UPDATE row SET doc = replace(doc::text, '"archivedAt":null', '"archivedAt":5')::json WHERE kind = 'case'`,
  );
  const findAll = async (db: Database) => {
    const store = createPostgresStore(db);
    await readArchived(store, spaceId);
    const scopes = await db.query<{ scope: string }>(`SELECT DISTINCT scope FROM feed`);
    const question = { words: ['a'], scopes: scopes.map(({ scope }) => scope), limit: 100 };
    const found = await store.look(spaceId, (moment) => moment.searchArchive(question));
    return found.map(({ id }) => id);
  };
  const before = await findAll(from.db);
  expect(before.length).toBeGreaterThan(3);
  const file = join(aFolder(), 'raia.backup');
  await from.raia('backup', file);
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toMatchObject({ code: 0 });
  expect(await findAll(to.db)).toEqual(before);
});

test('numbers given since the backup are not given again', async () => {
  const { from, file } = await backedUp();
  const nextOf = async (db: Database) =>
    must((await db.query<{ next: number }>('SELECT next_number AS next FROM space'))[0], 'the company').next;
  const first = await anInstallation();
  await first.raia('restore', file);
  expect(await nextOf(first.db)).toBeGreaterThan((await nextOf(from.db)) + 100_000);
  // Restored once more, an hour later.
  const again = await anInstallation({ clock: () => toInstant(Date.now() + 3_600_000) });
  await again.raia('restore', file);
  expect(await nextOf(again.db)).toBeGreaterThanOrEqual((await nextOf(first.db)) + 3_600);
});

test('a computer that has read beyond the backup is told everything anew, one that has not only what is new', async () => {
  const { from, file } = await backedUp();
  const [space] = await listSpaces(from.db);
  const spaceId = must(space, 'the company').id;
  const [person] = await from.db.query<{ person: string }>('SELECT person FROM account LIMIT 1');
  const author = { space: spaceId, person: must(person, 'somebody').person };
  const pull = async (db: Database, term?: string, beyond = 0) => {
    const sync = createSync({
      store: createPostgresStore(db),
      findMutator,
      clock: () => toInstant(1),
      random: () => new Uint8Array(randomBytes(16)),
    });
    const [head] = await db.query<{ ver: number }>('SELECT ver FROM space');
    const cursors = `ref:${(head?.ver ?? 0) + beyond}`;
    const lines = await sync.pull(author, {
      client: randomUUID(),
      settled: 0,
      cursors,
      ...(term && { term }),
    });
    return pullEndSchema.parse(JSON.parse(lines.at(-1) ?? ''));
  };
  const terms = await from.db.query<{ uuid: string }>('SELECT uuid FROM term ORDER BY n');
  const read = must(terms.at(-1), 'the term of the backup').uuid;
  const to = await anInstallation();
  await to.raia('restore', file);
  expect((await pull(to.db, read)).fresh).toBe(false);
  expect((await pull(to.db, read, 3)).fresh).toBe(true);
  expect((await pull(to.db, (await pull(from.db)).term)).fresh).toBe(true);
});

test('a backup that is cut short, changed in a letter or none at all restores nothing', async () => {
  const { file } = await backedUp();
  const text = await readFile(file, 'utf8');
  const to = await anInstallation();
  const lines = text.split('\n');
  const bad: Readonly<Record<string, string>> = {
    'cut in a line': text.slice(0, -40),
    'without its last line': `${lines.slice(0, -2).join('\n')}\n`,
    'without a row': [...lines.slice(0, 3), ...lines.slice(4)].join('\n'),
    'changed in a letter': text.replace('Farol', 'Farel'),
    'a table of cases': 'id,subject\n1,Oi\n',
    empty: '',
  };
  for (const [what, content] of Object.entries(bad)) {
    const path = join(to.folder, 'bad.backup');
    await writeFile(path, content);
    const { code, err } = await to.raia('restore', path);
    expect([code, err], what).toEqual([2, expect.stringMatching(/no backup|damaged/)]);
    expect(await listSpaces(to.db), what).toEqual([]);
  }
});

test('nothing is restored over a company, and nothing is backed up over a file', async () => {
  const { from, file } = await backedUp();
  const before = await readFile(file);
  expect(await from.raia('restore', file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Farol Sistemas'),
  });
  expect(await from.raia('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('exists') });
  expect(await readFile(file)).toEqual(before);
});

test('a backup is for its owner alone, has its name only when whole, and says where it cannot be', async () => {
  const { from, file } = await backedUp();
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const folder = aFolder();
  for (const path of [join(folder, 'nowhere', 'b.backup'), join(folder, 'x'.repeat(300))]) {
    const { code, err } = await from.raia('backup', path);
    expect([code, err], path).toEqual([1, expect.stringContaining('could not be written')]);
  }
  expect(await readdir(folder)).toEqual([]);
});

/** The same backup as a build wrote it that had so many migrations. */
async function ofSchema(file: string, schema: number, keeps: (line: string) => boolean): Promise<void> {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const rows = lines.slice(0, -1).filter(keeps);
  const body = `${[head.replace(/"schema":\d+/, `"schema":${schema}`), ...rows].join('\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  await writeFile(file, `${body}${JSON.stringify({ end: true, rows: rows.length, sha256 })}\n`);
}

test('a backup of a newer version of the database says so', async () => {
  const { file } = await backedUp();
  await ofSchema(file, 999, () => true);
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('version 999'),
  });
  expect(await listSpaces(to.db)).toEqual([]);
});

test('a backup of an older version is brought up by the migrations since, and leaves nothing beside it', async () => {
  const { from, file } = await backedUp();
  // Desks came with the second migration, sums with the seventh.
  await ofSchema(file, 1, (line) => !line.includes('"scope":"desk:') && !line.startsWith('{"scope_sum":'));
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toMatchObject({ code: 0 });
  expect(await to.raia('verify')).toMatchObject({ code: 0 });
  const scopesIn = (db: Database) =>
    db.query('SELECT scope, count(*) FROM feed WHERE NOT gone GROUP BY scope ORDER BY scope');
  expect(await scopesIn(to.db)).toEqual(await scopesIn(from.db));
  expect(await to.db.query("SELECT FROM pg_namespace WHERE nspname = 'raia_restore'")).toEqual([]);
});
