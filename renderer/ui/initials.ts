/** The first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = firstOf(parts[0] ?? '');
  const last = parts.length > 1 ? firstOf(parts.at(-1) ?? '') : '';
  return (first + last).toUpperCase();
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What the eye takes for one letter, however many code points it has. */
function firstOf(word: string): string {
  for (const { segment } of letters.segment(word)) return segment;
  return '';
}
