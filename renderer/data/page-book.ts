/**
 * Which page holds which row. It is made from the pages themselves by the one
 * window that folds, and never stored.
 */
import { parseJson } from '#shared/lib/json.ts';
import { pullRowSchema } from '#shared/protocol/messages.ts';
import type { Page, PageKey } from './pages.ts';

export const rowsAPage = 256;

/** A row as received, with what folding needs of it. What cannot be read is a row of its own, kept as it is. */
type Line = {
  readonly kind: string;
  readonly id: string;
  /** When it was written, came or left. */
  readonly at: number;
  readonly isGone: boolean;
  readonly text: string;
};

/** What goes to one page: of each row the newest, or the mark that it left. */
export type PageLines = { readonly key: PageKey; readonly lines: readonly Line[] };

export type PageBook = {
  readonly learn: (page: Page) => void;
  /** The page of every row in a text of rows; a row that has none gets a place on one with room. */
  readonly place: (text: string) => readonly PageLines[];
};

type Shelf = {
  readonly pageOf: Map<string, number>;
  /** The last page, and how many rows were ever placed there. */
  last: number;
  used: number;
};

export function createPageBook(): PageBook {
  const shelves = new Map<string, Shelf>();

  function shelfOf(kind: string): Shelf {
    const shelf = shelves.get(kind) ?? { pageOf: new Map(), last: 0, used: 0 };
    shelves.set(kind, shelf);
    return shelf;
  }

  function put(shelf: Shelf, id: string, n: number): void {
    shelf.pageOf.set(id, n);
    if (n > shelf.last) shelf.used = 0;
    if (n >= shelf.last) shelf.used += 1;
    shelf.last = Math.max(shelf.last, n);
  }

  function pageFor(shelf: Shelf, id: string): number {
    const known = shelf.pageOf.get(id);
    if (known !== undefined) return known;
    const n = shelf.used < rowsAPage ? shelf.last : shelf.last + 1;
    put(shelf, id, n);
    return n;
  }

  return {
    learn: ({ kind, n, text }) => {
      const shelf = shelfOf(kind);
      for (const { id } of linesOf(text)) put(shelf, id, n);
    },
    place: (text) => {
      const pages = new Map<string, { readonly key: PageKey; readonly lines: Line[] }>();
      for (const line of newestOf(linesOf(text)).values()) {
        const shelf = shelfOf(line.kind);
        // It came and went before it was ever folded.
        if (line.isGone && !shelf.pageOf.has(line.id)) continue;
        const key: PageKey = { kind: line.kind, n: pageFor(shelf, line.id) };
        const name = `${key.n} ${key.kind}`;
        const page = pages.get(name) ?? { key, lines: [] };
        pages.set(name, page);
        page.lines.push(line);
      }
      return [...pages.values()];
    },
  };
}

/** The page with these lines in it. An older version never wins; of one moment being here wins over having left. */
export function rewritten(page: Page | undefined, { key, lines }: PageLines): Page {
  const rows = newestOf([...linesOf(page?.text ?? ''), ...lines]);
  const texts = [...rows.values()].filter(({ isGone }) => !isGone).map(({ text }) => text);
  return { ...key, text: texts.join('\n') };
}

function newestOf(lines: readonly Line[]): ReadonlyMap<string, Line> {
  const newest = new Map<string, Line>();
  for (const line of lines) {
    const name = `${line.kind} ${line.id}`;
    const before = newest.get(name);
    const isNewer = before === undefined || line.at > before.at || (line.at === before.at && before.isGone);
    if (isNewer) newest.set(name, line);
  }
  return newest;
}

function linesOf(text: string): readonly Line[] {
  return text === '' ? [] : text.split('\n').map(toLine);
}

function toLine(text: string): Line {
  const row = pullRowSchema.safeParse(parseJson(text));
  if (!row.success) return { kind: '', id: text, at: 0, isGone: false, text };
  const { kind, id, ver, at = ver, gone } = row.data;
  return { kind, id, at, isGone: gone === true, text };
}
