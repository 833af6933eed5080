import { expect, test } from 'vitest';
import { disableAccount, listAccounts } from '#server/auth/accounts.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { sessionSchema, signedInSchema } from '#shared/protocol/session.ts';
import { syncPeople } from '#test/support/sync-space.ts';
import { aServer, password, type TestServer } from '#test/support/test-server.ts';

const days = 86_400_000;

const attempt = ({ app }: TestServer, login: string, secret: string, ip = '127.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: ip,
    payload: { login, password: secret, device: 'Teste' },
  });
const who = ({ app }: TestServer, headers: { readonly authorization: string }) =>
  app.inject({ method: 'GET', url: '/api/session', headers });

test('signing in gives a token that opens the session of that person, and is kept nowhere', async () => {
  const server = await aServer();
  const answer = await attempt(server, ' LIA ', password);
  expect(answer.statusCode).toBe(200);
  const { token, person, space } = signedInSchema.parse(answer.json());
  expect(person).toEqual(syncPeople.agent);
  expect(space.id).toBe(server.space);
  const again = await who(server, { authorization: `Bearer ${token}` });
  expect(sessionSchema.parse(again.json())).toEqual({ person, space });
  const stored = await server.db.query('SELECT s.*::text AS whole FROM session s');
  expect(JSON.stringify(stored)).not.toContain(token);
  const accounts = await server.db.query<{ hash: string }>('SELECT password_hash AS hash FROM account');
  for (const { hash } of accounts) expect(hash).toMatch(/^\$argon2id\$/);
});

test('a wrong password, an unknown login and a disabled account get the same answer', async () => {
  const server = await aServer();
  await disableAccount(server.db, 'Olga', server.clock.now);
  const answers = [
    await attempt(server, 'lia', 'outra'),
    await attempt(server, 'ninguem', password),
    await attempt(server, 'olga', password),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ type: 'urn:raia:problem:wrong-sign-in', status: 401 });
    expect(answer.body).toBe(answers[0]?.body);
  }
});

test('signing out ends this device and no other', async () => {
  const server = await aServer();
  const [here, there] = [await server.signIn(), await server.signIn()];
  const out = await server.app.inject({ method: 'DELETE', url: '/api/session', headers: here });
  expect(out.statusCode).toBe(204);
  expect((await who(server, here)).statusCode).toBe(401);
  expect((await who(server, there)).statusCode).toBe(200);
});

test('disabling an account ends its sessions at once', async () => {
  const server = await aServer();
  const session = await server.signIn();
  expect(await disableAccount(server.db, 'lia', server.clock.now)).toBe(true);
  expect(await disableAccount(server.db, 'ninguem', server.clock.now)).toBe(false);
  expect((await who(server, session)).statusCode).toBe(401);
  expect((await listAccounts(server.db)).find(({ login }) => login === 'lia')?.disabledAt).toBe(
    server.clock.now,
  );
});

test('a session ends after 90 days without use, and each use begins them again', async () => {
  const server = await aServer();
  const session = await server.signIn();
  for (const pause of [89, 89, 89]) {
    server.clock.now = toInstant(server.clock.now + pause * days);
    expect((await who(server, session)).statusCode).toBe(200);
  }
  server.clock.now = toInstant(server.clock.now + 90 * days);
  expect((await who(server, session)).statusCode).toBe(401);
});

test('after ten wrong passwords a login rests for five minutes at that address, even for the right one', async () => {
  const server = await aServer();
  for (let count = 0; count < 10; count++)
    expect((await attempt(server, 'lia', 'outra')).statusCode).toBe(401);
  const refused = await attempt(server, 'Lia', password);
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ type: 'urn:raia:problem:too-many-attempts' });
  expect(refused.headers['retry-after']).toBe('300');
  expect((await attempt(server, 'ana', password)).statusCode).toBe(200);
  expect((await attempt(server, 'lia', password, '10.0.0.7')).statusCode).toBe(200);
  server.clock.now = toInstant(server.clock.now + 300_000);
  expect((await attempt(server, 'lia', password)).statusCode).toBe(200);
});

test('behind a proxy the address is the one the proxy saw, whatever the caller claims before it', async () => {
  const server = await aServer({ isBehindProxy: true });
  const claiming = (claimed: string, secret: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-forwarded-for': `${claimed}, 203.0.113.9` },
      payload: { login: 'lia', password: secret, device: 'Teste' },
    });
  for (let count = 0; count < 10; count++)
    expect((await claiming(`198.51.100.${count}`, 'outra')).statusCode).toBe(401);
  expect((await claiming('198.51.100.99', password)).statusCode).toBe(429);
});
