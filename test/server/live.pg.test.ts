import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { disableAccount } from '#server/auth/accounts.ts';
import { toFrame } from '#server/sync/pokes.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { type Poke, pokeSchema } from '#shared/protocol/messages.ts';
import { teamScope } from '#shared/protocol/scopes.ts';
import { aTeam } from '#test/support/builders.ts';
import { aCli } from '#test/support/cli-run.ts';
import { openArgs } from '#test/support/sync-space.ts';
import { aServer, logins, type TestLogin, type TestServer } from '#test/support/test-server.ts';

type Headers = { readonly authorization: string };

async function ticketFor({ app }: TestServer, headers: Headers): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/sync/live', headers });
  return answer.json().ticket;
}

async function listening() {
  const server = await aServer();
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const open = (ticket: string) => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/live?ticket=${ticket}`);
    socket.on('error', () => {});
    onTestFinished(() => socket.terminate());
    return socket;
  };
  const live = async (who: TestLogin, headers?: Headers) => {
    const socket = open(await ticketFor(server, headers ?? (await server.signIn(who))));
    const pokes: Poke[] = [];
    socket.on('message', (data) => pokes.push(pokeSchema.parse(JSON.parse(String(data)))));
    await once(socket, 'open');
    return { socket, pokes };
  };
  return { server, open, live };
}

async function openCase({ app, signIn }: TestServer, headers?: Headers) {
  const mutation = {
    m: randomUUID(),
    mid: 1,
    name: 'case.open',
    v: 1,
    args: openArgs(randomUUID()),
    base: {},
    at: 0,
  };
  const payload = { client: randomUUID(), term: null, mutations: [mutation] };
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sync/push',
    headers: headers ?? (await signIn()),
    payload,
  });
  expect(answer.json()).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
}

/** Resolves once the refusal of a socket that should not open has come. */
async function refusalOf(socket: WebSocket): Promise<{ status: number; body: string }> {
  const [, response] = await once(socket, 'unexpected-response');
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode, body };
}

test('those who hold the scope are poked, those who do not are not', async () => {
  const { server, live } = await listening();
  const [colleague, outsider, both] = [await live('colleague'), await live('outsider'), await live('both')];
  const arrived = Promise.all([once(colleague.socket, 'message'), once(both.socket, 'message')]);
  await openCase(server);
  await arrived;
  expect(colleague.pokes).toMatchObject([{ scope: teamScope(aTeam().id) }]);
  expect(both.pokes).toEqual(colleague.pokes);
  expect(outsider.pokes).toEqual([]);
});

test('many commits in a moment make few pokes, and the last one names the newest version', async () => {
  const { server, live } = await listening();
  const { socket, pokes } = await live('colleague');
  const headers = await server.signIn();
  await Promise.all(Array.from({ length: 20 }, () => openCase(server, headers)));
  const [space] = await server.db.query<{ ver: number }>('SELECT ver FROM space');
  while (pokes.at(-1)?.ver !== space?.ver) await once(socket, 'message');
  expect(pokes.length).toBeLessThan(20);
  expect(pokes.map(({ ver }) => ver)).toEqual([...pokes.map(({ ver }) => ver)].sort((a, b) => a - b));
});

test('a ticket opens one connection, within 30 seconds, and nothing else opens one', async () => {
  const { server, open } = await listening();
  const headers = await server.signIn();
  const used = await ticketFor(server, headers);
  await once(open(used), 'open');
  const late = await ticketFor(server, headers);
  server.clock.now = toInstant(server.clock.now + 30_000);
  for (const ticket of [used, late, 'guess', '']) {
    const refusal = await refusalOf(open(ticket));
    expect(refusal.status).toBe(401);
    expect(JSON.parse(refusal.body)).toMatchObject({ type: 'urn:raia:problem:ticket-invalid' });
  }
});

test('asking for the live address without a WebSocket is answered in words', async () => {
  const { app } = await aServer();
  const answer = await app.inject({ url: '/api/sync/live?ticket=x' });
  expect(answer.statusCode).toBe(426);
  expect(answer.json()).toMatchObject({ type: 'urn:raia:problem:upgrade-needed' });
});

test('a session that ended hears no more: its connection is closed before anything is sent', async () => {
  const { server, live } = await listening();
  const { socket, pokes } = await live('colleague');
  await disableAccount(server.db, 'ana', server.clock.now);
  const closed = once(socket, 'close');
  await openCase(server);
  expect((await closed)[0]).toBe(4401);
  expect(pokes).toEqual([]);
});

test('who is to be wiped, or was disabled, by a command beside the server is disconnected at once', async () => {
  const { server, live } = await listening();
  const { raia } = aCli(server.way.url);
  const hears = () =>
    server.db.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'",
    );
  await expect.poll(hears).toHaveLength(1);
  for (const [command, who] of [
    ['wipe', 'colleague'],
    ['disable', 'both'],
  ] as const) {
    const [{ socket }, other] = [await live(who), await live('agent')];
    const [closed, poked] = [once(socket, 'close'), once(other.socket, 'message')];
    expect((await raia('user', command, logins[who])).code).toBe(0);
    expect((await closed)[0]).toBe(4401);
    await poked;
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  }
});

test('a frame says how long it is, in the form its length asks for', () => {
  expect([...toFrame('a'.repeat(125)).subarray(0, 2)]).toEqual([0x81, 125]);
  expect([...toFrame('a'.repeat(126)).subarray(0, 4)]).toEqual([0x81, 126, 0, 126]);
  expect([...toFrame('a'.repeat(300)).subarray(0, 4)]).toEqual([0x81, 126, 1, 44]);
});
