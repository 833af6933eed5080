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

/** What both have alike once, and where they part first the one, then the other: a text to begin from. */
export function joinedText(mine: string, theirs: string): string {
  const { before, differing, after } = differingPart(mine, theirs);
  const parts = [differing, differingPart(theirs, mine).differing];
  const both = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (both.length === 0) return mine;
  const isLong = both.some((part) => part.includes('\n'));
  return before + edgeOf(parts, /^\s+/) + both.join(isLong ? '\n\n' : ' / ') + edgeOf(parts, /\s+$/) + after;
}

/** The space that one of the parts keeps from what stands around it. */
function edgeOf(parts: readonly string[], edge: RegExp): string {
  return parts.map((part) => edge.exec(part)?.[0]).find((space) => space !== undefined) ?? '';
}

/** Words, and what stands between them. */
function wordsOf(text: string): readonly string[] {
  return text.split(/(\s+)/);
}
