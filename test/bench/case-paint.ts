/** A case is clicked in the queue: how long until its heading and its history are painted. */
import { must } from '#shared/lib/must.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';
import { timeToPaint } from './time-to-paint.ts';

const tries = 30;

export async function casePaint(stage: Stage): Promise<readonly Measured[]> {
  const { page, say } = await showOpenCases(stage);
  const times: number[] = [];
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
    times.push(
      await timeToPaint(page, 'click', shown, () => page.mouse.click(x + width / 2, y + height / 2)),
    );
  }
  await page.context().close();
  return [
    {
      name: 'case-paint',
      what: `10,000 cases: click on one in the queue to heading and history painted, p95 of ${tries}`,
      unit: 'ms',
      ours: quantile(times, 0.95),
      peers: { 'one word on an empty page': quantile(await bareClicks(stage), 0.95) },
      target: { atMost: 100 },
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

async function bareClicks(stage: Stage): Promise<readonly number[]> {
  const page = await stage.barePage('<button>go</button><p>0</p>');
  await page.evaluate(() => {
    const [button, word] = [document.querySelector('button'), document.querySelector('p')];
    let count = 0;
    button?.addEventListener('click', () => {
      count += 1;
      if (word) word.textContent = `${count}.`;
    });
  });
  const times: number[] = [];
  for (let nth = 1; nth <= tries; nth++)
    times.push(
      await timeToPaint(page, 'click', [{ selector: 'p', text: `${nth}.` }], () => page.mouse.click(20, 20)),
    );
  await page.context().close();
  return times;
}
