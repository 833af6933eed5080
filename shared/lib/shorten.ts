/** As much of a text as has room, in UTF-16 units; never half of a character. The rest goes, without a sign of it. */
export function shorten(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
