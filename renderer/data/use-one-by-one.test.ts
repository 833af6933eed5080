import { expect, test } from 'vitest';
import { withoutThese } from './use-one-by-one.ts';

test('what came of earlier runs is kept, and of what is taken up again only the newest', () => {
  const taken = [
    { item: { id: 'done' }, refusal: null },
    { item: { id: 'refused' }, refusal: 'element-unknown' as const },
    { item: { id: 'moved' }, refusal: 'token-moved' as const },
  ];
  // As it is now, which is not the object of the run before.
  const again = [{ id: 'refused' }];
  expect(withoutThese(taken, again, ({ id }) => id).map(({ item }) => item.id)).toEqual(['done', 'moved']);
});
