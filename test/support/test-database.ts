import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '#server/db/database.ts';
import { createSpace } from '#server/db/spaces.ts';

/** A migrated database that only this test uses; gone when the test ends. */
export async function createTestDatabase(): Promise<Database> {
  return openDatabase(await createTestDatabaseUrl());
}

export async function createTestDatabaseUrl(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const template = url.pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const server = openDatabase(admin.href);
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`);
  onTestFinished(async () => {
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.close();
  });
  url.pathname = `/${name}`;
  return url.href;
}

export async function createTestSpace(db: Database): Promise<string> {
  const id = randomUUID();
  await createSpace(db, { id, name: 'Casa Aurora' });
  return id;
}
