import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { edited } from './apply.ts';
import { breaks } from './breaks.ts';

test.each(breaks)('the source still has the place of: $name', ({ edits, notice }) => {
  const texts = new Map<string, string>();
  for (const edit of edits) {
    const text = texts.get(edit.file) ?? readFileSync(edit.file, 'utf8');
    texts.set(edit.file, edited(text, edit));
  }
  expect([...texts].every(([file, text]) => text !== readFileSync(file, 'utf8'))).toBe(true);
  if ('test' in notice) expect(existsSync(notice.test)).toBe(true);
});
