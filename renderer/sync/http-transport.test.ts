import { afterEach, expect, test, vi } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/messages.ts';
import { idOf } from '../../test/support/ids.ts';
import { createHttpTransport } from './http-transport.ts';
import { SyncError } from './transport.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

type Call = { readonly url: string; readonly init: RequestInit };

function answering(status: number, body: string, headers: Record<string, string> = {}): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return new Response(body, { status, headers });
  });
  return calls;
}

const transport = createHttpTransport({ serverUrl: 'http://raia.test', token: 'the token' });
const pull = {
  ...{ client: idOf('client'), settled: 3, term: idOf('term'), wantsSums: false, wantsSnapshots: false },
  cursors: { ref: 7, 'team:1': 9 },
};
const push = {
  client: idOf('client'),
  term: null,
  mutations: [{ m: idOf('m'), mid: 1, name: 'case.note', v: 1, args: {}, base: {}, at: toInstant(1) }],
};

test('a pull tells where it stands and comes with the token', async () => {
  const [calls, text] = [answering(200, 'a\nb'), transport.pull(pull)];
  expect(await text).toBe('a\nb');
  const url = new URL(calls[0]?.url ?? '');
  expect(url.pathname).toBe('/api/sync/pull');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client: pull.client,
    settled: '3',
    term: pull.term,
    cursors: 'ref:7,team:1:9',
  });
  expect(new Headers(calls[0]?.init.headers).get('authorization')).toBe('Bearer the token');
});

test.each([
  ['sums', { wantsSums: true }],
  ['snapshots', { wantsSnapshots: true }],
])('%s are asked for by name', async (name, wanted) => {
  const calls = answering(200, '');
  await transport.pull({ ...pull, ...wanted });
  expect(new URL(calls[0]?.url ?? '').searchParams.get(name)).toBe('1');
});

test('a page of a snapshot is asked for by its scope and hash', async () => {
  const calls = answering(200, 'a\nb');
  expect(await transport.snapshotPage('team:1', 'ab12')).toBe('a\nb');
  const url = new URL(calls[0]?.url ?? '');
  expect(url.pathname).toBe('/api/sync/snapshot');
  expect(Object.fromEntries(url.searchParams)).toEqual({ scope: 'team:1', page: 'ab12' });
});

test('a page that is gone is told apart from a server that is not reached', async () => {
  answering(404, '{}');
  expect(await transport.snapshotPage('team:1', 'ab12')).toBeUndefined();
  answering(503, '{}');
  await expect(transport.snapshotPage('team:1', 'ab12')).rejects.toMatchObject({ kind: 'busy' });
});

test('a first pull names no term', async () => {
  const calls = answering(200, '');
  await transport.pull({ ...pull, term: null, cursors: {} });
  expect(new URL(calls[0]?.url ?? '').searchParams.has('term')).toBe(false);
});

test('a push is answered with what became of it', async () => {
  answering(200, JSON.stringify({ kind: 'gap', have: 4 }));
  expect(await transport.push(push)).toEqual({ kind: 'gap', have: 4 });
});

test.each([
  [401, 'signed-out'],
  [410, 'wiped'],
  [400, 'rejected'],
  [413, 'rejected'],
  [429, 'busy'],
  [503, 'busy'],
  [404, 'unreachable'],
])('a status of %i means %s', async (status, kind) => {
  answering(status, '{}');
  await expect(transport.push(push)).rejects.toMatchObject({ kind });
});

test.each([
  ['7', 7_000],
  ['90000', 60_000],
  ['-3', 0],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
])('a busy server that asks for %s is left alone for %i ms', async (asked, waitMs) => {
  answering(503, '{}', { 'retry-after': asked });
  await expect(transport.push(push)).rejects.toMatchObject({ kind: 'busy', waitMs });
});

test('no answer, and one that makes no sense, are both no answer', async () => {
  answering(200, '<html>Sign in to the hotel’s network</html>');
  await expect(transport.push(push)).rejects.toBeInstanceOf(SyncError);
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(transport.pull(pull)).rejects.toMatchObject({ kind: 'unreachable' });
});

/** A server that sends `chunks` one by one when told to, and then nothing more. */
function trickling(): { readonly send: (text: string) => void; readonly end: () => void } {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    signal?.addEventListener('abort', () => void writer.abort(signal.reason).catch(() => undefined));
    return new Response(readable);
  });
  return {
    send: (text) => void writer.write(new TextEncoder().encode(text)).catch(() => undefined),
    end: () => void writer.close(),
  };
}

test.each([
  ['app-older', protocolVersion + 1],
  ['server-older', protocolVersion - 1],
])('a server of another protocol means %s', async (kind, spoken) => {
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) => {
    expect(new Headers(headers).get(protocolHeader)).toBe(String(protocolVersion));
    return new Response('', { status: 426, headers: { [protocolHeader]: String(spoken) } });
  });
  await expect(transport.pull(pull)).rejects.toMatchObject({ kind });
});

test('a slow answer is waited for as long as it goes on', async () => {
  vi.useFakeTimers();
  const server = trickling();
  const text = transport.pull(pull);
  for (const line of ['a', 'b', 'c', 'd']) {
    server.send(line);
    await vi.advanceTimersByTimeAsync(20_000);
  }
  server.end();
  expect(await text).toBe('abcd');
});

test('a line that says nothing for half a minute is dead, before the answer and in its midst', async () => {
  vi.useFakeTimers();
  trickling().send('a');
  const midst = expect(transport.pull(pull)).rejects.toMatchObject({ kind: 'unreachable' });
  await vi.advanceTimersByTimeAsync(31_000);
  await midst;

  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  });
  const before = expect(transport.pull(pull)).rejects.toMatchObject({ kind: 'unreachable' });
  await vi.advanceTimersByTimeAsync(31_000);
  await before;
});
