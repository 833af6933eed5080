import { expect, test } from 'vitest';
import { languages } from '#shared/lib/words.ts';
import { resources } from './resources.ts';

/** Every text by its path, such as `queue.title`. */
function textsOf(node: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return textsOf(value, `${path}${key}.`);
    return [[`${path}${key}`, String(value)] as const];
  });
}

const namesIn = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? '').sort();
const reference = new Map(textsOf(resources['pt-BR']));

test.each(languages)('in %s the same texts exist, and none is empty', (language) => {
  const texts = textsOf(resources[language]);
  expect(texts.map(([path]) => path).sort()).toEqual([...reference.keys()].sort());
  expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(languages)('in %s every text names the values the reference names', (language) => {
  const wrong = textsOf(resources[language]).filter(
    ([path, text]) => namesIn(text).join() !== namesIn(reference.get(path) ?? '').join(),
  );
  expect(wrong).toEqual([]);
});

test.each(languages)('in %s only drawings that can be zoomed tell the keys for it', (language) => {
  const { keys, keysWindow } = resources[language].map;
  expect(keys).not.toMatch(/[+0]/);
  expect(keysWindow).toMatch(/\+.*0/);
});
