import type { Locator } from '@playwright/test';
import type { Desk } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('the lead sees the counts of the steps move as others work, and goes from a step to its cases', async ({
  sitDown,
}) => {
  const subject = 'Etiqueta de preço some';
  const tania = await sitDown('tania');
  const bruno = await sitDown('bruno');
  await tania.go('board');
  const analysing = await countAt(tania, 'Analisar e categorizar');
  const consulting = await countAt(tania, 'Consultar a base de conhecimento');
  await bruno.openCase({ subject });
  await expect(step(tania, 'Analisar e categorizar', analysing + 1)).toBeVisible();
  await bruno.completeStep('Está completo', { fields: { Categoria: 'Dúvida de uso' } });
  await expect(step(tania, 'Analisar e categorizar', analysing)).toBeVisible();
  await step(tania, 'Consultar a base de conhecimento', consulting + 1).click();

  const panel = tania.page.getByRole('region', { name: tania.say('board:panel') });
  await expect(panel).toContainText(tania.say('board:casesHere', { count: consulting + 1 }));
  await panel.getByRole('button', { name: tania.say('board:inList') }).click();
  const queue = tania.page.getByRole('region', { name: tania.say('queue:title') });
  await expect(queue).toContainText(tania.say('queue:count', { count: consulting + 1 }));
  await queue.getByRole('link', { name: new RegExp(subject) }).click();
  await expect(tania.title(subject)).toBeVisible();
});

test('a flow that does not fit is seen whole by a button, and by a key', async ({ server, sitDown }) => {
  await server.raia('flow', 'publish', 'T2');
  const tania = await sitDown('tania');
  await tania.go('board');
  await tania.page
    .getByRole('combobox', { name: tania.say('board:flow') })
    .selectOption({ label: 'Suporte técnico' });
  const ends = diagram(tania).getByRole('button', { name: /^Encerrado/ });
  await expect(ends).not.toBeInViewport();
  await tania.page.getByRole('button', { name: tania.say('map:zoomAll') }).click();
  await expect(ends).toBeInViewport();
  await ends.focus();
  await tania.page.keyboard.press('+');
  await tania.page.keyboard.press('+');
  await tania.page.keyboard.press('+');
  await expect(ends).not.toBeInViewport();
  await tania.page.keyboard.press('0');
  await expect(ends).toBeInViewport();
});

/** A step of the drawing, which says how many cases stand at it. */
function step(desk: Desk, name: string, count: number): Locator {
  const cases = count === 0 ? desk.say('board:nobodyHere') : desk.say('board:casesHere', { count });
  return diagram(desk).getByRole('button', {
    name: new RegExp(`^${desk.say('board:node', { name, cases })}`),
  });
}

async function countAt(desk: Desk, name: string): Promise<number> {
  const node = diagram(desk).getByRole('button', { name: new RegExp(`^${name}, `) });
  return Number(/, (\d+)/.exec((await node.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
}

function diagram(desk: Desk): Locator {
  return desk.page.locator('.react-flow');
}
