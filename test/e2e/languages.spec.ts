import type { Page } from '@playwright/test';
import { languageNames } from '#renderer/ui/language-names.ts';
import { type Language, languages } from '#shared/lib/words.ts';
import { resources } from '#shared/text/resources.ts';
import { expect, test } from './support/fixtures.ts';
import { screensWith } from './support/screens.ts';

test('every screen changes its language at once, without a word of another or a name of a text', async ({
  sitDown,
}) => {
  let desk = await sitDown('tania');
  const subject = 'Impressora imprime em branco';
  await desk.openCase({ subject });
  for (const { name, show } of screensWith(subject)) {
    await show(desk);
    for (const language of languages) {
      await desk.prefer(languageNames[language]);
      desk = desk.reading(language);
      await expect(desk.personButton).toBeVisible();
      await expect(desk.page.locator('html')).toHaveAttribute('lang', language);
      expect(strangers(await textsOf(desk.page), language), `${name} in ${language}`).toEqual([]);
    }
  }
  await desk.page.reload();
  await expect(desk.page.locator('html')).toHaveAttribute('lang', languages.at(-1) ?? '');
});

test('the door speaks all three languages', async ({ newDesk }) => {
  let desk = await newDesk();
  for (const language of languages) {
    await desk.button(languageNames[language]).click();
    desk = desk.reading(language);
    await expect(desk.page.getByRole('heading', { name: desk.say('session:title') })).toBeVisible();
    await expect(desk.page.locator('html')).toHaveAttribute('lang', language);
    expect(strangers(await textsOf(desk.page), language)).toEqual([]);
  }
});

test('the dark theme is chosen once and kept', async ({ sitDown }) => {
  const lia = await sitDown('lia');
  const background = () => lia.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await lia.prefer(lia.say('shell:themeLight'));
  const light = await background();
  await lia.prefer(lia.say('shell:themeDark'));
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await lia.page.reload();
  await expect(lia.personButton).toBeVisible();
  expect(await background()).toBe(dark);
});

/** Everything on the page that is read or read out, piece by piece; names of languages are in their own. */
async function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, [lang]:not(html)')) texts.push(node.nodeValue ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** Words of another language alone (short ones mean something in several), and what shows when a text or a value is missing. */
function strangers(texts: readonly string[], language: Language): readonly string[] {
  const own = new Set(wordsOf(language));
  const others = new Set(
    languages.flatMap((other) => wordsOf(other)).filter((text) => text.length > 3 && !own.has(text)),
  );
  return texts.filter(
    (text) =>
      text.includes('{{') || /^[a-z]+[.:][a-zA-Z_.]+$/.test(text) || keys.has(text) || others.has(text),
  );
}

/** Names of texts that no one could take for a word. */
const keys = new Set(
  Object.values(resources['pt-BR']).flatMap((texts) =>
    Object.keys(texts).filter((key) => /[a-z][A-Z_]/.test(key)),
  ),
);

function wordsOf(language: Language): readonly string[] {
  return Object.values(resources[language]).flatMap((texts) =>
    Object.values(texts).filter((text): text is string => typeof text === 'string'),
  );
}
