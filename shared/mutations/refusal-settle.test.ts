import { expect, test } from 'vitest';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import { monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, done, run } from '#test/support/world.ts';

test('a refusal is settled once, and keeps every word', () => {
  const world = aWorld();
  const refusal = refusalSchema.parse({
    id: idOf('refusal'),
    m: idOf('m'),
    name: 'case.note',
    code: 'not-found',
    args: { text: 'my words' },
    base: {},
    caseId: null,
    at: monday,
    settledAt: null,
  });
  world.put('refusal', refusal);
  const at = world.tick();
  done(world, 'refusal.settle', { refusalId: refusal.id }, { at });
  expect(world.rows.find('refusal', refusal.id)).toEqual({ ...refusal, settledAt: at });
  expect(run(world, 'refusal.settle', { refusalId: refusal.id })).toMatchObject({ code: 'nothing-changed' });
  expect(run(world, 'refusal.settle', { refusalId: idOf('other') })).toMatchObject({ code: 'not-found' });
});
