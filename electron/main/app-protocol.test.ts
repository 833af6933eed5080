import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createAppProtocol, findAsset } from './app-protocol.ts';

const root = mkdtempSync(path.join(tmpdir(), 'raia-app-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = path.join(root, 'renderer');
mkdirSync(path.join(folder, 'assets'), { recursive: true });
writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
writeFileSync(path.join(folder, 'assets', 'a.js'), 'export {}');
writeFileSync(path.join(root, 'secret.json'), '{}');
const serve = createAppProtocol(folder, 'http://127.0.0.1:4820');
const answer = (address: string): Promise<Response> => serve(new Request(address));

test('a page address is the interface, with a policy that names the server and nobody else', async () => {
  for (const address of ['app://raia/', 'app://raia/queue', 'app://raia/index.html?x=1#/queue']) {
    const response = await answer(address);
    expect([address, response.status, await response.text()]).toEqual([address, 200, '<!doctype html>']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:4820 ws://127.0.0.1:4820;");
  }
});

test('an asset comes with its type, a missing one is a 404', async () => {
  expect((await answer('app://raia/assets/a.js')).headers.get('content-type')).toBe(
    'text/javascript; charset=utf-8',
  );
  expect((await answer('app://raia/assets/b.js')).status).toBe(404);
  expect((await serve(new Request('app://raia/assets/a.js', { method: 'POST' }))).status).toBe(404);
});

test('no address reaches a file outside the folder', async () => {
  for (const address of [
    'app://raia/../secret.json',
    'app://raia/..%2fsecret.json',
    'app://raia/assets/..%2f..%2fsecret.json',
    'app://raia/..%5csecret.json',
    'app://raia/%2e%2e/%2e%2e%2fsecret.json',
    'app://raia/secret.json%00.html',
    'app://raia/a%00.html',
    'app://other/index.html',
    'app://raia.other/index.html',
  ]) {
    expect([address, (await answer(address)).status]).toEqual([address, 404]);
    // Whatever this system makes of a backslash or a NUL, the address itself is refused.
    if (/%5c|%00/.test(address)) expect([address, findAsset(folder, address)]).toEqual([address, undefined]);
  }
  const part = fc.oneof(
    fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '\\', '%00', 'a.js', '/', '%'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const file = findAsset(folder, `app://raia/${parts.join('/')}`);
      expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true);
    }),
  );
});
