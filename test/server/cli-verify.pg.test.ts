import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '#server/db/database.ts';
import { aFile, aPerson } from '#test/support/builders.ts';
import { aCli } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const reportSchema = z.object({
  ok: z.boolean(),
  companies: z.array(z.object({ problems: z.array(z.object({ kind: z.string(), message: z.string() })) })),
});

/** Each damages one thing by hand, past every rule, and names what `verify` must find. */
const damages: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
  'kind-unknown': (db) =>
    db.query(
      "UPDATE row SET kind = 'unicorn' WHERE kind = 'article' AND ver = (SELECT max(ver) FROM row WHERE kind = 'article')",
    ),
  'row-unreadable': (db) => db.query("UPDATE row SET doc = '{}' WHERE kind = 'team'"),
  'version-repeated': (db) =>
    db.query("UPDATE row SET ver = (SELECT max(ver) FROM row) WHERE kind = 'company'"),
  'version-ahead': (db) => db.query("UPDATE row SET ver = 999999 WHERE kind = 'company'"),
  'event-without-case': (db) =>
    db.query("DELETE FROM row WHERE id = (SELECT id FROM row WHERE kind = 'case' ORDER BY ver LIMIT 1)"),
  'position-wrong': (db) =>
    db.query(
      `UPDATE row SET doc = jsonb_set(doc::jsonb, '{position,attempts,S2}', '7')::json
        WHERE id = (SELECT id FROM row WHERE kind = 'case' ORDER BY ver LIMIT 1)`,
    ),
  'late-wrong': (db) =>
    db.query(
      `UPDATE row SET doc = jsonb_set(doc::jsonb, '{lateIds}', to_jsonb(ARRAY[id]))::json
        WHERE id = (SELECT id FROM row WHERE kind = 'case' ORDER BY ver LIMIT 1)`,
    ),
  'number-missing': (db) =>
    db.query(
      `UPDATE row SET doc = jsonb_set(doc::jsonb, '{number}', 'null')::json
        WHERE id = (SELECT id FROM row WHERE kind = 'case' ORDER BY ver LIMIT 1)`,
    ),
  'number-repeated': (db) =>
    db.query("UPDATE row SET doc = jsonb_set(doc::jsonb, '{number}', '1')::json WHERE kind = 'case'"),
  'number-ahead': (db) => db.query('UPDATE space SET next_number = 1'),
  'feed-missing': (db) =>
    db.query("DELETE FROM feed WHERE id = (SELECT id FROM row WHERE kind = 'event' ORDER BY ver LIMIT 1)"),
  'feed-too-many': (db) =>
    db.query(
      "INSERT INTO feed (space, scope, id, ver) SELECT space, 'team:other', id, ver FROM row WHERE kind = 'customer' LIMIT 1",
    ),
  'feed-behind': (db) => db.query("UPDATE feed SET ver = 0 WHERE scope = 'ref'"),
  'sum-wrong': (db) => db.query("UPDATE scope_sum SET hash = hash # 1 WHERE scope = 'ref' AND kind = 'team'"),
  'file-missing': (db) =>
    db.query(
      `INSERT INTO row (space, id, kind, parent, ver, doc)
       SELECT space, $1::uuid, 'attachment', id, 0, ($2::jsonb || json_build_object('id', $1::uuid, 'caseId', id)::jsonb)::json
         FROM row WHERE kind = 'case' LIMIT 1`,
      [randomUUID(), JSON.stringify({ ...aFile(), state: 'present', addedBy: aPerson().id, addedAt: 1 })],
    ),
  'feed-without-row': (db) =>
    db.query('INSERT INTO feed (space, scope, id, ver) SELECT id, $1, $2, 1 FROM space', [
      'ref',
      randomUUID(),
    ]),
};

test.each(Object.keys(damages))('damage of the kind %s is found', async (kind) => {
  const url = await createTestDatabaseUrl();
  const { raia, folder } = aCli(url);
  expect((await raia('demo', '--cases', '8', '--password', 'x', '--data', folder)).code).toBe(0);
  expect((await raia('verify')).code).toBe(0);
  const db = openDatabase(url);
  await damages[kind]?.(db);
  await db.close();
  const { code, out } = await raia('verify', '--json');
  expect(code).toBe(1);
  const report = reportSchema.parse(JSON.parse(out));
  expect(report.ok).toBe(false);
  const found = report.companies.flatMap((company) => company.problems);
  expect(found.map((problem) => problem.kind)).toContain(kind);
  expect(found[0]?.message).not.toContain('{{');
});

test('a file is no folder', async () => {
  const embedded = aCli();
  const file = `${embedded.folder}/a-file`;
  writeFileSync(file, '');
  const { code, err } = await embedded.raia('demo', '--data', file, '--lang', 'en');
  expect(code).toBe(2);
  expect(err).toContain('cannot be used as a folder');
  expect(await embedded.raia('verify', '--data', file)).toMatchObject({ code: 1 });
});
