import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { disableAccount, listAccounts } from '#server/auth/accounts.ts';
import { askWipe, listDevices, listWipes } from '#server/auth/wipes.ts';
import { must } from '#shared/lib/must.ts';
import { aServer, type TestServer } from '#test/support/test-server.ts';

type Headers = { readonly authorization: string };
const aKey = () => ({ id: randomUUID(), key: randomBytes(32).toString('base64') });

const keep = ({ app }: TestServer, headers: Headers, { id, key }: ReturnType<typeof aKey>) =>
  app.inject({ method: 'PUT', url: `/api/session/keys/${id}`, headers, payload: { key } });
const find = ({ app }: TestServer, headers: Headers, id: string) =>
  app.inject({ method: 'GET', url: `/api/session/keys/${id}`, headers });
const pull = ({ app }: TestServer, headers: Headers) =>
  app.inject({ url: `/api/sync/pull?client=${randomUUID()}&settled=0`, headers });
const report = ({ app }: TestServer, headers: Headers, key: string | null, changes = 3, drafts = 2) =>
  app.inject({ method: 'POST', url: '/api/session/wiped', headers, payload: { changes, drafts, key } });

async function accountOf({ db }: TestServer, login: string) {
  return must(
    (await listAccounts(db)).find((account) => account.login === login),
    'the account',
  );
}
async function wipe(server: TestServer, device: string | null = null): Promise<number> {
  const account = await accountOf(server, 'lia');
  return askWipe(server.db, account, { device, at: server.clock.now, newId: randomUUID });
}
const wiped = { type: 'urn:raia:problem:wiped', status: 410 };

test('a person gets the copy of a key back, and nobody else does', async () => {
  const server = await aServer();
  const [lia, ana] = [await server.signIn(), await server.signIn('colleague')];
  const key = aKey();
  expect((await find(server, lia, key.id)).json()).toEqual({ key: null });
  expect((await keep(server, lia, key)).statusCode).toBe(204);
  expect((await find(server, await server.signIn(), key.id)).json()).toEqual({ key: key.key });
  expect((await find(server, ana, key.id)).json()).toEqual({ key: null });
});

test('the first copy of a key stays, whatever is sent later under its name', async () => {
  const server = await aServer();
  const lia = await server.signIn();
  const key = aKey();
  await keep(server, lia, key);
  expect((await keep(server, lia, { ...aKey(), id: key.id })).statusCode).toBe(204);
  expect((await find(server, lia, key.id)).json()).toEqual({ key: key.key });
});

test('a computer to be wiped is told so at its next contact, and of nothing else; others go on', async () => {
  const server = await aServer();
  const [here, ana] = [await server.signIn(), await server.signIn('colleague')];
  const key = aKey();
  await keep(server, here, key);
  expect(await wipe(server)).toBe(1);
  expect(await wipe(server)).toBe(0);
  for (const answer of [
    await pull(server, here),
    await find(server, here, key.id),
    await keep(server, here, key),
  ]) {
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toMatchObject(wiped);
  }
  expect((await pull(server, ana)).statusCode).toBe(200);
  expect(await server.db.query('SELECT FROM store_key WHERE key IS NOT NULL')).toHaveLength(0);
});

test('what a computer destroyed is kept as it tells it, once, and its session is over', async () => {
  const server = await aServer();
  const here = await server.signIn();
  const key = aKey();
  await keep(server, here, key);
  await wipe(server);
  const account = await accountOf(server, 'lia');
  const asked = { device: 'Teste', askedAt: server.clock.now };
  expect(await listWipes(server.db, account)).toEqual([
    { ...asked, doneAt: null, changes: null, drafts: null },
  ]);
  expect((await report(server, here, key.id)).statusCode).toBe(204);
  expect((await report(server, here, key.id, 9, 9)).statusCode).toBe(401);
  const done = { ...asked, doneAt: server.clock.now, changes: 3, drafts: 2 };
  expect(await listWipes(server.db, account)).toEqual([done]);
  expect(await listDevices(server.db, account)).toEqual([]);
  expect((await pull(server, here)).statusCode).toBe(401);
});

test('signing in again on a computer that was never reached does not get its key back', async () => {
  const server = await aServer();
  const here = await server.signIn();
  const key = aKey();
  await keep(server, here, key);
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: here });
  expect(await wipe(server)).toBe(1);
  const again = await server.signIn();
  expect((await pull(server, again)).statusCode).toBe(200);
  expect((await find(server, again, key.id)).json()).toMatchObject(wiped);
  expect((await keep(server, again, key)).json()).toMatchObject(wiped);
  expect((await report(server, again, key.id)).statusCode).toBe(204);
  expect(await listWipes(server.db, await accountOf(server, 'lia'))).toMatchObject([{ changes: 3 }]);
});

test('two sessions of one computer are one computer, and a name picks its own', async () => {
  const server = await aServer();
  const key = aKey();
  for (let times = 0; times < 2; times += 1) await keep(server, await server.signIn(), key);
  expect(await wipe(server, 'Outro')).toBe(0);
  expect(await wipe(server, 'Teste')).toBe(1);
});

test('a person without access, before or after, still has their computers wiped', async () => {
  for (const isFirst of [true, false]) {
    const server = await aServer();
    const here = await server.signIn();
    if (isFirst) await disableAccount(server.db, 'lia', server.clock.now);
    await wipe(server);
    if (!isFirst) await disableAccount(server.db, 'lia', server.clock.now);
    expect((await pull(server, here)).statusCode).toBe(410);
    expect((await report(server, here, null)).statusCode).toBe(204);
  }
});
