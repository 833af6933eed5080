import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { aCli, aFolder } from '#test/support/cli-run.ts';
import { createTestDatabaseUrl } from '#test/support/test-database.ts';

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

test('a server on its own PostgreSQL shares it with the commands beside it, and leaves nothing running', async () => {
  const folder = aFolder();
  const { raia, ask } = aCli();
  expect((await raia('demo', '--cases', '3', '--data', folder)).code).toBe(0);
  const server = startRaia('serve', '--port', '0', '--json', '--data', folder);
  const { url } = readySchema.parse(JSON.parse(await server.firstWords));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await ask('user', 'list', '--data', folder)).toHaveLength(4);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('without a company the server says how to make one', async () => {
  const { raia } = aCli(await createTestDatabaseUrl());
  const answer = await raia('serve', '--port', '0');
  expect(answer).toMatchObject({ code: 1, out: '' });
  expect(answer.err).toContain('raia demo');
});

test('a taken port, an open address without TLS and half a certificate are refused in a sentence', async () => {
  const { raia, folder } = aCli(await createTestDatabaseUrl());
  await raia('demo', '--cases', '0', '--password', 'x', '--data', folder);
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const taken = await raia('serve', '--port', port);
  await new Promise((done) => other.close(done));
  expect(taken).toMatchObject({ code: 1 });
  expect(taken.err).toContain(`Port ${port} is in use`);
  expect(await raia('serve', '--host', '0.0.0.0')).toMatchObject({ code: 1 });
  expect(await raia('serve', '--tls-cert', 'a.pem')).toMatchObject({ code: 2 });
  expect(await raia('serve', '--tls-cert', 'a.pem', '--tls-key', 'b.pem')).toMatchObject({ code: 2 });
});

test('a command told to stop leaves its work and says so', async () => {
  const { raia } = aCli(await createTestDatabaseUrl(), { stopped: () => Promise.resolve() });
  expect(await raia('verify')).toEqual({ code: 1, out: '', err: 'Interrupted.\n' });
});

/** `npm run raia` as a process of its own. */
function startRaia(...argv: readonly string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/raia.mjs', ...argv], { env });
  onTestFinished(() => {
    child.kill('SIGTERM');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const firstWords = new Promise<string>((done, fail) => {
    child.stdout.once('data', (chunk) => done(String(chunk)));
    ended.then(() => fail(new Error(`raia ended: ${said}`)));
  });
  return {
    firstWords,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
