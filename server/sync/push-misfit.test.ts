import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineMutator } from '#shared/mutations/mutator.ts';
import { aTeam } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs } from '#test/support/test-mutators.ts';

const { agent, colleague } = syncPeople;

/** Writes a team that no schema reads, or that cannot even be written down. */
const misfit = defineMutator({
  name: 'test.misfit',
  version: 1,
  args: z.object({ name: z.union([z.literal(7), z.literal('circle')]) }),
  needs: () => [{ kind: 'team', id: aTeam().id }],
  run: (_rows, { name }) => {
    const circle: Record<string, unknown> = {};
    circle.name = circle;
    const doc = { id: aTeam().id, name: name === 7 ? name : circle };
    return { kind: 'done', writes: [{ kind: 'team', id: doc.id, doc: doc as never }], events: [] };
  },
});

test.each([7, 'circle'] as const)(
  'a document that does not fit (%s) is kept nowhere, its mutation refused, and the rest of its group done',
  async (name) => {
    const company = await aSyncSpace({ mutators: [misfit] });
    const [one, other] = [aClient(company, agent), aClient(company, colleague)];
    const answers = await Promise.all([
      one.mutate('case.open', openArgs(randomUUID())),
      other.push([
        other.mutation('case.open', openArgs(randomUUID())),
        other.mutation('test.misfit', { name }),
        other.mutation('case.open', openArgs(randomUUID())),
      ]),
    ]);
    expect(answers.map(outcomesOf)).toEqual([[applied], [applied, refusedAs('internal'), applied]]);
    expect(company.bugs).toHaveLength(1);
    const { rows } = await other.pull();
    expect(rows.filter(({ kind }) => kind === 'case')).toHaveLength(3);
    expect(rows.find(({ id }) => id === aTeam().id)?.doc).toEqual(aTeam());
  },
);
