/**
 * A case is clicked in the queue: how long until its heading and its history
 * are painted, and what that costs the page in processor time, which other
 * programs on the machine do not lengthen.
 */
import type { CDPSession, Page } from 'playwright';
import { must } from '#shared/lib/must.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';
import { type Shown, timeToPaint } from './time-to-paint.ts';

const tries = 30;

type Click = { readonly paintedMs: number; readonly workedMs: number };
type Spot = { readonly x: number; readonly y: number };

export async function casePaint(stage: Stage): Promise<readonly Measured[]> {
  const [ours, bare] = [await caseClicks(stage), await bareClicks(stage)];
  const painted = (clicks: readonly Click[]) =>
    quantile(
      clicks.map(({ paintedMs }) => paintedMs),
      0.95,
    );
  const worked = (clicks: readonly Click[]) =>
    quantile(
      clicks.map(({ workedMs }) => workedMs),
      0.95,
    );
  return [
    {
      name: 'case-paint',
      what: `10,000 cases: click on one in the queue to heading and history painted, p95 of ${tries}`,
      unit: 'ms',
      ours: painted(ours),
      peers: { 'one word on an empty page': painted(bare) },
      target: { atMost: 100 },
    },
    {
      name: 'case-paint-work',
      what: 'processor time of the page from the same click until it rests, p95',
      unit: 'ms',
      ours: worked(ours),
      peers: { 'one word on an empty page': worked(bare) },
      target: { atMost: 150 },
    },
  ];
}

/** The queue with every open case in it. */
export async function showOpenCases(stage: Stage) {
  const desk = await stage.sitDown('tania');
  await desk.button(desk.say('queue:chip_open')).click();
  await desk.page.locator('li[data-index="0"] a').waitFor();
  return desk;
}

async function caseClicks(stage: Stage): Promise<readonly Click[]> {
  const { page, say } = await showOpenCases(stage);
  const measure = await startMeasuring(page);
  const clicks: Click[] = [];
  for (let nth = 0; nth < tries; nth++) {
    const row = page.locator(`li[data-index="${nth * 2 + 1}"] a`);
    await row.scrollIntoViewIfNeeded();
    const [name = '', subject = ''] = await row.evaluate((link) =>
      [link.querySelector('span span'), link.children[1]].map((part) => part?.textContent ?? ''),
    );
    const { x, y, width, height } = must(await row.boundingBox(), 'a row in sight');
    const shown = [
      { selector: 'main h1', text: subject },
      { selector: 'main header:has(h1)', text: name },
      { selector: `section[aria-label="${say('case:timeline')}"] li` },
    ];
    clicks.push(await measure(shown, { x: x + width / 2, y: y + height / 2 }));
  }
  await page.context().close();
  return clicks;
}

async function bareClicks(stage: Stage): Promise<readonly Click[]> {
  const page = await stage.barePage('<button>go</button><p>0</p>');
  await page.evaluate(() => {
    const [button, word] = [document.querySelector('button'), document.querySelector('p')];
    let count = 0;
    button?.addEventListener('click', () => {
      count += 1;
      if (word) word.textContent = `${count}.`;
    });
  });
  const measure = await startMeasuring(page);
  const clicks: Click[] = [];
  for (let nth = 1; nth <= tries; nth++)
    clicks.push(await measure([{ selector: 'p', text: `${nth}.` }], { x: 20, y: 20 }));
  await page.context().close();
  return clicks;
}

/** Clicks at a spot of a page that rests: nobody clicks while the case before is still being drawn. */
async function startMeasuring(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async (shown: readonly Shown[], { x, y }: Spot): Promise<Click> => {
    await page.mouse.move(x, y);
    await atRest(page);
    const before = await workedMs(devtools);
    const paintedMs = await timeToPaint(page, 'click', shown, () => page.mouse.click(x, y));
    await atRest(page);
    return { paintedMs, workedMs: (await workedMs(devtools)) - before };
  };
}

/** An empty page is told that it is idle only some time after a frame, or never. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 300 })),
      ),
  );
}

/** Of the thread that runs the page. */
async function workedMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (
    must(
      metrics.find(({ name }) => name === 'TaskDuration'),
      'the duration of tasks',
    ).value * 1_000
  );
}
