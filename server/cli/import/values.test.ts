import { expect, test } from 'vitest';
import { parseChannel, parseLanguage, parseMoment, parsePriority } from './values.ts';

test('channels, priorities and languages are understood in three languages', () => {
  expect(['telefone', 'Teléfono', 'PHONE'].map(parseChannel)).toEqual(['phone', 'phone', 'phone']);
  expect(['e-mail', 'correo electrónico', 'portal'].map(parseChannel)).toEqual(['email', 'email', 'form']);
  expect(['alta', 'crítica', 'High'].map(parsePriority)).toEqual(['high', 'high', 'high']);
  expect(['média', 'media', 'medium'].map(parsePriority)).toEqual(['normal', 'normal', 'normal']);
  expect(['baixa', 'baja', 'low'].map(parsePriority)).toEqual(['low', 'low', 'low']);
  expect(['pt', 'português', 'Español', 'en-US'].map(parseLanguage)).toEqual(['pt-BR', 'pt-BR', 'es', 'en']);
  expect(parseChannel('carrier pigeon')).toBeUndefined();
  expect(parsePriority('')).toBeUndefined();
});

test('a moment with its zone is that moment', () => {
  expect(parseMoment('2026-03-02T08:00:00-03:00')).toBe(Date.UTC(2026, 2, 2, 11));
  expect(parseMoment('2026-03-02 08:00:30Z')).toBe(Date.UTC(2026, 2, 2, 8, 0, 30));
  expect(parseMoment('2026-03-02T08:00:00.123+0530')).toBe(Date.UTC(2026, 2, 2, 2, 30));
});

test('a moment without a zone is this computer’s, day first where it is not ISO', () => {
  const local = new Date(2026, 2, 2, 8, 5).getTime();
  expect(parseMoment('2026-03-02 08:05')).toBe(local);
  expect(parseMoment('02/03/2026 08:05')).toBe(local);
  expect(parseMoment('2.3.2026, 8:05')).toBe(local);
  expect(parseMoment('02-03-2026')).toBe(new Date(2026, 2, 2).getTime());
});

test('what is no moment is not guessed', () => {
  for (const text of ['', 'ontem', '32/01/2026', '2026-02-30', '2026-03-02T25:00', '03/2026', '2026-03-02 Z'])
    expect(parseMoment(text), text).toBeUndefined();
});
