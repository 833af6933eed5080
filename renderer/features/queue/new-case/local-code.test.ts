import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mutators } from '#shared/mutations/registry.ts';
import { localCodeOf } from './local-code.ts';

test('a local code is one the mutator takes, whatever the id', () => {
  const { localCode } = mutators['case.open'].args.unwrap().shape;
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(localCode.safeParse(localCodeOf(id)).success).toBe(true);
    }),
  );
});

test('ids that end apart have codes of their own', () => {
  expect(localCodeOf('018f0000-0000-7000-8000-000000000001')).toBe('L-00001');
  expect(localCodeOf('018f0000-0000-7000-8000-000000000020')).toBe('L-00010');
});
