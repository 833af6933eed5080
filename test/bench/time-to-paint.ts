/** From an event in a page to the frame that shows its effect, painted; read on the page's own clock. */
import type { Page } from 'playwright';

/** An element is there, and its text (or its value) contains `text`. */
export type Shown = { readonly selector: string; readonly text?: string };

/** How long from the next such event, made by `act`, until everything in `shown` is painted. */
export async function timeToPaint(
  page: Page,
  event: 'click' | 'keydown',
  shown: readonly Shown[],
  act: () => Promise<void>,
): Promise<number> {
  const eventAt = await watchEvent(page, event);
  const paintedAt = await watchPaint(page, shown);
  await act();
  return (await paintedAt()) - (await eventAt());
}

/** When the latest such event was made, in ms since 1970. Listens from when this resolves. */
export async function watchEvent(page: Page, event: 'click' | 'keydown'): Promise<() => Promise<number>> {
  const watching = await page.evaluateHandle((type) => {
    const latest = { at: Number.NaN };
    const handle = (made: Event) => {
      latest.at = performance.timeOrigin + made.timeStamp;
    };
    addEventListener(type, handle, { capture: true });
    return latest;
  }, event);
  return () => watching.evaluate(({ at }) => at);
}

/** When everything in `shown` is painted, in ms since 1970. Looks at every frame from when this resolves. */
export async function watchPaint(page: Page, shown: readonly Shown[]): Promise<() => Promise<number>> {
  const watching = await page.evaluateHandle((wanted) => {
    const isShown = ({ selector, text }: Shown) => {
      const element = document.querySelector(selector);
      if (element === null) return false;
      const content = element instanceof HTMLTextAreaElement ? element.value : element.textContent;
      return content?.includes(text ?? '') === true;
    };
    const at = new Promise<number>((resolve) => {
      const look = () => {
        if (!wanted.every(isShown)) {
          requestAnimationFrame(look);
          return;
        }
        // A message sent before a frame is painted arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
    return { at };
  }, shown);
  return () => watching.evaluate(({ at }) => at);
}
