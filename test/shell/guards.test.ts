/** What cannot be asked of real Electron from outside: forged senders, every channel fuzzed, a copy without the lock. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel, Channels } from '#shared/ipc/contract.ts';
import { state } from './double-state.ts';
import { invokeMain } from './double-window.ts';
import type { Shell } from './shell.ts';
import { createStage, type Stage } from './stage.ts';
import { startDouble } from './start-double.ts';

const seed = Number(process.env.RAIA_SEED ?? Date.now() % 2 ** 31);
console.log(`shell guards: RAIA_SEED=${seed}`);
const server = 'http://127.0.0.1:9';
const store = {
  spaceId: '018f0000-0000-7000-8000-000000000001',
  personId: '018f0000-0000-7000-8000-00000000000a',
};

let stage: Stage;
let shell: Shell;
let userData: string;
beforeAll(async () => {
  stage = createStage();
  userData = stage.newUserData();
  shell = await startDouble({ server, userData, program: stage.program });
  await shell.page();
});
afterAll(async () => {
  await shell?.stop();
  stage?.remove();
});

/** A call from the main frame of the app's own window. */
function call(channel: string, ...args: readonly unknown[]): ReturnType<typeof invokeMain> {
  const { webContents } = windowHere();
  return invokeMain(channel, args, { sender: webContents, senderFrame: webContents.mainFrame });
}

function windowHere() {
  const window = state.windows[0];
  if (!window) throw new Error('the app has no window');
  return window;
}

/** Every file main keeps, with its bytes; Chromium's own profile left out. */
function kept(): readonly string[] {
  if (!existsSync(userData)) return [];
  return readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('chromium'))
    .map((name) => path.join(userData, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => `${file} ${readFileSync(file, 'hex')}`)
    .sort();
}

const channels = (): readonly string[] => [...state.handlers.keys()].sort();

test('a call from any other frame is refused on every channel, whatever it asks', async () => {
  expect(channels()).toContain('journal:append');
  const { webContents } = windowHere();
  const strangers = [
    null,
    { url: 'https://example.org/' },
    { url: 'app://raia/' },
    { url: 'app://raia.example/' },
    { url: 'about:blank' },
  ];
  const before = kept();
  for (const channel of channels()) {
    for (const senderFrame of strangers) {
      for (const argument of [null, { ...store, epoch: 1 }, { token: 'stolen' }, { count: 3 }]) {
        const reply = await invokeMain(channel, [argument], { sender: webContents, senderFrame });
        expect([channel, senderFrame, reply]).toEqual([
          channel,
          senderFrame,
          { value: { ok: false, error: 'failed' } },
        ]);
      }
    }
  }
  const elsewhere = { url: 'https://example.org/' };
  const reply = await invokeMain('session:read', [null], {
    sender: { mainFrame: elsewhere },
    senderFrame: elsewhere,
  });
  expect(reply).toEqual({ value: { ok: false, error: 'failed' } });
  expect(kept()).toEqual(before);
});

const sha256 = 'ab'.repeat(32);

/** What each channel takes; a channel left out does not compile. */
const right: { readonly [C in Channel]: Channels[C]['args'] } = {
  'app:info': null,
  'session:read': null,
  'session:write': { token: 'a token' },
  'key:open': store,
  'key:settle': { ...store, copy: { id: store.personId, key: `${'A'.repeat(43)}=` } },
  'store:destroy': store,
  'journal:open': { ...store, epoch: 1 },
  'journal:append': { ...store, epoch: 1, lines: ['a line'] },
  'journal:compact': { ...store, epoch: 1, lines: ['a line'] },
  'blob:put': { ...store, sha256, bytes: new Uint8Array(3), isSent: false },
  'blob:read': { ...store, sha256 },
  'blob:mark-sent': { ...store, sha256 },
  'blob:remove': { ...store, sha256 },
  'blob:list': store,
  'notify:show': { title: 'title', body: 'body', caseId: store.personId },
  'badge:set': { count: 1 },
  'link:open': { url: 'https://example.org/' },
};

/** Values of the right type that are wrong all the same. */
const nearMisses: Readonly<Record<string, readonly unknown[]>> = {
  spaceId: ['', '../../outside', `${store.spaceId}/..`],
  personId: ['', '../../outside', `${store.personId}\0`],
  caseId: ['', '4812'],
  sha256: ['', '../../../outside', 'A'.repeat(64), `${'a'.repeat(64)}/..`],
  bytes: [[1, 2], {}, 'abc', new Uint8Array(25 * 1024 * 1024 + 1)],
  epoch: [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY],
  lines: [[1], ['\ud800'], ['a', null], {}],
  copy: [{ id: store.personId, key: 'AAAA' }, { id: '', key: `${'A'.repeat(43)}=` }, {}],
  token: ['', 'x'.repeat(5000)],
  title: ['', 'x'.repeat(5000)],
  body: ['x'.repeat(5000)],
  count: [-1, 0.5],
  url: ['', 'http://example.org/', 'file:///etc/hosts', 'javascript:alert(1)'],
};

/** Arguments that are not right: noise, or the right ones with one field spoiled, left out or added. */
function wrongArguments(channel: Channel): fc.Arbitrary<readonly unknown[]> {
  const fields = Object.entries(right[channel] ?? {});
  const noise = fc
    .array(fc.anything(), { maxLength: 3 })
    .filter((args) => args.length !== 1 || args[0] !== right[channel]);
  const spoiled = fields.flatMap(([name, value]) => {
    const otherType = fc.anything().filter((other) => typeof other !== typeof value && other !== null);
    const near = nearMisses[name] ?? [];
    return [otherType, ...near.map(fc.constant)].map((bad) =>
      bad.map((it) => [{ ...right[channel], [name]: it }]),
    );
  });
  const added = fc.constantFrom([{ ...right[channel], extra: 1 }], [right[channel], right[channel]]);
  return fc.oneof(noise, added, ...spoiled);
}

test('whatever a page sends, every channel answers, and bad input leaves no trace', async () => {
  expect(Object.keys(right).sort()).toEqual(channels());
  const before = kept();
  for (const channel of Object.keys(right) as Channel[]) {
    await fc.assert(
      fc.asyncProperty(wrongArguments(channel), async (args) => {
        expect(await call(channel, ...args)).toEqual({ value: { ok: false, error: 'invalid-arguments' } });
      }),
      { seed, numRuns: 300 },
    );
  }
  expect(kept()).toEqual(before);
  expect([state.outside, state.notifications, state.badge]).toEqual([[], [], 0]);
});

test('a journal that was not opened takes nothing and leaves no file', async () => {
  expect(await call('journal:append', { ...store, epoch: 1, lines: ['x'] })).toEqual({
    value: { ok: false, error: 'not-open' },
  });
  expect(existsSync(path.join(userData, 'journals'))).toBe(false);
});

test('the badge counts what waits', async () => {
  await call('badge:set', { count: 7 });
  expect(await shell.badge()).toBe(7);
});

test('no permission is given but those the interface uses, and those to itself alone', async () => {
  const { webContents } = windowHere();
  const ask = (permission: string): boolean => {
    let isGranted: boolean | undefined;
    const answer = (granted: boolean): void => {
      isGranted = granted;
    };
    Reflect.apply(state.askPermission ?? expect.fail, undefined, [webContents, permission, answer, {}]);
    return isGranted === true;
  };
  const check = (permission: string, origin: string): boolean =>
    Reflect.apply(state.checkPermission ?? expect.fail, undefined, [webContents, permission, origin, {}]);
  expect(
    ['media', 'geolocation', 'notifications', 'openExternal', 'usb', 'clipboard-read'].filter(ask),
  ).toEqual([]);
  expect(['persistent-storage', 'fullscreen', 'loopback-network'].filter(ask)).toHaveLength(3);
  expect(check('fullscreen', 'app://raia/')).toBe(true);
  expect(check('fullscreen', 'https://example.org/')).toBe(false);
  expect(check('media', 'app://raia/')).toBe(false);
});

test('a page cannot embed another one as a webview', () => {
  let isPrevented = false;
  windowHere().webContents.emit('will-attach-webview', {
    preventDefault: () => {
      isPrevented = true;
    },
  });
  expect(isPrevented).toBe(true);
});

test('the scheme of the interface is a secure origin of its own', () => {
  expect(state.privileges).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
});

test('a second copy brings the first one forward', async () => {
  const before = windowHere().focusCount;
  await shell.startSecondCopy([]);
  expect(windowHere().focusCount).toBe(before + 1);
});

test('offline the interface still loads, and calls to the server fail', async () => {
  const page = await shell.page();
  await shell.setOffline(true);
  await page.reload();
  expect(await page.title()).toBe('Raia');
  // A page hears of it a moment after it is there.
  await page.waitForFunction(() => !navigator.onLine);
  expect(await page.evaluate((address) => fetch(address).catch(() => 'failed'), server)).toBe('failed');
  await shell.setOffline(false);
  expect(await page.evaluate(() => navigator.onLine)).toBe(true);
});

test('a page whose process died is loaded again, but not for ever', async () => {
  const page = await shell.page();
  const { webContents } = windowHere();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  const loaded = page.waitForEvent('load');
  webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  await loaded;
  expect(await page.title()).toBe('Raia');
  expect(loads).toBe(1);
});

test('a copy that does not get the lock opens nothing and leaves', async () => {
  await shell.stop();
  const second = await startDouble({ server, userData, program: stage.program }, { isFirstInstance: false });
  expect([state.quits, state.windows.length, channels().length]).toEqual([1, 0, 0]);
  await second.stop();
});

test('a window opens where the one before was closed', async () => {
  const first = await startDouble({ server, userData, program: stage.program });
  const page = await first.page();
  Object.assign(windowHere().options, { x: 120, y: 60, width: 1200, height: 800 });
  await page.close();
  await first.stop();
  const second = await startDouble({ server, userData, program: stage.program });
  await second.page();
  expect(windowHere().options).toMatchObject({ x: 120, y: 60, width: 1200, height: 800 });
  await second.stop();
});

test('without a keychain the app says that it will not remember the session', async () => {
  const plain = await startDouble(
    { server, userData: stage.newUserData(), program: stage.program },
    { hasKeychain: false },
  );
  await plain.page();
  expect(await call('app:info', null)).toMatchObject({
    value: { ok: true, value: { remembersSession: false } },
  });
  await plain.stop();
});
