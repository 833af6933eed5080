import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf } from '#test/support/test-mutators.ts';

test('rows that cannot be made fail alone: what is pushed in their group is done', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, syncPeople.agent);
  // While the first is committed the others queue: they are one group.
  const [, pushed, failed, written] = await Promise.allSettled([
    company.sync.writeRows(company.space, []),
    client.mutate('case.open', openArgs(randomUUID())),
    company.sync.writeRows(company.space, async () => {
      throw new Error('cannot be made');
    }),
    company.sync.writeRows(company.space, async () => []),
  ]);
  expect(pushed.status === 'fulfilled' && outcomesOf(pushed.value)).toEqual([applied]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'cannot be made' } });
  expect(written.status).toBe('fulfilled');
});
