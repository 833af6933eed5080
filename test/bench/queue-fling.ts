/**
 * A fling through the queue: in every frame, is there a row wherever the list
 * is visible?
 *
 * The browser may scroll what is painted before the page has run. So a frame
 * also counts as blank when the rows of the frame before, moved to where the
 * list is now, would have left a gap. A list that draws its rows a moment after
 * the scroll, in the same run, shows that the probe sees gaps.
 */
import type { JSHandle, Page } from 'playwright';
import { must } from '#shared/lib/must.ts';
import { showOpenCases } from './case-paint.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';

/** What the probe saw of one frame. */
type Frame = { readonly at: number; readonly top: number; readonly isBlank: boolean };
type Seen = { readonly frames: readonly Frame[]; readonly longTasks: number };

const rowHeight = 82;

export async function queueFling(stage: Stage): Promise<readonly Measured[]> {
  const desk = await showOpenCases(stage);
  const ours = await flingThrough(desk.page, `ul[aria-label="${desk.say('queue:list')}"]`);
  await desk.page.context().close();
  const late = await stage.barePage(listBody);
  await late.evaluate(drawRowsLate, rowHeight);
  const peer = await flingThrough(late, 'ul');
  await late.context().close();
  const bare = await stage.barePage(listBody);
  await bare.evaluate((height) => {
    const list = document.querySelector('ul');
    if (list) list.innerHTML = `<li style="height:100%">${'row<br>'.repeat(height)}</li>`;
  }, rowHeight);
  const limit = await flingThrough(bare, 'ul');
  await bare.context().close();
  const rows = Math.round(Math.max(...ours.frames.map(({ top }) => top)) / rowHeight);
  return [
    {
      name: 'queue-fling',
      what: `10,000 cases: frames with a gap, of ${ours.frames.length}, through ${rows} rows`,
      unit: 'frames',
      ours: blanksOf(ours),
      peers: { 'rows drawn after the scroll': blanksOf(peer) },
      target: { atMost: 0 },
    },
    {
      name: 'queue-fling-frame',
      what: `10,000 cases: time of a frame in the fling, p95; ${ours.longTasks} tasks over 50 ms`,
      unit: 'ms',
      ours: frameTime(ours),
      peers: { 'one tall paragraph scrolled': frameTime(limit) },
      target: { atMost: 50 },
    },
  ];
}

function blanksOf({ frames }: Seen): number {
  return frames.filter(({ isBlank }) => isBlank).length;
}

/** Of frames in which the list moved. */
function frameTime({ frames }: Seen): number {
  const times = frames.flatMap((frame, index) => {
    const before = frames[index - 1];
    return before === undefined || before.top === frame.top ? [] : [frame.at - before.at];
  });
  return quantile(times, 0.95);
}

/** By finger, with its momentum, and by wheel, a notch a frame: 8,000 to 29,000 pixels a second, down and up again. */
async function flingThrough(page: Page, list: string): Promise<Seen> {
  const box = must(await page.locator(list).locator('..').boundingBox(), 'the list');
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const probe = await page.evaluateHandle(startProbe, list);
  const devtools = await page.context().newCDPSession(page);
  for (const yDistance of [-20_000, -20_000, 20_000])
    await devtools.send('Input.synthesizeScrollGesture', {
      ...{ x, y, yDistance, speed: 8_000 },
      gestureSourceType: 'touch',
      preventFling: false,
    });
  await page.mouse.move(x, y);
  for (const notch of [240, 480, -480])
    for (let nth = 0; nth < 40; nth++) {
      await page.mouse.wheel(0, notch);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  return endProbe(probe);
}

type Probe = Seen & { isOver: boolean };

function endProbe(probe: JSHandle<Probe>): Promise<Seen> {
  return probe.evaluate((seen) => {
    seen.isOver = true;
    return { frames: seen.frames, longTasks: seen.longTasks };
  });
}

/** Runs in the page: looks at the list in every frame, after the page has drawn it. */
function startProbe(selector: string): Probe {
  const list = document.querySelector(selector);
  const scroller = list?.parentElement;
  if (!list || !scroller) throw new Error(`No ${selector}`);
  const frames: Frame[] = [];
  const seen = { frames, longTasks: 0, isOver: false };
  new PerformanceObserver((entries) => {
    seen.longTasks += entries.getEntries().length;
  }).observe({ type: 'longtask' });

  /** Stretches of the list that have rows, from its top; neighbours joined. */
  const coveredNow = () => {
    const origin = list.getBoundingClientRect().top;
    const rows = [...list.children]
      .filter((row) => row.textContent !== '')
      .map((row) => row.getBoundingClientRect())
      .map(({ top, bottom }) => ({ from: top - origin, to: bottom - origin }))
      .sort((one, other) => one.from - other.from);
    const stretches: { from: number; to: number }[] = [];
    for (const row of rows) {
      const last = stretches.at(-1);
      if (last && row.from - last.to <= 1) last.to = Math.max(last.to, row.to);
      else stretches.push(row);
    }
    return stretches;
  };
  let before = coveredNow();
  const look = (at: number) => {
    const top = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const bottom = Math.min(top + scroller.clientHeight, list.clientHeight);
    const isFull = (stretches: typeof before) =>
      stretches.some(({ from, to }) => from <= Math.max(0, top) + 1 && to >= bottom - 1);
    const covered = coveredNow();
    frames.push({ at, top, isBlank: !isFull(covered) || !isFull(before) });
    before = covered;
    if (!seen.isOver) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return seen;
}

const listBody =
  '<div style="height:700px;overflow:auto"><ul style="position:relative;height:820000px;margin:0"></ul></div>';

/** Runs in the page: a list as one might write it first. */
function drawRowsLate(height: number): void {
  const list = document.querySelector('ul');
  const scroller = list?.parentElement;
  const draw = () => {
    if (!list || !scroller) return;
    const first = Math.floor(scroller.scrollTop / height);
    const rows = Array.from(
      { length: Math.ceil(scroller.clientHeight / height) + 1 },
      (_, nth) => first + nth,
    );
    list.innerHTML = rows
      .map((row) => `<li style="position:absolute;height:${height}px;top:${row * height}px">row ${row}</li>`)
      .join('');
  };
  scroller?.addEventListener('scroll', () => setTimeout(draw));
  draw();
}
