import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDeepLink, parseDeepLink } from './deep-links.ts';
import { closestLanguage, shellWords } from './language.ts';
import { takeLaunchOptions } from './launch-options.ts';
import { isOutsideLink } from './outside-links.ts';

const caseId = '018f0000-0000-7000-8000-0000000000c1';

test('the session handed over is taken once', () => {
  const environment: NodeJS.ProcessEnv = { RAIA_SESSION: 'token' };
  expect(takeLaunchOptions(environment).session).toBe('token');
  expect(takeLaunchOptions(environment).session).toBeUndefined();
});

test('a server is reached by https, or by http on this computer alone', () => {
  const serverOf = (RAIA_SERVER: string): string | undefined => takeLaunchOptions({ RAIA_SERVER }).server;
  expect(takeLaunchOptions({}).server).toBe('http://127.0.0.1:4820');
  expect(serverOf('https://raia.example/')).toBe('https://raia.example');
  expect(serverOf('http://localhost:9000')).toBe('http://localhost:9000');
  for (const refused of [
    'http://raia.example',
    'http://127.0.0.1.example',
    'ftp://127.0.0.1',
    'file:///a',
    'nonsense',
  ]) {
    expect([refused, serverOf(refused)]).toEqual([refused, undefined]);
  }
});

test('raia://case/ID opens that case; no other link means anything', () => {
  expect(parseDeepLink(`raia://case/${caseId}`)).toEqual({ kind: 'open-case', caseId });
  expect(parseDeepLink(`RAIA://case/${caseId.toUpperCase()}/`)).toEqual({ kind: 'open-case', caseId });
  expect(findDeepLink(['raia', '--flag', `raia://case/${caseId}`])).toEqual({ kind: 'open-case', caseId });
  for (const text of [
    `raia://person/${caseId}`,
    'raia://case/',
    `raia://case/${caseId}/../x`,
    `https://case/${caseId}`,
  ]) {
    expect([text, parseDeepLink(text)]).toEqual([text, undefined]);
  }
  fc.assert(fc.property(fc.string(), (text) => parseDeepLink(`raia://case/${text}`) === undefined));
});

test('only https and mail addresses leave the app', () => {
  expect(['https://example.org/a', 'mailto:ana@example.org'].map(isOutsideLink)).toEqual([true, true]);
  for (const text of [
    'http://example.org',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'raia://case/x',
    'smb://a/b',
    '',
  ]) {
    expect([text, isOutsideLink(text)]).toEqual([text, false]);
  }
});

test('the shell speaks the closest of the three languages', () => {
  expect(['pt-PT', 'pt_BR', 'es-419', 'en-GB', 'de', ''].map(closestLanguage)).toEqual([
    'pt-BR',
    'pt-BR',
    'es',
    'en',
    'en',
    'en',
  ]);
  expect(['pt-BR', 'es', 'en'].map((locale) => shellWords(locale)('newCase'))).toEqual([
    'Novo chamado',
    'Nuevo caso',
    'New case',
  ]);
});
