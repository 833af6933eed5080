import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '#server/db/database.ts';
import { migrate, migrateWithin, NewerDatabaseError } from '#server/db/migrate.ts';
import { createTestDatabase, createTestDatabaseUrl, createTestSpace } from '#test/support/test-database.ts';

const tables = (db: Database) =>
  db.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );

/** Columns and indexes, as PostgreSQL describes them. */
const schemaOf = (db: Database) =>
  db.query(
    `SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS part
       FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
  );

test('processes that start at once migrate an empty database once', async () => {
  const url = await createTestDatabaseUrl();
  const databases = [openDatabase(url), openDatabase(url), openDatabase(url)];
  onTestFinished(async () => {
    await Promise.all(databases.map((db) => db.close()));
  });
  const [db] = databases as [Database];
  const expected = await tables(db);
  await db.query('DROP SCHEMA public CASCADE');
  await db.query('CREATE SCHEMA public');
  await Promise.all(databases.map(migrate));
  expect(await tables(db)).toEqual(expected);
  const numbers = await db.query<{ number: number }>('SELECT number FROM migration ORDER BY number');
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
});

test('a database brought up from the first version is what a fresh one is', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const fresh = await schemaOf(db);
  await db.query('DROP SCHEMA public CASCADE');
  await db.query('CREATE SCHEMA public');
  await db.transaction('write', (tx) => migrateWithin(tx, 1));
  await createTestSpace(db);
  expect(await schemaOf(db)).not.toEqual(fresh);
  await migrate(db);
  expect(await schemaOf(db)).toEqual(fresh);
});

test('a database of a newer build is left alone and said to be newer', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  await db.query("INSERT INTO migration (number, name) VALUES (999, 'from the future')");
  await expect(migrate(db)).rejects.toBeInstanceOf(NewerDatabaseError);
});
