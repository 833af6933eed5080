/** Words broken into lines where nobody can measure them: by what letters take on average, rounded up. */
import type { Size } from './geometry.ts';

const letterShare = 0.57;
const usualShare = 0.53;
/** From line to line, in sizes of the letters. */
export const lineHeight = 1.18;

/** At most so many lines of `room` pixels; what does not fit ends in an ellipsis. */
export function linesOf(words: string, room: number, size: number, most: number): readonly string[] {
  const letters = Math.max(1, Math.floor(room / (size * letterShare)));
  const lines: string[] = [];
  for (const word of words.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most).map((line) => shortened(line, letters));
  const last = kept.at(-1);
  if (lines.length > most && last !== undefined) kept[kept.length - 1] = shortened(`${last}…`, letters);
  return kept;
}

/** How much room the words take when they are broken: mostly a little less than what they are broken by. */
export function sizeOfWords(
  words: string,
  { room, size, most }: { readonly room: number; readonly size: number; readonly most: number },
): Size {
  const lines = linesOf(words, room, size, most);
  const letters = Math.max(0, ...lines.map((line) => line.length));
  return { width: letters * size * usualShare, height: lines.length * size * lineHeight };
}

function shortened(line: string, letters: number): string {
  const whole = Array.from(line);
  if (whole.length <= letters) return line;
  return `${whole
    .slice(0, Math.max(1, letters - 1))
    .join('')
    .replace(/…$/, '')}…`;
}
