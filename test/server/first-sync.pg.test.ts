/** A first sync of a whole computer from a whole server, over a line that is cut in the middle of answers. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { splitPull } from '#renderer/data/pull-text.ts';
import { createHttpTransport } from '#renderer/sync/http-transport.ts';
import { createSnapshots } from '#renderer/sync/snapshots.ts';
import { must } from '#shared/lib/must.ts';
import { openRoughWay } from '#test/support/rough-way.ts';
import { sha256Of } from '#test/support/sha256.ts';
import { openArgs } from '#test/support/sync-space.ts';
import { aServer } from '#test/support/test-server.ts';

const cases = 12;

test('pages that came before the line was cut do not come again, and all of them are what the server has', async () => {
  const { app, clock, signIn } = await aServer({
    snapshots: { rowsAtOnce: 6, pageRows: 2, rowsBehind: 1_000 },
  });
  const headers = await signIn();
  const mutations = Array.from({ length: cases }, (_, n) => ({
    ...{ m: randomUUID(), mid: n + 1, name: 'case.open', v: 1, base: {}, at: clock.now },
    args: openArgs(randomUUID()),
  }));
  const payload = { client: randomUUID(), term: null, mutations };
  await app.inject({ method: 'POST', url: '/api/sync/push', headers, payload });
  const way = await openRoughWay(await app.listen({ port: 0, host: '127.0.0.1' }));
  onTestFinished(way.close);

  const token = headers.authorization.slice('Bearer '.length);
  const transport = createHttpTransport({ serverUrl: way.url, token });
  const came: string[] = [];
  const snapshots = createSnapshots({
    onProgress: () => {},
    isStopped: () => false,
    sha256Of: async (bytes) => sha256Of(bytes),
    transport: {
      snapshotPage: async (scope, hash) => {
        const text = await transport.snapshotPage(scope, hash);
        if (text !== undefined) came.push(hash);
        return text;
      },
    },
  });
  const query = { client: randomUUID(), settled: 0, term: null, cursors: {}, wantsSums: false };
  const told = must(splitPull(await transport.pull({ ...query, wantsSnapshots: true })), 'an answer');
  const named = must(told.end.snapshots, 'snapshots');

  let calls = 0;
  way.roughen(() => {
    calls += 1;
    return calls % 4 === 0 ? 'cut-answer' : undefined;
  });
  let attempts = 1;
  let texts: readonly string[] | undefined;
  while (texts === undefined) {
    texts = await snapshots.fetch(named).catch((error: unknown) => {
      expect(error).toMatchObject({ kind: 'unreachable' });
      return undefined;
    });
    attempts += texts === undefined ? 1 : 0;
  }
  way.calm();
  const pages = named.flatMap((snapshot) => snapshot.pages);
  expect(attempts).toBeGreaterThan(3);
  expect(came).toEqual(pages.map(({ hash }) => hash));
  const whole = must(splitPull(await transport.pull({ ...query, wantsSnapshots: false })), 'an answer');
  expect(new Set(texts.join('\n').split('\n'))).toEqual(new Set(whole.rowsText.split('\n')));
});
