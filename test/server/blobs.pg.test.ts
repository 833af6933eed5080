/** Files on the way to the server and back: real PostgreSQL, real files. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeUnnamed } from '#server/jobs/remove-blobs.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import type { AttachedFile } from '#shared/domain/case/attachment.ts';
import { must } from '#shared/lib/must.ts';
import { blobPath, pieceType } from '#shared/protocol/blobs.ts';
import { aFile, later } from '#test/support/builders.ts';
import { openArgs, parsePull } from '#test/support/sync-space.ts';
import { aServer, type TestLogin, type TestServer } from '#test/support/test-server.ts';

const days = (count: number): number => count * 24 * 3_600_000;

function bytesOf(size: number): { readonly bytes: Buffer; readonly file: AttachedFile } {
  const bytes = randomBytes(size);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, file: aFile({ name: 'balcão (1).png', bytes: size, sha256 }) };
}

/** A signed-in computer: it pushes rows and sends bytes. */
async function aDesk({ app, signIn }: TestServer, who: TestLogin = 'agent') {
  const headers = await signIn(who);
  const client = randomUUID();
  let mid = 0;
  return {
    headers,
    mutate: async (name: string, args: object) => {
      mid += 1;
      const mutation = { m: randomUUID(), mid, name, v: 1, args, base: {}, at: 0 };
      const payload = { client, term: null, mutations: [mutation] };
      const answer = await app.inject({ method: 'POST', url: '/api/sync/push', headers, payload });
      return answer.json().outcomes[0].outcome;
    },
    head: (sha256: string) => app.inject({ method: 'HEAD', url: blobPath(sha256), headers }),
    get: (sha256: string, more = {}) =>
      app.inject({ url: blobPath(sha256), headers: { ...headers, ...more } }),
    patch: (sha256: string, offset: number, payload: Buffer, type = pieceType) =>
      app.inject({
        method: 'PATCH',
        url: blobPath(sha256),
        headers: { ...headers, 'content-type': type, 'upload-offset': String(offset) },
        payload,
      }),
    attachments: async () => {
      const pulled = await app.inject({ url: `/api/sync/pull?client=${randomUUID()}&settled=0`, headers });
      const { rows } = parsePull(pulled.body.trimEnd().split('\n'));
      return rows.filter(({ kind }) => kind === 'attachment').map(({ doc }) => Object(doc));
    },
  };
}

async function aCaseWith(server: TestServer, ...files: readonly AttachedFile[]) {
  const desk = await aDesk(server);
  const caseId = randomUUID();
  await desk.mutate('case.open', openArgs(caseId));
  expect(await desk.mutate('case.attach', { caseId, files })).toEqual({ kind: 'applied' });
  return { desk, caseId };
}

const storedIn = async ({ folder }: TestServer): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

test('an upload cut ten times goes on where it was cut, and its row is present once the last byte has come', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(500_000);
  const { desk } = await aCaseWith(server, file);
  let sent = 0;
  for (let cut = 0; cut <= 10; cut += 1) {
    const head = await desk.head(file.sha256);
    expect(head.headers).toMatchObject({ 'upload-length': '500000', 'upload-complete': '?0' });
    const offset = Number(head.headers['upload-offset']);
    expect(offset).toBe(sent);
    expect(await desk.attachments()).toMatchObject([{ state: 'awaited' }]);
    const piece = bytes.subarray(offset, cut === 10 ? undefined : offset + 40_000 + cut);
    const answer = await desk.patch(file.sha256, offset, piece);
    expect(answer.statusCode).toBe(204);
    sent += piece.length;
    expect(answer.headers).toMatchObject({ 'upload-offset': String(sent) });
  }
  expect(sent).toBe(bytes.length);
  expect(await desk.attachments()).toMatchObject([{ ...file, state: 'present' }]);
  const got = await desk.get(file.sha256);
  expect(got.rawPayload.equals(bytes)).toBe(true);
});

test('a piece that does not follow is told where to go on, and nothing is written twice', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(3_000);
  const { desk } = await aCaseWith(server, file);
  await desk.patch(file.sha256, 0, bytes.subarray(0, 1_000));
  for (const offset of [0, 999, 2_000]) {
    const answer = await desk.patch(file.sha256, offset, bytes.subarray(offset, offset + 100));
    expect(answer.json()).toMatchObject({ status: 409, type: 'urn:raia:problem:wrong-offset' });
    expect(answer.headers['upload-offset']).toBe('1000');
  }
  const both = await Promise.all([1, 2].map(() => desk.patch(file.sha256, 1_000, bytes.subarray(1_000))));
  expect(both.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
  expect((await desk.get(file.sha256)).rawPayload.equals(bytes)).toBe(true);
});

test('the same file attached 20 times is stored once, and all its rows are present', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(2_000);
  const { desk, caseId } = await aCaseWith(server, file);
  for (let n = 1; n < 20; n += 1)
    await desk.mutate('case.attach', { caseId, files: [{ ...file, name: `${n}.png` }] });
  await desk.patch(file.sha256, 0, bytes);
  expect(await desk.attachments()).toHaveLength(20);
  expect((await desk.attachments()).every(({ state }) => state === 'present')).toBe(true);
  expect(await storedIn(server)).toEqual([file.sha256]);
  await desk.mutate('case.attach', { caseId, files: [file] });
  expect((await desk.head(file.sha256)).headers['upload-offset']).toBe('2000');
  expect((await desk.patch(file.sha256, 2_000, Buffer.alloc(0))).headers['upload-complete']).toBe('?1');
  expect((await desk.attachments()).filter(({ state }) => state === 'present')).toHaveLength(21);
});

test('bytes with another hash are refused and thrown away; too many are not taken', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk } = await aCaseWith(server, file);
  const answer = await desk.patch(file.sha256, 0, randomBytes(1_000));
  expect(answer.json()).toMatchObject({ status: 422, type: 'urn:raia:problem:wrong-hash' });
  expect((await desk.head(file.sha256)).headers['upload-offset']).toBe('0');
  expect((await desk.patch(file.sha256, 0, randomBytes(1_001))).statusCode).toBe(413);
  expect((await desk.patch(file.sha256, 0, randomBytes(1024 * 1024 + 1))).statusCode).toBe(413);
  expect((await desk.patch(file.sha256, 0, Buffer.from('{}'), 'application/json')).statusCode).toBe(415);
  expect(await desk.attachments()).toMatchObject([{ state: 'awaited' }]);
  expect((await desk.patch(file.sha256, 0, bytes)).statusCode).toBe(204);
});

test('who holds no row that names a file finds nothing: neither to read nor to send', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk } = await aCaseWith(server, file);
  const [colleague, stranger] = [await aDesk(server, 'colleague'), await aDesk(server, 'outsider')];
  expect((await colleague.get(file.sha256)).statusCode).toBe(404);
  await desk.patch(file.sha256, 0, bytes);
  expect((await colleague.get(file.sha256)).rawPayload.equals(bytes)).toBe(true);
  const unknown = bytesOf(10).file.sha256;
  for (const sha256 of [file.sha256, unknown]) {
    expect((await stranger.get(sha256)).json()).toMatchObject({ type: 'urn:raia:problem:not-found' });
    expect((await stranger.head(sha256)).statusCode).toBe(404);
    expect((await stranger.patch(sha256, 0, bytes)).statusCode).toBe(404);
  }
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: colleague.headers });
  expect((await colleague.get(file.sha256)).statusCode).toBe(401);
});

test('a file is handed out as something to save, never to run', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const named = { ...file, name: 'nota "fiscal"\r\nx: y.html', type: 'text/html' };
  const { desk } = await aCaseWith(server, named);
  await desk.patch(file.sha256, 0, bytes);
  const { headers } = await desk.get(file.sha256);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''nota%20%22fiscal%22%0D%0Ax%3A%20y.html",
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-length': '1000',
    etag: `"${file.sha256}"`,
  });
  expect(headers['cache-control']).toContain('immutable');
});

test('a company that has as much as it may have, or a full disk, says that there is no room', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk, caseId } = await aCaseWith(server, file);
  const [row] = await desk.attachments();
  const huge = { ...row, id: randomUUID(), caseId, state: 'present', bytes: 25 * 1024 * 1024 };
  await server.db.query(
    `INSERT INTO row (space, id, kind, parent, ver, doc)
     SELECT $1, gen_random_uuid(), 'attachment', $2, 0, jsonb_set($3::jsonb, '{sha256}', to_jsonb(md5(n::text)))
       FROM generate_series(1, 4200) n`,
    [server.space, caseId, JSON.stringify(huge)],
  );
  const answer = await desk.patch(file.sha256, 0, bytes);
  expect(answer.json()).toMatchObject({ status: 507, type: 'urn:raia:problem:no-room' });
});

test('what no row names goes after 30 days, and what is named stays for ever', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk } = await aCaseWith(server, file);
  await desk.patch(file.sha256, 0, bytes);
  const orphan = bytesOf(50);
  const key = { space: server.space, sha256: orphan.file.sha256 };
  const half = { ...key, sha256: bytesOf(9).file.sha256, by: randomUUID() };
  await server.blobFiles.append({ ...key, by: 'x' }, 0, orphan.bytes, server.clock.now);
  await server.blobFiles.finish({ ...key, by: 'x' }, server.clock.now);
  await server.blobFiles.append(half, 0, Buffer.from('half'), server.clock.now);
  const stores = { files: server.blobFiles, store: createPostgresStore(server.db) };
  await removeUnnamed(stores, later(server.clock.now, days(29)));
  expect([...(await storedIn(server))].sort()).toEqual([file.sha256, orphan.file.sha256].sort());
  expect(await server.blobFiles.uploaded(half)).toBe(4);
  await removeUnnamed(stores, later(server.clock.now, days(31)));
  expect(await storedIn(server)).toEqual([file.sha256]);
  expect(await server.blobFiles.uploaded(half)).toBe(0);
});

test('a row is present only while the bytes are there: lost ones can be sent again', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk } = await aCaseWith(server, file);
  await desk.patch(file.sha256, 0, bytes);
  await server.blobFiles.remove({ space: server.space, sha256: file.sha256 });
  expect((await desk.get(file.sha256)).statusCode).toBe(404);
  expect((await desk.head(file.sha256)).headers['upload-offset']).toBe('0');
  expect((await desk.patch(file.sha256, 0, bytes)).statusCode).toBe(204);
  expect((await desk.get(file.sha256)).rawPayload.equals(bytes)).toBe(true);
});

test('an upload begun by one cannot be spoilt by another', async () => {
  const server = await aServer();
  const { bytes, file } = bytesOf(1_000);
  const { desk } = await aCaseWith(server, file);
  const colleague = await aDesk(server, 'colleague');
  await desk.patch(file.sha256, 0, bytes.subarray(0, 500));
  expect((await colleague.patch(file.sha256, 0, randomBytes(500))).statusCode).toBe(204);
  expect((await desk.patch(file.sha256, 500, bytes.subarray(500))).statusCode).toBe(204);
  expect((await colleague.get(file.sha256)).rawPayload.equals(bytes)).toBe(true);
  expect(must((await desk.attachments())[0], 'its row')).toMatchObject({ state: 'present' });
});
