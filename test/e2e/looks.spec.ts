import type { Desk } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { screensWith } from './support/screens.ts';
import { isUsableByEveryone } from './support/usable.ts';

test('every screen can be used by everyone, and is as legible in the dark', async ({ sitDown, newDesk }) => {
  const door = await newDesk();
  for (const colorScheme of ['light', 'dark'] as const) {
    await door.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await isUsableByEveryone(door, 'door', colorScheme === 'dark');
  }
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  const subject = 'Troco errado no caixa 3';
  await lia.openCase({ subject, text: 'O troco sai com dez centavos a menos.' });
  await lia.writeNote('Conferir a tabela de arredondamento.');
  await lia.upToDate();
  await beRefused(lia, bruno, subject);
  for (const isDark of [false, true]) {
    await lia.prefer(lia.say(isDark ? 'shell:themeDark' : 'shell:themeLight'));
    for (const { name, show } of screensWith(subject)) {
      await show(lia);
      await isUsableByEveryone(lia, name, isDark);
    }
    await lia.search('troco');
    await expect(lia.page.getByRole('dialog').getByRole('button', { name: /Troco errado/ })).toBeVisible();
    await isUsableByEveryone(lia, 'palette', isDark);
    await lia.page.keyboard.press('Escape');
    await lia.seeRefused();
    await expect(lia.refusalCards()).toBeVisible();
    await isUsableByEveryone(lia, 'refusal', isDark);
    await lia.page.keyboard.press('Escape');
    await expect(lia.refusalCards()).toBeHidden();
  }
  await lia.seeRefused();
  await lia.decide(lia.say('refusals:settle'));
  await lia.page.keyboard.press('Escape');
  await lia.upToDate();
});

test('what asks for a decision can be used by everyone, and is as legible in the dark', async ({
  sitDown,
}) => {
  const lia = await sitDown('lia');
  const bruno = await sitDown('bruno');
  const subject = 'Impressora do caixa 4 sem papel';
  await lia.openCase({ subject, customer: 'Ester Campos' });
  await lia.upToDate();
  await bruno.openByName(subject);
  await lia.goOffline();
  const phone = lia.say('case:phone');
  await lia.correctCustomer({ [phone]: '11 5550-7777' });
  await lia.completeStep('Está completo', { fields: { Categoria: 'Erro ou falha' } });
  await lia.completeStep('Usar a base');
  await lia.completeStep('Responder e encerrar', { solution: 'Troque a bobina.' });
  await bruno.correctCustomer({ [phone]: '11 5550-8888' });
  await bruno.completeStep('Faltam detalhes', {
    fields: { Categoria: 'Erro ou falha', 'O que falta saber': 'Qual impressora?' },
  });
  await bruno.upToDate();
  await lia.goOnline();
  await lia.asksFor(2);
  for (const isDark of [false, true]) {
    await lia.prefer(lia.say(isDark ? 'shell:themeDark' : 'shell:themeLight'));
    await isUsableByEveryone(lia, 'a step that arrived late', isDark);
    await lia.seeRefused();
    await expect(lia.refusalCards()).toHaveCount(2);
    await isUsableByEveryone(lia, 'cards', isDark);
    await lia.decide(lia.say('refusals:openBoth'));
    await isUsableByEveryone(lia, 'one text of both', isDark);
    await lia
      .refusalCards()
      .getByRole('button', { name: lia.say('common:cancel') })
      .click();
    await lia.page.keyboard.press('Escape');
    await expect(lia.refusalCards()).toHaveCount(0);
  }
  await lia.page.setViewportSize({ width: 1280, height: 720 });
  await lia.seeRefused();
  await expect(lia.refusalCards()).toHaveCount(2);
  expect(await tooWide(lia)).toEqual([]);
  await lia.decide(lia.say('refusals:settleAll'));
  await lia.decide(lia.say('refusals:keepTheirs'));
  await lia.decide(lia.say('case:lateLeave'));
  await expect(lia.refusalCards()).toHaveCount(0);
  await lia.page.keyboard.press('Escape');
  await lia.upToDate();
});

test('at 1280 by 720 a case shows its ways out, and nothing is wider than the window', async ({
  sitDown,
}) => {
  const lia = await sitDown('lia');
  await lia.page.setViewportSize({ width: 1280, height: 720 });
  const subject = 'Cliente não recebe a segunda via do boleto do plano anual por e-mail';
  await lia.openCase({ subject });
  await expect(lia.outcome('Faltam detalhes')).toBeInViewport();
  await expect(lia.outcome('Está completo')).toBeInViewport();
  for (const { name, show } of screensWith(subject)) {
    await show(lia);
    expect(await tooWide(lia), name).toEqual([]);
  }
});

/** Both move the case apart, and she is the second. */
async function beRefused(lia: Desk, bruno: Desk, subject: string): Promise<void> {
  await bruno.openByName(subject);
  await lia.goOffline();
  await lia.escalate('O gerente exige resposta hoje.');
  await bruno.completeStep('Está completo', { fields: { Categoria: 'Erro ou falha' } });
  await bruno.upToDate();
  await lia.goOnline();
  await expect(lia.pill).toHaveAttribute('data-mood', 'needs-you');
}

/** What reaches beyond the right edge of the window, apart from what scrolls inside a place of its own. */
async function tooWide(desk: Desk): Promise<readonly string[]> {
  return desk.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isClipped = (element: Element) => {
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement)
        if (getComputedStyle(parent).overflowX !== 'visible' && parent.getBoundingClientRect().right <= width)
          return true;
      return false;
    };
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !isClipped(element))
      .map((element) => element.outerHTML.slice(0, 120))
      .concat(document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : []);
  });
}
