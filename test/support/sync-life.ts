/** A company at work by chance, in few words: cases are opened, written to, given away and moved. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { must } from '#shared/lib/must.ts';
import { deskScope, personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { addSums, emptySum, rowSum, type Sum } from '#shared/protocol/sums.ts';
import { aTeam } from './builders.ts';
import { aClient, openArgs, otherTeam, type SyncSpace, syncPeople } from './sync-space.ts';

type LifeStep = { readonly what: 'open' | 'note' | 'give' | 'move' | 'refuse'; readonly chance: number };

export const stepArbitrary: fc.Arbitrary<LifeStep> = fc.record({
  what: fc.constantFrom('open', 'note', 'note', 'give', 'move', 'refuse'),
  chance: fc.nat(),
});

const teams = [aTeam().id, otherTeam.id];

/** Some steps go in one push, so that a group moves what it has just written. The answer: every scope there is. */
export async function livedThrough(company: SyncSpace, steps: readonly LifeStep[]) {
  const { both, ...others } = syncPeople;
  const client = aClient(company, both);
  const cases: string[] = [];
  const open = (caseId: string) => {
    cases.push(caseId);
    return client.mutation('case.open', openArgs(caseId));
  };
  let waiting = [open(randomUUID())];
  for (const { what, chance } of steps) {
    const caseId = must(cases[chance % cases.length], 'a case');
    if (what === 'open') waiting.push(open(randomUUID()));
    if (what === 'note') waiting.push(client.mutation('case.note', { caseId, text: `${chance}` }));
    if (what === 'give')
      waiting.push(
        client.mutation('case.assign', {
          caseId,
          to: chance % 3 ? both.id : null,
          before: chance % 2 ? null : both.id,
        }),
      );
    if (what === 'move') waiting.push(client.mutation('test.move', { caseId, teamId: teams[chance % 2] }));
    if (what === 'refuse') waiting.push(client.mutation('case.note', { caseId: randomUUID(), text: 'x' }));
    if (chance % 3 > 0) continue;
    await client.push(waiting);
    waiting = [];
  }
  await client.push(waiting);
  const people = [both, ...Object.values(others)];
  const scopes = [
    referenceScope,
    ...teams.map(teamScope),
    ...people.flatMap(({ id }) => [personScope(id), deskScope(id)]),
  ];
  return { scopes };
}

/** By kind, of rows of one scope. */
export function sumsOfRows(
  rows: readonly { readonly id: string; readonly kind: string; readonly ver: number }[],
): Readonly<Record<string, Sum>> {
  const sums: Record<string, Sum> = {};
  for (const { id, kind, ver } of rows) sums[kind] = addSums(sums[kind] ?? emptySum, rowSum(id, ver, 1));
  return sums;
}
