import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from '#server/http/api-routes.ts';
import { languages } from '#shared/lib/words.ts';
import { pieceType } from '#shared/protocol/blobs.ts';
import {
  protocolHeader,
  protocolVersion,
  pullQuerySchema,
  pushRequestSchema,
  pushResponseSchema,
} from '#shared/protocol/messages.ts';
import { signInSchema, storeKeySchema, wipedSchema } from '#shared/protocol/session.ts';
import { resources } from '#shared/text/resources.ts';
import { anyInput, validInput } from '#test/support/arbitrary.ts';
import { seed } from '#test/support/seed.ts';
import { openArgs, parsePull } from '#test/support/sync-space.ts';
import { aServer, type TestServer } from '#test/support/test-server.ts';

const aHash = 'ab'.repeat(32);

const problemSchema = z.object({
  type: z.string().regex(/^urn:raia:problem:[a-z-]+$/),
  title: z.string().min(3),
  status: z.number(),
  detail: z.string().regex(/\.$/),
});

test('a pushed case comes back in a pull as lines, the last one the end', async () => {
  const { app, signIn } = await aServer();
  const headers = await signIn();
  const [client, caseId, m] = [randomUUID(), randomUUID(), randomUUID()];
  const mutation = { m, mid: 1, name: 'case.open', v: 1, args: openArgs(caseId), base: {}, at: 0 };
  const pushed = await app.inject({
    method: 'POST',
    url: '/api/sync/push',
    headers,
    payload: { client, term: null, mutations: [mutation] },
  });
  expect(pushResponseSchema.parse(pushed.json())).toEqual({
    kind: 'done',
    outcomes: [{ m, outcome: { kind: 'applied' } }],
  });
  const pulled = await app.inject({ url: `/api/sync/pull?client=${client}&settled=0`, headers });
  expect(pulled.headers['content-type']).toContain('application/x-ndjson');
  const { rows, end } = parsePull(pulled.body.trimEnd().split('\n'));
  expect(rows.find(({ id }) => id === caseId)?.doc).toMatchObject({ number: 1 });
  expect(end).toMatchObject({ lastMid: 1, outcomes: [{ m, mid: 1 }] });
});

test('a computer of another protocol is told which of the two is the older, before anything is read', async () => {
  const { app, signIn } = await aServer();
  const headers = await signIn();
  const url = `/api/sync/pull?client=${randomUUID()}&settled=0`;
  const ask = (spoken: string) => app.inject({ url, headers: { ...headers, [protocolHeader]: spoken } });
  expect((await ask(String(protocolVersion))).statusCode).toBe(200);
  const [newer, older, none] = await Promise.all([ask(String(protocolVersion + 1)), ask('0'), ask('x')]);
  expect(newer.json()).toMatchObject({ status: 426, type: 'urn:raia:problem:server-older' });
  expect(older.json()).toMatchObject({ status: 426, type: 'urn:raia:problem:app-older' });
  expect(none.json()).toMatchObject({ status: 426, type: 'urn:raia:problem:app-older' });
  expect(newer.headers[protocolHeader]).toBe(String(protocolVersion));
});

test('every route but those for anyone is closed without a token, whatever comes with the request', async () => {
  const { app } = await aServer();
  for (const route of apiRoutes.filter((each) => each.for !== 'anyone'))
    for (const authorization of [undefined, 'Bearer x', `Bearer ${'a'.repeat(43)}`, 'Basic bGlhOmxpYQ==']) {
      const answer = await app.inject({
        method: route.method,
        url: route.url.replace(':sha256', aHash),
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        ...(hasBody(route) ? { payload: '{{{' } : {}),
      });
      expect(answer.statusCode, `${route.method} ${route.url}`).toBe(401);
      if (route.method === 'HEAD') continue;
      expect(answer.json()).toMatchObject({ type: 'urn:raia:problem:not-signed-in' });
    }
});

test('wrong input gets a problem with a sentence on every route: never a 5xx, never a stack trace', async () => {
  const server = await aServer();
  const headers = await server.signIn();
  const body = fc.oneof(
    anyInput(pushRequestSchema).map((value) => JSON.stringify(value)),
    anyInput(signInSchema).map((value) => JSON.stringify(value)),
    anyInput(storeKeySchema).map((value) => JSON.stringify(value)),
    anyInput(wipedSchema).map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary' }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  );
  const query = fc.oneof(
    fc.dictionary(
      fc.constantFrom('client', 'settled', 'term', 'cursors', 'case', 'name', 'words', 'ticket', '__proto__'),
      fc.string({ unit: 'grapheme' }),
    ),
    validInput(pullQuerySchema).map((value) => value as Record<string, unknown>),
  );
  const extra = fc.record({
    'content-type': fc.constantFrom(
      'application/json',
      'text/plain',
      'application/xml',
      'multipart/form-data',
      pieceType,
      '',
    ),
    'accept-language': fc.oneof(
      fc.constantFrom('es-AR,es;q=0.9', 'en', '*;q=NaN', 'pt;q=0'),
      fc.string({ unit: 'grapheme-ascii' }),
    ),
    'upload-offset': fc.constantFrom('0', '-1', '1e9', 'NaN', ''),
    origin: fc.constantFrom('app://raia', 'https://example.com', 'null'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...apiRoutes),
      body,
      query,
      extra,
      fc.boolean(),
      fc.constantFrom('', '/', '//', '/x', '/%00', '%2e%2e', ';a'),
      fc.constantFrom(aHash, ':sha256', '..%2f..%2fetc', 'A'.repeat(64), '%00'),
      async (route, payload, parameters, more, isSignedIn, suffix, name) => {
        const search = new URLSearchParams(
          Object.entries(parameters).map(([key, value]) => [key, String(value)]),
        );
        const answer = await server.app.inject({
          method: route.method,
          url: `${route.url.replace(':sha256', name)}${suffix}?${search}`,
          headers: { ...more, ...(isSignedIn ? headers : {}) },
          ...(hasBody(route) ? { payload: payload ?? '' } : {}),
        });
        expectAnswer(answer, route.method);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('well-formed pushes and pulls with any content are answered, never with a 5xx', async () => {
  const server = await aServer();
  const headers = await server.signIn();
  await fc.assert(
    fc.asyncProperty(
      validInput(pushRequestSchema, { words: ['case.note', 'case.open'] }),
      async (payload) => {
        const answer = await server.app.inject({
          method: 'POST',
          url: '/api/sync/push',
          headers,
          payload: payload as object,
        });
        if (answer.statusCode === 503)
          expect(answer.json()).toMatchObject({ type: 'urn:raia:problem:mutator-unknown' });
        else expectAnswer(answer);
      },
    ),
    { seed, numRuns: 100 },
  );
});

test('what is too large, of another type or no JSON is told apart', async () => {
  const { app, signIn } = await aServer();
  const headers = await signIn();
  const post = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/api/sync/push',
      headers: { ...headers, 'content-type': type },
      payload,
    });
  const large = await post(JSON.stringify({ x: 'x'.repeat(9 * 1024 * 1024) }));
  expect(large.json()).toMatchObject({ status: 413, type: 'urn:raia:problem:too-large' });
  expect((await post('a', 'text/plain')).json()).toMatchObject({ status: 415 });
  expect((await post('{"client":')).json()).toMatchObject({
    status: 400,
    type: 'urn:raia:problem:unreadable',
  });
  const invalid = (await post('{"client":"x","term":null,"mutations":[{"m":1}]}')).json();
  expect(invalid).toMatchObject({ status: 400, type: 'urn:raia:problem:invalid-request' });
  expect(invalid.detail).toContain('client, mutations.0.m');
});

test('an unknown address and an unreadable one are problems too', async () => {
  const { app } = await aServer();
  for (const url of ['/api/nothing', '/nothing', '/%', '/api/session/x'])
    expectAnswer(await app.inject({ method: 'GET', url }));
  expect((await app.inject({ method: 'PUT', url: '/api/session' })).statusCode).toBe(404);
});

test('bytes that are no HTTP are answered with a problem', async () => {
  const { app } = await aServer();
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  for (const [sent, status] of [
    ['HELLO\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 413],
  ] as const) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(sent);
    const answer = await text(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemSchema.parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''))).toMatchObject({ status });
  }
});

test('problems speak the language of whoever asks', async () => {
  const { app } = await aServer();
  const titleFor = async (header: string) =>
    (await app.inject({ url: '/api/nothing', headers: { 'accept-language': header } })).json().title;
  for (const language of languages)
    expect(await titleFor(language)).toBe(resources[language].problems['not-found'].title);
  expect(await titleFor('fr, es-MX;q=0.8, en;q=0.9')).toBe(resources.en.problems['not-found'].title);
  expect(await titleFor('ja')).toBe(resources['pt-BR'].problems['not-found'].title);
});

test('the health check fails while the database is away, and everything else says so in words', async () => {
  const { app, way, signIn } = await aServer();
  const headers = await signIn();
  expect((await app.inject('/healthz')).json()).toMatchObject({ ok: true, protocol: protocolVersion });
  await way.cut();
  for (const url of ['/healthz', '/api/session', `/api/sync/pull?client=${randomUUID()}&settled=0`]) {
    const answer = await app.inject({ url, headers });
    expect(answer.json(), url).toMatchObject({ status: 503, type: 'urn:raia:problem:unavailable' });
    expect(answer.headers['retry-after']).toBe('1');
  }
  await way.mend();
  expect((await app.inject('/healthz')).json()).toMatchObject({ ok: true, protocol: protocolVersion });
});

test('pages may load nothing from elsewhere, and only the desktop app may call from another origin', async () => {
  const { app } = await aServer();
  const { headers } = await app.inject({ url: '/healthz', headers: { origin: 'https://example.com' } });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|\*|https?:/);
  expect(headers['access-control-allow-origin']).toBe('app://raia');
  expect(headers['x-content-type-options']).toBe('nosniff');
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/sync/push',
    headers: {
      origin: 'app://raia',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
});

/** A server with the files of a built web app. */
async function aWebServer(): Promise<TestServer> {
  const renderer = await mkdtemp(join(tmpdir(), 'raia-renderer-'));
  onTestFinished(() => rm(renderer, { recursive: true }));
  await mkdir(join(renderer, 'assets'));
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>Raia</title>');
  await writeFile(join(renderer, 'service-worker.js'), '');
  await writeFile(join(renderer, 'assets', 'index-Bx3_k9-Z.js'), '');
  return aServer({ renderer });
}

test('the web app is served: what is named by its content for ever, the rest asked for again each time', async () => {
  const { app } = await aWebServer();
  expect((await app.inject('/')).body).toContain('<title>Raia</title>');
  const cacheOf = async (url: string) => (await app.inject(url)).headers['cache-control'];
  expect(await cacheOf('/')).toBe('no-cache');
  expect(await cacheOf('/service-worker.js')).toBe('no-cache');
  expect(await cacheOf('/assets/index-Bx3_k9-Z.js')).toContain('immutable');
  for (const url of ['/../package.json', '/%2e%2e/package.json', '/assets', '/.env', '/nothing.js'])
    expect((await app.inject(url)).statusCode, url).toBeGreaterThanOrEqual(400);
});

test('an address typed in a browser leads to the app, which says that nothing is there', async () => {
  const { app } = await aWebServer();
  const ask = (url: string, accept: string) => app.inject({ url, headers: { accept } });
  const page = await ask('/some/odd/path', 'text/html,*/*');
  expect([page.statusCode, page.headers.location]).toEqual([302, '/#/some/odd/path']);
  expectAnswer(await ask('/some/odd/path', '*/*'));
  expectAnswer(await ask('/api/nothing', 'text/html'));
});

function hasBody({ method }: (typeof apiRoutes)[number]): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function expectAnswer(answer: Awaited<ReturnType<TestServer['app']['inject']>>, method = 'GET'): void {
  expect(answer.statusCode).toBeLessThan(500);
  if (answer.statusCode < 400 || method === 'HEAD') return;
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(problemSchema.parse(answer.json()).status).toBe(answer.statusCode);
  expect(answer.body).not.toMatch(/ {4}at |node_modules/);
}
