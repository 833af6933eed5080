import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { anArticle } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { seed } from '#test/support/seed.ts';
import { type ArticleQuery, createArticleIndex } from './article-index.ts';

const articles = [
  anArticle({ title: 'Emissão de nota fiscal', body: 'Confira o **certificado** antes de emitir.' }),
  anArticle({ title: 'Certificado digital vencido', body: 'Renove e importe de novo.' }),
  anArticle({ title: 'Recalcular folha de um grupo', body: 'Abra a folha, escolha o evento 310.' }),
  anArticle({
    title: 'Contraseña olvidada',
    body: 'Cómo restablecer la sesión del usuario.',
    language: 'es',
  }),
  anArticle({
    title: 'Reset a password',
    body: 'Open the settings and choose a new one.',
    language: 'en',
    category: 'access',
  }),
  anArticle({ title: 'Printer on the network', body: 'Passwords are not asked.', language: 'en' }),
  anArticle({ title: 'Evento sem incidência', body: 'Corrija o evento.', status: 'draft' }),
];

function indexOf(list: readonly Article[]) {
  const index = createArticleIndex();
  for (const article of list) index.put(article);
  const titles = (text: string, more: Partial<ArticleQuery> = {}) =>
    index
      .find({ text, language: null, status: null, prefers: null, limit: 20, ...more })
      .map((match) => index.entry(match.id)?.title);
  return { index, titles };
}

const { titles } = indexOf(articles);

describe('finds', () => {
  test.each([
    ['emissao', 'Emissão de nota fiscal'],
    ['EMISSÃO', 'Emissão de nota fiscal'],
    ['incidencia', 'Evento sem incidência'],
    ['contrasena', 'Contraseña olvidada'],
    ['sesion', 'Contraseña olvidada'],
  ])('%s, accents and capitals aside', (text, title) => {
    expect(titles(text)).toEqual([title]);
  });

  test.each([
    ['recalculr folha', 'Recalcular folha de um grupo'],
    ['emisao de nota', 'Emissão de nota fiscal'],
    ['contarseña', 'Contraseña olvidada'],
    ['pasword', 'Reset a password'],
  ])('%s, with a slip of the keys', (text, title) => {
    expect(titles(text)[0]).toBe(title);
  });

  test('words with a slip only where the words as they are typed do not fill the list', () => {
    const printed = ['Impressora sem papel', 'Impressora lenta', 'Impresora de la caja'];
    const { titles: found } = indexOf(printed.map((title) => anArticle({ title, body: 'Depois.' })));
    expect(found('impressora', { limit: 2 })).toHaveLength(2);
    expect(found('impressora', { limit: 2 })).not.toContain('Impresora de la caja');
    expect(found('impressora', { limit: 3 })).toContain('Impresora de la caja');
  });

  test('what is still being typed', () => {
    expect(titles('recal')).toEqual(['Recalcular folha de um grupo']);
  });

  test('the article most alike when no article has every word of a sentence', () => {
    expect(titles('O cliente diz que a folha do grupo 12 não fecha')[0]).toBe('Recalcular folha de um grupo');
  });

  test('nothing by a stray digit of a sentence, nor by little of it', () => {
    const { titles: found } = indexOf([
      anArticle({ title: 'Nota da cidade 8', body: 'Confira a alíquota.' }),
      anArticle({ title: 'Recalcular folha', body: 'Depois.' }),
      anArticle({ title: 'Backup', body: 'Faça depois da folha, não antes. O grupo recebe um aviso.' }),
    ]);
    expect(found('não emite desde a versão 8.4')).not.toContain('Nota da cidade 8');
    expect(found('recalcular folha do grupo errado')).toEqual(['Recalcular folha']);
  });

  test('the title before the body', () => {
    expect(titles('certificado')).toEqual(['Certificado digital vencido', 'Emissão de nota fiscal']);
    expect(titles('password')).toEqual(['Reset a password', 'Printer on the network']);
  });

  test('nothing for nothing, and for what no article tells', () => {
    expect(titles('')).toEqual([]);
    expect(titles('  ?! ')).toEqual([]);
    expect(titles('girafa')).toEqual([]);
  });
});

describe('narrows', () => {
  test('by language and by status', () => {
    expect(titles('evento', { status: 'published' })).toEqual(['Recalcular folha de um grupo']);
    expect(titles('password', { language: 'pt-BR' })).toEqual([]);
    expect(titles('usuario', { language: 'es' })).toEqual(['Contraseña olvidada']);
  });

  test('every word found elsewhere does not hide what the wanted language has', () => {
    const { titles: found } = indexOf([
      anArticle({ title: 'Backup manual', language: 'en' }),
      anArticle({ title: 'Backup', language: 'es' }),
    ]);
    expect(found('backup manual', { language: 'es' })).toEqual(['Backup']);
  });

  test('and puts a preferred language first without hiding the others', () => {
    const { titles: found } = indexOf([
      anArticle({ title: 'Backup', language: 'en' }),
      anArticle({ title: 'Backup automático', language: 'es' }),
    ]);
    expect(found('backup', { prefers: 'es' })).toEqual(['Backup automático', 'Backup']);
  });
});

test('fewer are the first of many, whatever is preferred', () => {
  const word = fc.constantFrom('folha', 'folhas', 'nota', 'emissão', 'ponto');
  const article = fc.record({
    title: fc.array(word, { maxLength: 3 }).map((words) => `KB ${words.join(' ')}`),
    language: fc.constantFrom('pt-BR', 'es', 'en'),
    status: fc.constantFrom('draft', 'published'),
  });
  const language = fc.constantFrom('pt-BR', 'es', null);
  fc.assert(
    fc.property(
      fc.array(article, { maxLength: 12 }),
      word,
      language,
      fc.nat(11),
      (said, text, prefers, nth) => {
        const { titles: found } = indexOf(
          said.map((parts, n) => anArticle({ ...parts, id: idOf(`few ${n}`) })),
        );
        const limit = nth + 1;
        expect(found(text, { prefers, limit })).toEqual(found(text, { prefers }).slice(0, limit));
      },
    ),
    { seed },
  );
});

test('an article written again is found by its new words only, one dropped not at all', () => {
  const { index, titles: found } = indexOf(articles);
  const [first] = articles;
  if (first === undefined) throw new Error('There is a first article');
  index.put({ ...first, title: 'Cancelamento' });
  expect(found('emissao')).toEqual([]);
  expect(found('cancelamento')).toEqual(['Cancelamento']);
  index.drop(first.id);
  expect(found('cancelamento')).toEqual([]);
  index.drop(first.id);
});

test('any title finds its article, whatever its accents, and any text is answered', () => {
  const accents = fc.string({ unit: fc.constantFrom('á', 'é', 'ç', 'ã', 'n', 'ñ', 'o', 'Ü'), minLength: 3 });
  fc.assert(
    fc.property(accents, fc.string({ unit: 'binary' }), (title, noise) => {
      const { titles: found } = indexOf([anArticle({ title })]);
      expect(found(title.normalize('NFD'))).toEqual([title]);
      found(noise);
    }),
  );
});
