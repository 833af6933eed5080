import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Kind, kinds } from '#shared/domain/kinds.ts';
import { validInput } from '#test/support/arbitrary.ts';
import { aPerson } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { readRows, takeRows } from './pull-text.ts';
import { filledIn } from './row-forms.ts';

const clock = { now: () => 0, after: () => () => {}, pause: async () => {} };

test('a row written before a field was known is plain, and has the field', async () => {
  const person = aPerson();
  const { floorIds: _floorIds, ...older } = person;
  expect(filledIn('person', older)).toEqual(person);
  expect(filledIn('person', person)).toBe(person);
  const text = JSON.stringify({ id: person.id, kind: 'person', parent: null, ver: 1, doc: older });
  const read = await readRows(text, clock);
  expect(read.isPlain).toBe(true);
  expect(await takeRows(text, clock)).toEqual(read.changes);
});

test('plain rows are taken as reading them would give them', async () => {
  const aDoc = fc
    .constantFrom(...(Object.keys(kinds) as Kind[]))
    .chain((kind) => validInput(kinds[kind]).map((input) => ({ kind, doc: kinds[kind].parse(input) })));
  await fc.assert(
    fc.asyncProperty(fc.array(aDoc, { maxLength: 6 }), async (docs) => {
      const rows = docs.map(({ kind, doc }, n) => ({ id: `row ${n}`, kind, parent: null, ver: n, doc }));
      const gone = { id: 'gone', kind: 'case', parent: null, ver: 9, gone: true };
      const other = { id: 'other', kind: 'hologram', parent: null, ver: 9, doc: {} };
      const text = [...rows, gone, other].map((row) => JSON.stringify(row)).join('\n');
      const read = await readRows(text, clock);
      expect(read).toMatchObject({ isPlain: true, setAside: 0 });
      expect(await takeRows(text, clock)).toEqual(read.changes);
    }),
    { seed, numRuns: 60 },
  );
});
