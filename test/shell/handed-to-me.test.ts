/** A colleague gives a case to the person at the desktop app. */
import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { Desk } from '../e2e/support/desk.ts';
import { startRaiaServer } from '../e2e/support/raia-server.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { newComputer } from './new-computer.ts';
import { shellHosts } from './start-shell.ts';

const subject = 'Cofre não abre';
const why = 'Você conhece esta loja.';
/** Two browsers and a server begin here; only a test that hangs takes this long. */
const patienceMs = 180_000;

test.each(shellHosts)(
  'on $name, a case handed to me is told once by the system, and a click opens it',
  async ({ startShell }) => {
    const server = await startRaiaServer(8);
    onTestFinished(() => server.close());
    const { start } = await newComputer((userData) => startShell({ server: server.url, userData }));
    const shell = await start();
    const browser = await chromium.launch(chromiumLaunch());
    onTestFinished(() => browser.close());

    await new Desk(await shell.page(), server.url, 'en').knock('bruno');
    const mine = new Desk(await shell.page(), server.url);
    await mine.upToDate();
    const beside = new Desk(await shell.newWindow(), server.url);
    await beside.upToDate();

    const page = await browser.newPage({ locale: 'pt-BR' });
    await page.goto(server.url);
    const colleague = new Desk(page, server.url);
    await colleague.signIn('lia');
    await colleague.openCase({ subject });
    await colleague.handOver('Bruno Teixeira', why);

    for (const { page } of [mine, beside]) {
      await page.getByText(why).waitFor();
      // What it asked of the shell before is answered before.
      await page.evaluate(() => window.desktop.info());
    }
    const title = expect.stringMatching(/^Lia Moraes repassou .+ a você$/);
    expect(await shell.notifications()).toEqual([{ title, body: why }]);
    await shell.clickNotification();
    await Promise.any([mine, beside].map((desk) => desk.title(subject).waitFor()));
  },
  patienceMs,
);
