/** An empty page with an address of its own, so that it may keep a database, in which anything can be measured. */
import path from 'node:path';
import type { Page } from 'playwright';
import { workerCode } from './page-code.ts';

const address = 'https://bare.example/';
/** A page that nothing else can look into has a clock of 5 µs; any other has one of 100. */
const apart = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export async function makeBare(page: Page, body = ''): Promise<void> {
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', headers: apart, body: `<!doctype html><body>${body}` }),
  );
  await page.route(`${address}*-worker.ts`, async (route) => {
    const code = await workerCode(path.basename(route.request().url()));
    await route.fulfill({ contentType: 'text/javascript', headers: apart, body: code });
  });
  await page.goto(address);
}
