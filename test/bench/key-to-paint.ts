/** A key pressed in the composer of an open case: how long until its letter is painted. */
import type { Page } from 'playwright';
import { showOpenCases } from './case-paint.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';
import { timeToPaint } from './time-to-paint.ts';

const sentence = 'Bom dia, encontrei a causa e o ajuste entra hoje no seu painel.';

export async function keyToPaint(stage: Stage): Promise<readonly Measured[]> {
  const desk = await showOpenCases(stage);
  await desk.page.locator('li[data-index="2"] a').click();
  await desk.write('message', '');
  await desk.composer.focus();
  const ours = await typeIn(desk.page, '#composer-field');
  await desk.page.context().close();

  const bare = await stage.barePage('<textarea></textarea>');
  await bare.locator('textarea').focus();
  const limit = await typeIn(bare, 'textarea');
  await bare.context().close();
  return [
    {
      name: 'key-to-paint',
      what: `10,000 cases: a key in the composer to its letter painted, p95 of ${sentence.length}`,
      unit: 'ms',
      ours: quantile(ours, 0.95),
      peers: { 'a bare text field': quantile(limit, 0.95) },
      target: { atMost: 50 },
    },
  ];
}

async function typeIn(page: Page, selector: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (const [index, letter] of [...sentence].entries()) {
    const text = sentence.slice(0, index + 1);
    times.push(await timeToPaint(page, 'keydown', [{ selector, text }], () => page.keyboard.type(letter)));
  }
  return times;
}
