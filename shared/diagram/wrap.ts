/** Words broken into lines where nobody can measure them: by what letters take on average, rounded up. */
const letterShare = 0.57;

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

function shortened(line: string, letters: number): string {
  const whole = Array.from(line);
  if (whole.length <= letters) return line;
  return `${whole
    .slice(0, Math.max(1, letters - 1))
    .join('')
    .replace(/…$/, '')}…`;
}
