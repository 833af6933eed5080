import { expect, test } from 'vitest';
import type { Bytes } from '#renderer/data/blobs.ts';
import type { SearchStore } from '#renderer/data/client.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { ArticleQuery } from '#shared/search/article-index.ts';
import { anArticle } from '#test/support/builders.ts';
import { createArticleSearch, type SearchPort } from './search-client.ts';
import { createSearchDesk } from './search-desk.ts';
import type { SearchAnswer, SearchRequest } from './search-messages.ts';

const query = (text: string): ArticleQuery => ({
  text,
  language: null,
  status: null,
  prefers: null,
  limit: 10,
});
const folha = anArticle({ title: 'Recalcular folha', body: 'Abra a Folha do mês.' });
const nota = anArticle({ title: 'Emitir nota', body: 'Confira o certificado.' });
/** Indexing it would be felt. */
const manual = { ...anArticle({ title: 'Manual' }), body: 'Leia o manual antes de ligar. '.repeat(40_000) };

const rowsOf = (...articles: readonly Article[]) =>
  articles.map((doc) => ({ id: doc.id, kind: 'article' as const, parent: null, ver: 1, doc }));
const idsOf = (found: readonly { readonly id: string }[] | null) => found?.map(({ id }) => id);

/** What a store keeps; as in a window that leads, unless told otherwise. */
function aStore() {
  const disk: { bytes: Bytes | null; isLeader: boolean; asked: number } = {
    bytes: null,
    isLeader: true,
    asked: 0,
  };
  const store: SearchStore = {
    // A copy: what is posted to a worker is given away.
    read: async () => disk.bytes?.slice() ?? null,
    keeper: () => {
      disk.asked += 1;
      const keep = (bytes: Bytes) => {
        disk.bytes = bytes;
      };
      return disk.isLeader ? keep : null;
    },
  };
  return { disk, store };
}

/** A window: its worker is heard when the test lets it, and time passes when told. */
function aWindow(open?: () => SearchPort) {
  const requests: SearchRequest[] = [];
  const answers: SearchAnswer[] = [];
  const timers = new Set<{ readonly ms: number; readonly run: () => void }>();
  const told: (() => void)[] = [];
  let tell: (answer: SearchAnswer) => void = () => {};
  let fail = () => {};
  let isClosed = false;
  let isHeard = true;
  const take = createSearchDesk((answer) => {
    if (isHeard) tell(answer);
    else answers.push(answer);
    for (const hear of told.splice(0)) hear();
  });
  const port: SearchPort = {
    post: (request) => {
      requests.push(request);
      take(request);
    },
    listen: (onAnswer, onFailure) => {
      tell = onAnswer;
      fail = onFailure;
    },
    close: () => {
      isClosed = true;
    },
  };
  const pauses: number[] = [];
  const search = createArticleSearch(open ?? (() => port), {
    after: (ms, run) => {
      const timer = { ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pause: async () => {
      pauses.push(requests.length);
    },
  });
  return {
    search,
    requests,
    timers,
    pauses,
    silence: () => {
      isHeard = false;
    },
    tell: (answer: SearchAnswer) => tell(answer),
    fail: () => fail(),
    /** So much time passes that every timer there is runs out. */
    runOut: () => {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer.run();
      }
    },
    /** The next answer of the worker. */
    answered: () => new Promise<void>((resolve) => told.push(resolve)),
    isClosed: () => isClosed,
    fed: () => requests.filter((request) => request.kind === 'feed'),
  };
}

/** As a window does it that had these articles. */
async function keepIn(store: SearchStore, ...articles: readonly Article[]): Promise<void> {
  const { search, answered, runOut } = aWindow();
  search.feed(rowsOf(...articles), store);
  await search.find(query('folha'));
  const given = answered();
  runOut();
  await given;
}

test('articles are fed once, then only what changed, and forgotten when they go', async () => {
  const { search, fed } = aWindow();
  const { store } = aStore();
  const rows = rowsOf(folha, nota);
  search.feed(rows, store);
  search.feed(rows, store);
  search.feed(rowsOf({ ...folha }, nota), store);
  search.feed(rowsOf({ ...folha, body: 'New' }), store);
  await search.find(query('folha'));
  expect(fed()).toMatchObject([
    { put: [{ id: folha.id }, { id: nota.id }], drop: [], isAll: true },
    { put: [{ id: folha.id, body: 'New' }], drop: [nota.id], isAll: true },
  ]);
});

test('the latest question wins; the one it overtook is answered with null', async () => {
  const { search } = aWindow();
  search.feed(rowsOf(folha, nota), aStore().store);
  const first = search.find(query('folha'));
  const second = search.find(query('nota'));
  expect(await first).toBeNull();
  expect(idsOf(await second)).toEqual([nota.id]);
});

test('what was met is marked in title and excerpt', async () => {
  const { search } = aWindow();
  search.feed(rowsOf(folha), aStore().store);
  expect(await search.find(query('FOLH'))).toMatchObject([
    {
      title: [{ text: 'Recalcular ' }, { text: 'folha', isHit: true }],
      excerpt: [{}, { text: 'Folha' }, {}],
    },
  ]);
});

test('many articles are posted a slice at a time, and a question waits for the last', async () => {
  const { search, fed, pauses } = aWindow();
  const many = Array.from({ length: 5 }, (_, nth) => ({
    ...manual,
    id: anArticle({ title: `M${nth}` }).id,
    title: `M${nth}`,
  }));
  search.feed(rowsOf(...many), aStore().store);
  expect(idsOf(await search.find(query('M4')))).toEqual([many[4]?.id]);
  expect(fed().map(({ isAll }) => isAll)).toEqual([false, false, false, false, true]);
  expect(pauses.length).toBe(4);
});

test('what was found before a restart is found after it, begun from what was kept', async () => {
  const { disk, store } = aStore();
  await keepIn(store, manual, folha);
  const { search, requests } = aWindow();
  search.feed(rowsOf(manual, folha), store);
  expect(idsOf(await search.find(query('ligar')))).toEqual([manual.id]);
  expect(idsOf(await search.find(query('mes')))).toEqual([folha.id]);
  expect(requests[0]).toEqual({ kind: 'begin', kept: disk.bytes });
});

test('what changed between two starts is found as it is now', async () => {
  const { store } = aStore();
  await keepIn(store, manual, folha, nota);
  const { search } = aWindow();
  search.feed(rowsOf(manual, { ...folha, title: 'Fechar o ponto', body: '' }), store);
  expect(idsOf(await search.find(query('folha')))).toEqual([]);
  expect(idsOf(await search.find(query('ponto')))).toEqual([folha.id]);
  expect(idsOf(await search.find(query('certificado')))).toEqual([]);
});

test('damaged bytes are the same as none', async () => {
  const { disk, store } = aStore();
  disk.bytes = new Uint8Array([1, 2, 3]);
  const { search } = aWindow();
  search.feed(rowsOf(folha), store);
  expect(idsOf(await search.find(query('folha')))).toEqual([folha.id]);
});

test('what is indexed in a moment is not given away to be kept, nor what was kept already', async () => {
  const { disk, store } = aStore();
  await keepIn(store, manual);
  const other = { ...manual, id: folha.id };
  for (const [kept, articles] of [
    [null, [folha, nota]],
    [disk.bytes, [manual, nota]],
  ] as const) {
    const given = await new Promise<SearchAnswer>((resolve) => {
      const take = createSearchDesk(resolve);
      take({ kind: 'begin', kept });
      take({ kind: 'feed', put: articles, drop: [], isAll: true });
      take({ kind: 'give', seq: 1 });
      take({ kind: 'feed', put: [other], drop: [], isAll: true });
      take({ kind: 'give', seq: 2 });
    });
    expect(given).toMatchObject({ kind: 'given', seq: 2 });
  }
});

test('a window that does not lead does not ask for what would be kept', async () => {
  const { disk, store } = aStore();
  disk.isLeader = false;
  const { search, runOut, requests } = aWindow();
  search.feed(rowsOf(manual), store);
  await search.find(query('manual'));
  runOut();
  await search.find(query('ligar'));
  expect(disk.asked).toBe(1);
  expect(requests.map(({ kind }) => kind)).toEqual(['begin', 'feed', 'find', 'find']);
});

test('what was asked for one person is not kept for the next', async () => {
  const [one, other] = [aStore(), aStore()];
  const { search, runOut, answered } = aWindow();
  search.feed(rowsOf(manual), one.store);
  await search.find(query('manual'));
  const given = answered();
  runOut();
  search.feed(rowsOf(folha), other.store);
  await given;
  expect(other.disk.bytes).toBeNull();
  expect(idsOf(await search.find(query('manual')))).toEqual([]);
  expect(idsOf(await search.find(query('folha')))).toEqual([folha.id]);
});

test.each(['stays silent', 'fails'])('a worker that %s is replaced, with all its articles', async (how) => {
  const { search, silence, fail, runOut, isClosed, requests } = aWindow();
  const { disk, store } = aStore();
  search.feed(rowsOf(folha, nota), store);
  silence();
  const found = search.find(query('folha'));
  if (how === 'fails') fail();
  else runOut();
  expect(idsOf(await found)).toEqual([folha.id]);
  expect(isClosed()).toBe(true);
  const before = requests.length;
  search.feed(rowsOf(nota), store);
  expect(idsOf(await search.find(query('nota')))).toEqual([nota.id]);
  expect(idsOf(await search.find(query('folha')))).toEqual([]);
  expect(requests.length).toBe(before);
  disk.asked = 0;
  runOut();
  expect(disk.asked).toBe(0);
});

test('a worker that was heard is given more time than one that was not', () => {
  const { search, tell, timers } = aWindow();
  void search.find(query('folha'));
  const [before] = [...timers];
  tell({ kind: 'here' });
  void search.find(query('nota'));
  const [later] = [...timers];
  expect(later?.ms).toBeGreaterThan(before?.ms ?? 0);
});

test('a worker that may not start is never missed', async () => {
  const { search } = aWindow(() => {
    throw new Error('refused by policy');
  });
  search.feed(rowsOf(folha), aStore().store);
  expect(idsOf(await search.find(query('folha')))).toEqual([folha.id]);
});
