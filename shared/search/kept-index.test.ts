import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { anArticle } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { seed } from '#test/support/seed.ts';
import { type ArticleIndex, createArticleIndex } from './article-index.ts';
import type { KeptIndex } from './kept-index.ts';

const folha = anArticle({ title: 'Recalcular folha', body: 'Abra a **Folha** do mês.' });
const nota = anArticle({ title: 'Emitir nota', body: 'Confira o certificado.' });
const senha = anArticle({ title: 'Contraseña olvidada', language: 'es', status: 'draft' });

function indexOf(articles: readonly Article[], kept?: KeptIndex): ArticleIndex {
  const index = createArticleIndex(kept);
  for (const article of articles) index.put(article);
  index.settle();
  return index;
}

function found(index: ArticleIndex, text: string): readonly string[] {
  const query = { text, language: null, status: null, prefers: null, limit: 50 };
  // What was discarded leaves its words when they are first met, and until then counts among them.
  index.find(query);
  const matches = index.find(query).map(({ id, words }) => `${id}: ${[...words].sort().join(' ')}`);
  return matches.sort();
}

const idsIn = (index: ArticleIndex, text: string) => found(index, text).map((match) => match.split(':')[0]);

test('what was kept is found as before, and not indexed again', () => {
  const long = [folha, nota, senha].map((article) => ({
    ...article,
    body: `${article.body} `.repeat(20_000),
  }));
  const before = indexOf(long);
  expect(before.isWorthKeeping()).toBe(true);
  const after = indexOf(long, before.toKept());
  expect(after.isWorthKeeping()).toBe(false);
  for (const text of ['folha', 'certif', 'contrasena', 'mes folha'])
    expect(found(after, text)).toEqual(found(before, text));
  expect(idsIn(after, 'certif')).toEqual([nota.id]);
});

test('of what was kept an article is found when it is put again, and only then', () => {
  const index = createArticleIndex(indexOf([folha, nota]).toKept());
  expect(idsIn(index, 'folha')).toEqual([]);
  index.put(folha);
  expect(idsIn(index, 'folha')).toEqual([folha.id]);
  expect(idsIn(index, 'nota')).toEqual([]);
});

test('what was changed, dropped, published or written since is found as it is now', () => {
  const published = { ...senha, status: 'published' } as const;
  const edited = { ...folha, body: 'Feche o ponto.' };
  const added = anArticle({ title: 'Trocar o toner' });
  const index = indexOf([edited, published, added], indexOf([folha, nota, senha]).toKept());
  expect(idsIn(index, 'mes')).toEqual([]);
  expect(idsIn(index, 'ponto')).toEqual([folha.id]);
  expect(idsIn(index, 'nota certificado')).toEqual([]);
  expect(idsIn(index, 'toner')).toEqual([added.id]);
  const query = { text: 'contrasena', language: null, status: 'published', prefers: null, limit: 9 } as const;
  expect(index.find(query)).toHaveLength(1);
});

test('a base that is indexed in a moment is not worth keeping; one that lost an article is kept without it', () => {
  const small = indexOf([folha, nota]);
  expect(small.isWorthKeeping()).toBe(false);
  const after = indexOf([folha], small.toKept());
  expect(after.isWorthKeeping()).toBe(true);
  const { texts } = after.toKept();
  expect(texts).toContain('folha');
  expect(texts).not.toContain('certificado');
  expect(texts).not.toContain(nota.id);
  expect(after.isWorthKeeping()).toBe(false);
});

test('what another build kept, or what is not whole, is the same as nothing', () => {
  const { texts, numbers } = indexOf([folha, nota]).toKept();
  const [form = '', ...rest] = texts;
  const others: readonly KeptIndex[] = [
    { texts: [`${form}0`, ...rest], numbers },
    { texts: [], numbers },
    { texts, numbers: new Uint8Array(0) },
    { texts: texts.slice(0, -1), numbers },
    { texts, numbers: Uint8Array.from([...numbers, 0]) },
    ...Array.from(numbers, (_, length) => ({ texts, numbers: numbers.slice(0, length) })),
  ];
  for (const kept of others) {
    // Nothing had to leave it.
    expect(indexOf([], kept).isWorthKeeping()).toBe(false);
    expect(idsIn(indexOf([folha, nota], kept), 'certificado')).toEqual([nota.id]);
  }
});

test('an index begun from what was kept answers as one made anew, over several starts', () => {
  const words = ['folha', 'folhas', 'fôlha', 'emissão', 'emitir', 'nota', 'notas', 'ponto', 'ñandú', '310'];
  const text = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((some) => some.join(' '));
  const article = fc
    .record({ nth: fc.nat(7), title: text, category: text, body: text })
    .map(({ nth, ...said }) => ({ ...folha, ...said, id: idOf(`kept ${nth}`) }) as Article);
  const base = fc.uniqueArray(article, { selector: ({ id }) => id, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(base, { minLength: 2, maxLength: 4 }), text, (days, question) => {
      let index = createArticleIndex();
      for (const articles of days) index = indexOf(articles, index.toKept());
      expect(found(index, question)).toEqual(found(indexOf(days.at(-1) ?? []), question));
    }),
    { seed, numRuns: 500 },
  );
});
