/** The built main process and preload, joined: on the stand-in, and on real Electron where there is one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Desktop, ShellEvent } from '#shared/ipc/contract.ts';
import type { Shell } from './shell.ts';
import { createStage, type Stage } from './stage.ts';
import { shellHosts } from './start-shell.ts';

declare global {
  interface Window {
    readonly desktop: Desktop;
    heard: ShellEvent[];
  }
}

const ana = {
  spaceId: '018f0000-0000-7000-8000-000000000001',
  personId: '018f0000-0000-7000-8000-00000000000a',
};
const caseId = '018f0000-0000-7000-8000-0000000000c1';

describe.each(shellHosts)('on $name', ({ startShell }) => {
  let stage: Stage;
  let peer: Server;
  let server: string;
  let shell: Shell;
  let page: Page;
  const heard = (): Promise<ShellEvent[]> => page.evaluate(() => window.heard);

  beforeAll(async () => {
    stage = createStage();
    peer = companyServer();
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    server = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
    shell = await startShell({
      server,
      userData: stage.newUserData(),
      program: stage.program,
      session: 'handed-over',
    });
    page = await shell.page();
    await page.evaluate(() => {
      window.heard = [];
      window.desktop.onEvent((event) => window.heard.push(event));
    });
  });
  afterAll(async () => {
    await shell?.stop();
    peer?.closeAllConnections();
    peer?.close();
    stage?.remove();
  });

  test('the bridge is all a page gets, and nobody can change it', async () => {
    const seen = await page.evaluate(() => {
      const descriptor = Object.getOwnPropertyDescriptor(window, 'desktop');
      return {
        isFrozen: Object.isFrozen(window.desktop),
        isFixed: descriptor?.writable === false && descriptor.configurable === false,
        node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
      };
    });
    expect(seen).toEqual({ isFrozen: true, isFixed: true, node: [] });
  });

  test('the page learns which server it talks to', async () => {
    const info = await page.evaluate(() => window.desktop.info());
    expect(info).toMatchObject({ ok: true, value: { server, platform: process.platform } });
  });

  test('windows run in the sandbox, isolated, without Node', async () => {
    expect(await shell.webPreferences()).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  test('arguments of the wrong shape are refused in the main process', async () => {
    const answers = await page.evaluate(async (store) => {
      const { desktop } = window;
      return [
        await desktop.openJournal({ ...store, spaceId: '../../outside' }, 1),
        await desktop.openJournal(store, -1),
        await desktop.appendJournal(store, 1, ['\ud800']),
        await desktop.notify('', 'body', store.personId),
        await desktop.setBadge(1.5),
        await desktop.openLink('file:///etc/hosts'),
        await desktop.writeSession(''),
      ];
    }, ana);
    expect(answers).toEqual(answers.map(() => ({ ok: false, error: 'invalid-arguments' })));
  });

  test('a page leads nowhere: links go to the browser, navigation stays', async () => {
    await page.getByText('help').click();
    await expect.poll(() => shell.openedOutside()).toEqual(['https://example.org/help']);
    await page.evaluate(() => window.open('https://example.org/opened'));
    await page.evaluate(() => window.open('http://example.org/not-secure'));
    await expect
      .poll(() => shell.openedOutside())
      .toEqual(['https://example.org/help', 'https://example.org/opened']);
    const stayed = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.org/away';
    });
    expect(await page.evaluate(() => document.title)).toBe('Raia');
    expect(page.url()).toBe(stayed);
  });

  test('the page may call its server, over http and a socket, and nobody else', async () => {
    const asked = await page.evaluate(async (origin) => {
      const call = (address: string, init?: RequestInit): Promise<string> =>
        fetch(address, init).then(
          (response) => response.text(),
          () => 'refused',
        );
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/live`);
      const live = await new Promise((resolve) => {
        socket.onmessage = ({ data }) => resolve(data);
        socket.onerror = () => resolve('refused');
      });
      return {
        plain: await call(`${origin}/hello`),
        checked: await call(`${origin}/hello`, { method: 'DELETE', headers: { authorization: 'Bearer x' } }),
        notAllowed: await call(`${origin}/hello`, { method: 'PATCH' }),
        other: await call(origin.replace('127.0.0.1', 'localhost')),
        live,
      };
    }, server);
    expect(asked).toEqual({
      plain: 'hello app://raia',
      checked: 'hello app://raia',
      notAllowed: 'refused',
      other: 'refused',
      live: 'poke',
    });
  });

  test('only files of the interface are served, each with the policy', async () => {
    const statuses = await page.evaluate(async () => {
      const addresses = [
        '/',
        '/queue',
        '/missing.js',
        '/..%2fsecret.json',
        '/..%5csecret.json',
        '/%2e%2e%2fsecret.json',
      ];
      const responses = await Promise.all(addresses.map((address) => fetch(address)));
      return responses.map(({ status, headers }) => [
        status,
        headers.get('content-security-policy')?.split(';')[0],
      ]);
    });
    expect(statuses.map(([status]) => status)).toEqual([200, 200, 404, 404, 404, 404]);
    expect(new Set(statuses.map(([, policy]) => policy))).toEqual(new Set(["default-src 'none'"]));
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "inline script ran"';
      document.head.append(script);
      return document.title;
    });
    expect(ran).toBe('Raia');
  });

  test('a journal is read again after a restart of the leader, and an older leader is refused', async () => {
    const answers = await page.evaluate(async (store) => {
      const { desktop } = window;
      return {
        first: await desktop.openJournal(store, 1),
        kept: await desktop.appendJournal(store, 1, ['one', 'dois ✓']),
        second: await desktop.openJournal(store, 2),
        stale: await desktop.appendJournal(store, 1, ['late']),
        compacted: await desktop.compactJournal(store, 2, ['dois ✓']),
        third: await desktop.openJournal(store, 3),
      };
    }, ana);
    expect(answers).toEqual({
      first: { ok: true, value: { lines: [], setAside: 0 } },
      kept: { ok: true, value: null },
      second: { ok: true, value: { lines: ['one', 'dois ✓'], setAside: 0 } },
      stale: { ok: false, error: 'stale-leader' },
      compacted: { ok: true, value: null },
      third: { ok: true, value: { lines: ['dois ✓'], setAside: 0 } },
    });
  });

  test('menu commands reach the interface', async () => {
    await shell.clickMenu('new-case');
    await shell.clickMenu('palette');
    await expect.poll(heard).toEqual([
      { kind: 'command', command: 'new-case' },
      { kind: 'command', command: 'palette' },
    ]);
    await page.evaluate(() => window.heard.splice(0));
  });

  test('a click on a notification opens its case', async () => {
    await page.evaluate((id) => window.desktop.notify('Handed to you', 'Printer offline', id), caseId);
    expect(await shell.notifications()).toEqual([{ title: 'Handed to you', body: 'Printer offline' }]);
    await shell.clickNotification();
    await expect.poll(heard).toEqual([{ kind: 'open-case', caseId }]);
    await page.evaluate(() => window.heard.splice(0));
  });

  test('a second copy hands its link to the first', async () => {
    await shell.startSecondCopy([`raia://case/${caseId}`]);
    await expect.poll(heard).toEqual([{ kind: 'open-case', caseId }]);
  });

  test('the session is kept for this server until it is given up', async () => {
    const sessions = await page.evaluate(async () => {
      const { desktop } = window;
      const handedOver = await desktop.readSession();
      await desktop.writeSession('signed-in');
      const signedIn = await desktop.readSession();
      await desktop.writeSession(null);
      return [handedOver, signedIn, await desktop.readSession()].map((answer) => answer.ok && answer.value);
    });
    expect(sessions).toEqual(['handed-over', 'signed-in', null]);
  });

  test('a second window has the same bridge', async () => {
    const second = await shell.newWindow();
    expect((await second.evaluate(() => window.desktop.info())).ok).toBe(true);
    await second.close();
    expect((await page.evaluate(() => window.desktop.info())).ok).toBe(true);
  });
});

test.each(shellHosts)('on $name, what a computer keeps is there after a restart', async ({ startShell }) => {
  const stage = createStage();
  const server = 'http://127.0.0.1:9';
  const userData = stage.newUserData();
  const before = await startShell({ server, userData, program: stage.program });
  await (await before.page()).evaluate(async (store) => {
    await window.desktop.openJournal(store, 1);
    await window.desktop.appendJournal(store, 1, ['unsent']);
    await window.desktop.writeSession('kept');
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('raia');
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows').put('held', 1);
      opening.onsuccess = resolve;
      opening.onerror = reject;
    });
  }, ana);
  await before.stop();
  const after = await startShell({
    server,
    userData,
    program: stage.program,
    argv: [`raia://case/${caseId}`],
  });
  const found = await (await after.page()).evaluate(async (store) => {
    const journal = await window.desktop.openJournal(store, 1);
    const session = await window.desktop.readSession();
    const opening = await new Promise<ShellEvent>((resolve) => window.desktop.onEvent(resolve));
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return {
      lines: journal.ok && journal.value.lines,
      session: session.ok && session.value,
      opening,
      databases,
    };
  }, ana);
  await after.stop();
  expect(found).toEqual({
    lines: ['unsent'],
    session: 'kept',
    opening: { kind: 'open-case', caseId },
    databases: ['raia'],
  });
  stage.remove();
});

/** A company's server that answers the app's own origin, as the real one does. */
function companyServer(): Server {
  const http = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', 'app://raia');
    response.setHeader('access-control-allow-headers', 'authorization');
    response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
    response.end(request.method === 'OPTIONS' ? '' : `hello ${request.headers.origin}`);
  });
  new WebSocketServer({ server: http }).on('connection', (socket) => socket.send('poke'));
  return http;
}
