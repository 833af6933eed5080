import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachmentSchema } from '#shared/domain/case/attachment.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import type { Sums } from '#shared/protocol/sums.ts';
import { aCustomer, aFile, aPerson, aTeam } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import { sumsOfRows } from '../../test/support/sync-life.ts';
import { aCase, aWorld } from '../../test/support/world.ts';
import { createHeldRows, type HeldChange } from './held-rows.ts';
import { createScopeSums } from './scope-sums.ts';

const owner = aPerson();
const teams = [aTeam(), aTeam({ name: 'Implantação' })];
const template = aCase(aWorld());
const file = attachmentSchema.parse({
  ...aFile(),
  ...{ id: idOf('file'), caseId: template.id, state: 'present', addedBy: owner.id, addedAt: 0 },
});
const clock = { pause: async () => {} };

/** A case, a file of it or a customer, at some version, in some team, or gone. */
const changeArbitrary = fc
  .record({
    what: fc.constantFrom('case', 'file', 'file', 'customer'),
    nth: fc.nat({ max: 2 }),
    family: fc.nat({ max: 2 }),
    team: fc.nat({ max: 1 }),
    isGiven: fc.boolean(),
    isGone: fc.boolean(),
  })
  .map((parts) => parts);

type Parts = typeof changeArbitrary extends fc.Arbitrary<infer P> ? P : never;

function toChange({ what, nth, family, team, isGiven, isGone }: Parts, at: number): HeldChange {
  const id = idOf(`${what} ${nth} ${what === 'file' ? family : ''}`);
  const row = ((): Row => {
    if (what === 'customer') return { id, kind: 'customer', parent: null, ver: at, doc: aCustomer() };
    if (what === 'file')
      return { id, kind: 'attachment', parent: idOf(`case ${family} `), ver: at, doc: file };
    const teamId = (teams[team] ?? aTeam()).id;
    const doc = { ...template, teamId, assigneeId: isGiven ? owner.id : null };
    return { id, kind: 'case', parent: null, ver: at, doc };
  })();
  return { kind: row.kind, id, at, row: isGone ? null : row };
}

const deskOfOwner = `desk:${owner.id}`;
const scopes = [referenceScope, ...teams.map(({ id }) => teamScope(id)), deskOfOwner];

/** By scope, what these changes leave: said here once more, by the rules as a person would tell them. */
function rowsLeft(list: readonly Parts[]): ReadonlyMap<string, readonly Row[]> {
  const left = new Map<string, { readonly parts: Parts; readonly row: Row }>();
  for (const [n, parts] of list.entries()) {
    const { id, row } = toChange(parts, n + 1);
    if (row === null) left.delete(id);
    else left.set(id, { parts, row });
  }
  const scopesOf = ({ what, team, isGiven, family }: Parts): readonly string[] => {
    if (what === 'customer') return [referenceScope];
    if (what === 'case') return [teamScope((teams[team] ?? aTeam()).id), ...(isGiven ? [deskOfOwner] : [])];
    // Files are where their case is, and reference data while it is not here.
    const caseOfFile = left.get(idOf(`case ${family} `));
    return caseOfFile === undefined ? [referenceScope] : scopesOf(caseOfFile.parts);
  };
  const rowsIn = (scope: string): readonly Row[] =>
    [...left.values()].filter(({ parts }) => scopesOf(parts).includes(scope)).map(({ row }) => row);
  return new Map(scopes.map((scope) => [scope, rowsIn(scope)]));
}

const idsOf = (rows: Iterable<Row>): readonly string[] => [...rows].map(({ id }) => id).sort();

test('sums are those of the rows held, in whatever order they came and whenever they were first asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(changeArbitrary, { maxLength: 40 }),
      fc.nat({ max: 40 }),
      async (list, first) => {
        const held = createHeldRows();
        const sums = createScopeSums(() => held, owner.id, clock);
        for (const [n, parts] of list.entries()) {
          if (n === first) await sums.differing({});
          held.apply([toChange(parts, n + 1)]);
        }
        const left = rowsLeft(list);
        const theirs: Sums = Object.fromEntries([...left].map(([scope, rows]) => [scope, sumsOfRows(rows)]));
        expect(await sums.differing(theirs)).toEqual([]);
        for (const [scope, rows] of left) expect(idsOf(sums.rowsIn(scope))).toEqual(idsOf(rows));
      },
    ),
    { seed },
  );
});

test('a scope with a row less, and no other, differs', async () => {
  const held = createHeldRows();
  const sums = createScopeSums(() => held, owner.id, clock);
  const parts = { nth: 0, family: 0, team: 0, isGiven: false, isGone: false };
  const list: readonly Parts[] = [
    { ...parts, what: 'case' },
    { ...parts, what: 'customer' },
  ];
  held.apply(list.map((one, n) => toChange(one, n + 1)));
  const theirs = Object.fromEntries([...rowsLeft(list)].map(([scope, rows]) => [scope, sumsOfRows(rows)]));
  expect(await sums.differing(theirs)).toEqual([]);
  held.apply([toChange({ ...parts, what: 'customer', isGone: true }, 3)]);
  expect(await sums.differing(theirs)).toEqual([referenceScope]);
});

test('rows that were put together beside them and took their place are the ones that count', async () => {
  const parts = { what: 'customer', nth: 0, family: 0, team: 0, isGiven: false, isGone: false } as const;
  let held = createHeldRows([toChange(parts, 1)]);
  const sums = createScopeSums(() => held, owner.id, clock);
  const before = { ref: sumsOfRows(rowsLeft([parts]).get(referenceScope) ?? []) };
  expect(await sums.differing(before)).toEqual([]);
  held = createHeldRows();
  expect(await sums.differing(before)).toEqual([referenceScope]);
  held.apply([toChange(parts, 1)]);
  expect(await sums.differing(before)).toEqual([]);
});

test('a kind this build does not know is not missed', async () => {
  const held = createHeldRows();
  const sums = createScopeSums(() => held, owner.id, clock);
  expect(await sums.differing({ ref: { invoice: { rows: 3, hash: 7 } } })).toEqual([]);
  expect(await sums.differing({ ref: { customer: { rows: 3, hash: 7 } } })).toEqual(['ref']);
});
