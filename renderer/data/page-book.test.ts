import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../../test/support/seed.ts';
import { createPageBook, rewritten, rowsAPage } from './page-book.ts';
import type { Page } from './pages.ts';

type Change = { readonly kind: string; readonly id: string; readonly ver: number; readonly gone: boolean };

const changes = fc.array(
  fc.record({
    kind: fc.constantFrom('case', 'event', 'of a later build'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    ver: fc.nat(30),
    gone: fc.boolean(),
  }),
  { maxLength: 12 },
);

function lineOf({ kind, id, ver, gone }: Change): string {
  return JSON.stringify({
    id,
    kind,
    parent: null,
    ver,
    ...(gone ? { gone } : { doc: { words: `${id} ${ver}` } }),
  });
}

/** Folds one text after the other, as a window that starts anew before each of them would. */
function folded(texts: readonly string[]): readonly Page[] {
  const pages = new Map<string, Page>();
  for (const text of texts) {
    const book = createPageBook();
    for (const page of pages.values()) book.learn(page);
    for (const lines of book.place(text)) {
      const name = JSON.stringify(lines.key);
      pages.set(name, rewritten(pages.get(name), lines));
    }
  }
  return [...pages.values()];
}

const linesOf = (pages: readonly Page[]): readonly string[] =>
  pages.flatMap(({ text }) => (text === '' ? [] : text.split('\n')));

test('of every row the pages hold the newest version once, and none that left', () => {
  fc.assert(
    fc.property(fc.array(changes), (groups) => {
      // Versions are unique, and grow from one pull to the next.
      const seen = groups.map((group, n) =>
        group.map((change, place) => ({ ...change, ver: n * 100 + place })),
      );
      const newest = new Map(seen.flat().map((change) => [`${change.kind} ${change.id}`, change]));
      const expected = [...newest.values()].filter(({ gone }) => !gone).map(lineOf);
      const pages = folded(
        seen.filter(({ length }) => length > 0).map((group) => group.map(lineOf).join('\n')),
      );
      expect([...linesOf(pages)].sort()).toEqual(expected.sort());
    }),
    { seed },
  );
});

test('a text folded twice changes nothing', () => {
  fc.assert(
    fc.property(changes, (group) => {
      const text = group.map((change, ver) => lineOf({ ...change, ver, gone: false })).join('\n');
      expect(folded([text, text])).toEqual(folded([text]));
    }),
    { seed },
  );
});

test('an older version never wins, in one text or from one to the next', () => {
  const [newer, older] = [5, 3].map((ver) => lineOf({ kind: 'case', id: 'a', ver, gone: false }));
  expect(linesOf(folded([`${newer}\n${older}`]))).toEqual([newer]);
  expect(linesOf(folded([`${newer}`, `${older}`]))).toEqual([newer]);
});

test('a page takes so many rows, of one kind', () => {
  const rows = Array.from({ length: 2 * rowsAPage + 1 }, (_, n) =>
    lineOf({ kind: n % 2 === 0 ? 'case' : 'event', id: `row ${n}`, ver: n, gone: false }),
  );
  const sizes = folded([rows.slice(0, 300).join('\n'), rows.slice(300).join('\n')]).map(
    ({ kind, n, text }) => [kind, n, text.split('\n').length] as const,
  );
  expect(sizes).toEqual([
    ['case', 0, rowsAPage],
    ['event', 0, rowsAPage],
    ['case', 1, 1],
  ]);
});

test('what cannot be read is kept as it is', () => {
  const damaged = '{"id":"a","kind":"case","ver":';
  const pages = folded([`${damaged}\n${lineOf({ kind: 'case', id: 'a', ver: 1, gone: false })}`, damaged]);
  expect(linesOf(pages)).toContain(damaged);
  expect(linesOf(pages)).toHaveLength(2);
});

test('a row that left and came back as it was has its place again', () => {
  const row = { id: 'a', kind: 'event', parent: null, ver: 1, doc: {} };
  const [came, left, returned] = [row, { ...row, doc: undefined, ver: 2, gone: true }, { ...row, at: 3 }].map(
    (line) => JSON.stringify(line),
  );
  for (const texts of [[came, left, returned], [[came, left, returned].join('\n')], [came, returned, left]])
    expect(linesOf(folded(texts.map(String)))).toEqual([returned]);
});

test('of one moment being here wins over having left, whichever came first', () => {
  const here: Change = { kind: 'case', id: 'a', ver: 5, gone: false };
  const left: Change = { ...here, gone: true };
  for (const both of [
    [here, left],
    [left, here],
  ])
    expect(folded([both.map(lineOf).join('\n')]).map(({ text }) => text)).toEqual([lineOf(here)]);
});
