import { expect, test } from 'vitest';
import { mutators } from '#shared/mutations/registry.ts';
import { textLimits } from './text-limits.ts';

test('every action that takes words takes as many as its field allows', () => {
  const actions = [
    'case.note',
    'case.writeMessage',
    'case.handOver',
    'case.escalate',
    'case.return',
    'case.reopen',
  ] as const;
  for (const name of actions) {
    const { text } = mutators[name].args.unwrap().shape;
    expect(text.safeParse('x'.repeat(textLimits.words)).success).toBe(true);
    expect(text.safeParse('x'.repeat(textLimits.words + 1)).success).toBe(false);
  }
});

test('an article may be longer than a message', () => {
  expect(textLimits).toMatchObject({ words: 20_000, answer: 20_000, articleBody: 100_000, subject: 300 });
});
