/** Profiles of Chromium on the disk: a new browser finds what another has stored, and a strict write waits for the disk. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumLaunch } from '#test/support/chromium.ts';
import { makeBare } from './bare-page.ts';
import { pageCode } from './page-code.ts';

const folder = path.resolve('out', 'bench', 'profiles');

/** An empty page in a browser of its own, closed after `work`; `entry` is the code in it, a path within test/bench. */
export async function inProfile<T>(
  name: string,
  entry: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await chromium.launchPersistentContext(path.join(folder, name), chromiumLaunch());
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await makeBare(page);
    await page.addScriptTag({ content: await pageCode(entry) });
    return await work(page);
  } finally {
    await context.close();
  }
}

export async function emptyProfile(name: string): Promise<void> {
  await rm(path.join(folder, name), { recursive: true, force: true });
  await mkdir(path.join(folder, name), { recursive: true });
}

/** Of what pages have stored, after the browser was closed. */
export async function bytesOnDisk(name: string): Promise<number> {
  const place = path.join(folder, name, 'Default', 'IndexedDB');
  const files = await readdir(place, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(path.join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

export async function collectGarbage(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
}

/** What a page holds once everything that is not needed was thrown away. */
export async function heapBytes(page: Page): Promise<number> {
  await collectGarbage(page);
  const devtools = await page.context().newCDPSession(page);
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
