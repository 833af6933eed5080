import { expect, test } from 'vitest';
import { sizeText } from './size-text.ts';

test('a size is told in kilobytes, megabytes and gigabytes, in the language of the reader', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  expect(plain(sizeText(1, 'pt-BR'))).toBe('1 kB');
  expect(plain(sizeText(340 * 1024, 'pt-BR'))).toBe('340 kB');
  expect(plain(sizeText(2.44 * 1024 ** 2, 'pt-BR'))).toBe('2,4 MB');
  expect(plain(sizeText(2.44 * 1024 ** 2, 'es'))).toBe('2,4 MB');
  expect(plain(sizeText(25 * 1024 ** 2, 'en'))).toBe('25 MB');
  expect(plain(sizeText(1024 ** 3, 'en'))).toBe('1 GB');
  expect(plain(sizeText(812.4 * 1024 ** 3, 'en'))).toBe('812 GB');
});
