import { expect, test } from 'vitest';
import { type ArticleQuery, createArticleIndex } from '#shared/search/article-index.ts';
import { anArticle } from '#test/support/builders.ts';
import { createArticleSearch, type SearchPort } from './search-client.ts';
import { answerSearch, type SearchAnswer, type SearchRequest } from './search-messages.ts';

const query = (text: string): ArticleQuery => ({
  text,
  language: null,
  status: null,
  prefers: null,
  limit: 10,
});
const folha = anArticle({ title: 'Recalcular folha', body: 'Abra a Folha do mês.' });
const nota = anArticle({ title: 'Emitir nota', body: 'Confira o certificado.' });

/** A worker whose answers come when the test lets them, and a timer that runs out when told. */
function bench() {
  const index = createArticleIndex();
  const requests: SearchRequest[] = [];
  const answers: SearchAnswer[] = [];
  const timers = new Set<() => void>();
  const patience: number[] = [];
  let tell: (answer: SearchAnswer) => void = () => {};
  let fail = () => {};
  let isClosed = false;
  const port: SearchPort = {
    post: (request) => {
      requests.push(request);
      const answer = answerSearch(index, request);
      if (answer !== null) answers.push(answer);
    },
    listen: (onAnswer, onFailure) => {
      tell = onAnswer;
      fail = onFailure;
    },
    close: () => {
      isClosed = true;
    },
  };
  const search = createArticleSearch(
    () => port,
    (callback, ms) => {
      timers.add(callback);
      patience.push(ms);
      return () => timers.delete(callback);
    },
  );
  return {
    search,
    requests,
    timers,
    patience,
    sayHello: () => tell({ seq: 0, found: [] }),
    deliver: () => {
      for (const answer of answers.splice(0)) tell(answer);
    },
    fail: () => fail(),
    runOut: () => {
      for (const timer of [...timers]) timer();
    },
    isClosed: () => isClosed,
  };
}

const idsOf = (found: readonly { readonly id: string }[] | null) => found?.map(({ id }) => id);

test('articles are fed once, then only what changed, and forgotten when they go', () => {
  const { search, requests } = bench();
  search.feed([folha, nota]);
  search.feed([{ ...folha }, nota]);
  search.feed([{ ...folha, body: 'New' }]);
  expect(requests).toMatchObject([
    { kind: 'feed', put: [{ id: folha.id }, { id: nota.id }], drop: [] },
    { kind: 'feed', put: [{ id: folha.id, body: 'New' }], drop: [nota.id] },
  ]);
});

test('the latest question wins; the one it overtook is answered with null', async () => {
  const { search, deliver, timers } = bench();
  search.feed([folha, nota]);
  const first = search.find(query('folha'));
  const second = search.find(query('nota'));
  deliver();
  expect(await first).toBeNull();
  expect(idsOf(await second)).toEqual([nota.id]);
  expect(timers.size).toBe(0);
});

test('what was met is marked in title and excerpt', async () => {
  const { search, deliver } = bench();
  search.feed([folha]);
  const found = search.find(query('FOLH'));
  deliver();
  expect(await found).toMatchObject([
    {
      title: [{ text: 'Recalcular ' }, { text: 'folha', isHit: true }],
      excerpt: [{}, { text: 'Folha' }, {}],
    },
  ]);
});

test.each(['stays silent', 'fails'])('a worker that %s is replaced, with all its articles', async (how) => {
  const { search, fail, runOut, isClosed, requests } = bench();
  search.feed([folha, nota]);
  const found = search.find(query('folha'));
  if (how === 'fails') fail();
  else runOut();
  expect(idsOf(await found)).toEqual([folha.id]);
  expect(isClosed()).toBe(true);
  const before = requests.length;
  search.feed([nota]);
  expect(idsOf(await search.find(query('nota')))).toEqual([nota.id]);
  expect(idsOf(await search.find(query('folha')))).toEqual([]);
  expect(requests.length).toBe(before);
});

test('a worker that was heard is given more time than one that was not', () => {
  const { search, sayHello, patience } = bench();
  void search.find(query('folha'));
  sayHello();
  void search.find(query('nota'));
  const [before = 0, later = 0] = patience;
  expect(later).toBeGreaterThan(before);
});

test('a worker that may not start is never missed', async () => {
  const refuse = (): SearchPort => {
    throw new Error('refused by policy');
  };
  const search = createArticleSearch(refuse, () => () => {});
  search.feed([folha]);
  expect(idsOf(await search.find(query('folha')))).toEqual([folha.id]);
});
