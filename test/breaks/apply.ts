/** The edits of a break, made and taken back in a copy of the source. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Edit } from './breaks.ts';

/** Throws where the source has become another one: an edit that changes nothing shows nothing. */
export function edited(text: string, { file, find, put }: Edit): string {
  const [before, ...after] = text.split(find);
  if (after.length !== 1) throw new Error(`${file} has ${after.length} times: ${find}`);
  return [before, ...after].join(put);
}

/** The answer takes them back. */
export function applyEdits(root: string, edits: readonly Edit[]): () => void {
  const original = new Map<string, string>();
  for (const edit of edits) {
    const file = path.join(root, edit.file);
    const text = readFileSync(file, 'utf8');
    if (!original.has(file)) original.set(file, text);
    writeFileSync(file, edited(text, edit));
  }
  return () => {
    for (const [file, text] of original) writeFileSync(file, text);
  };
}
