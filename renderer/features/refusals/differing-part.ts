/** Where two texts part and meet again, at the edges of words: only that is marked. */

export type Parted = { readonly before: string; readonly differing: string; readonly after: string };

/** The text cut in three: as in the other, differing, as in the other. */
export function differingPart(text: string, other: string): Parted {
  const mine = wordsOf(text);
  const theirs = wordsOf(other);
  const most = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < most && mine[head] === theirs[head]) head += 1;
  let tail = 0;
  while (tail < most - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail += 1;
  const end = mine.length - tail;
  return {
    before: mine.slice(0, head).join(''),
    differing: mine.slice(head, end).join(''),
    after: mine.slice(end).join(''),
  };
}

/** Words, and what stands between them. */
function wordsOf(text: string): readonly string[] {
  return text.split(/(\s+)/);
}
