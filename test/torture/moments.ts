/** When trouble strikes, and work until it does. */
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Chance } from '#server/demo/seeded.ts';
import type { Seat } from './seat.ts';

/** Half of the blows strike anywhere, half at the very moment something is shown as kept. */
export function strike({ claimed }: Seat, chance: Chance): Promise<unknown> {
  const count = Math.floor(chance.between(1, 12));
  const anywhere = chance.between(0, 800);
  return chance.next() < 0.5 ? setTimeout(anywhere) : Promise.race([claimed(count), setTimeout(3000)]);
}

/** Ends what was begun when it is over. */
export async function workUntil(seat: Seat, over: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  over.then(end, end);
  while (!isOver) await doSomething(seat);
  await over;
}

/** Whoever cannot go on tells what was before them. */
async function doSomething({ worker, computer, takeErrors }: Seat): Promise<void> {
  try {
    await worker.doSomething();
  } catch (cause) {
    const page = computer.page();
    const shown = await page.locator('body').ariaSnapshot();
    throw new Error([`${page.url()} shows`, shown, ...takeErrors()].join('\n'), { cause });
  }
}

/** All at once, each of them for a while. */
export async function workAWhile(seats: readonly Seat[], chance: Chance): Promise<void> {
  await Promise.all(seats.map((seat) => workUntil(seat, strike(seat, chance))));
}

/** Everything done here is on the server; false where something was refused. */
export async function allIsSent({ computer }: Seat): Promise<boolean> {
  const page = computer.page();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  const pill = page.getByTestId('sync-pill');
  await pill.and(page.locator('[data-mood=up-to-date], [data-mood=needs-you]')).waitFor();
  return (await pill.getAttribute('data-mood')) === 'up-to-date';
}

/** Whether the timeline shows all these texts in so many milliseconds. */
export function showsSoon(page: Page, texts: readonly string[], withinMs: number): Promise<boolean> {
  const isShown = (wanted: readonly string[]): boolean => {
    const there = new Set(window.readShown()?.bubbles.map(({ text }) => text));
    return wanted.every((text) => there.has(text));
  };
  return page.waitForFunction(isShown, texts, { timeout: withinMs }).then(
    () => true,
    () => false,
  );
}
