/** Attached files in backups. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createBlobs } from '#server/blobs/create-blobs.ts';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import { openDatabase } from '#server/db/database.ts';
import { createSpace } from '#server/db/spaces.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { aFile } from '#test/support/builders.ts';
import { aCli } from '#test/support/cli-run.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

async function anInstallation() {
  const url = await createTestDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const cli = aCli(url);
  return { db, ...cli, raia: (...argv: readonly string[]) => cli.raia(...argv, '--data', cli.folder) };
}

/** A company with one file the server has, one it waits for, and a backup of both. */
async function backedUp() {
  const from = await anInstallation();
  const space = randomUUID();
  await createSpace(from.db, { id: space, name: 'Casa Aurora' });
  const company = await aSyncSpace({ store: createPostgresStore(from.db), space });
  const files = createFileBlobs(from.folder);
  const blobs = createBlobs({ ...company, files, clock: () => company.clock.now });
  const bytes = randomBytes(300_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const caseId = randomUUID();
  const client = aClient(company, syncPeople.agent);
  await client.mutate('case.open', openArgs(caseId));
  const present = aFile({ bytes: bytes.length, sha256 });
  await client.mutate('case.attach', {
    caseId,
    files: [present, present, aFile({ sha256: '0'.repeat(64) })],
  });
  const author = { space, person: syncPeople.agent.id };
  await blobs.append(author, { sha256, offset: 0, bytes });
  const file = join(from.folder, 'raia.backup');
  const made = await from.raia('backup', file);
  return { from, key: { space, sha256 }, bytes, file, made };
}

test('a backup brings the attached files along, each once, and a restore puts them back', async () => {
  const { key, bytes, file, made } = await backedUp();
  expect([made.code, made.err]).toEqual([0, expect.stringContaining('1 attached file is in it.')]);
  const to = await anInstallation();
  const restored = await to.raia('restore', file);
  expect([restored.code, restored.err]).toEqual([0, expect.stringContaining('1 attached file is back.')]);
  const stored = await createFileBlobs(to.folder).open(key);
  expect(stored && bytes.equals(await buffer(stored.stream))).toBe(true);
});

test('a backup without the bytes that should be there says so, and is made all the same', async () => {
  const { from, key } = await backedUp();
  await createFileBlobs(from.folder).remove(key);
  const made = await from.raia('backup', join(from.folder, 'second.backup'));
  expect([made.code, made.err]).toEqual([0, expect.stringContaining('not found')]);
});

test('a file whose bytes were changed restores nothing, whatever the sum at the end says', async () => {
  const { file } = await backedUp();
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  const changed = lines.slice(0, -1).map((line) => line.replace(/("data":")..../, '$1AAAA'));
  const body = `${changed.join('\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const end = { ...JSON.parse(lines.at(-1) ?? ''), sha256 };
  await writeFile(file, `${body}${JSON.stringify(end)}\n`);
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toMatchObject({ code: 2, err: expect.stringContaining('damaged') });
  expect(await to.db.query('SELECT id FROM space')).toEqual([]);
});

test('a folder that takes no files restores nothing, in a sentence', async () => {
  const { file } = await backedUp();
  const to = await anInstallation();
  await writeFile(join(to.folder, 'uploads'), 'in the way');
  const { code, err } = await to.raia('restore', file);
  expect([code, err]).toEqual([1, expect.stringContaining('could not be written')]);
  expect(await to.db.query('SELECT id FROM space')).toEqual([]);
});

test('a backup made before files could be attached is restored', async () => {
  const { from, file } = await backedUp();
  await from.db.query("DELETE FROM row WHERE kind = 'attachment'");
  const plain = join(from.folder, 'plain.backup');
  await from.raia('backup', plain);
  const lines = (await readFile(plain, 'utf8')).split('\n').slice(0, -2);
  const [head, ...all] = lines;
  // Sums came later too.
  const rows = all.filter((line) => !line.startsWith('{"scope_sum":'));
  const body = `${[JSON.stringify({ ...JSON.parse(head ?? ''), format: 1, schema: 1 }), ...rows].join('\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  await writeFile(file, `${body}${JSON.stringify({ end: true, rows: rows.length, sha256 })}\n`);
  const to = await anInstallation();
  expect(await to.raia('restore', file)).toMatchObject({ code: 0 });
});
