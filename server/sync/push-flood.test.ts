import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf } from '#test/support/test-mutators.ts';

test('what a full queue turns away is not begun: it is sent again and done once', async () => {
  const company = await aSyncSpace();
  const caseId = randomUUID();
  await aClient(company, syncPeople.agent).mutate('case.open', openArgs(caseId));
  let release = (): void => {};
  const held = company.store.locked(
    company.space,
    () =>
      new Promise<void>((done) => {
        release = done;
      }),
  );
  const floods = Array.from({ length: 18 }, () => {
    const client = aClient(company, syncPeople.agent);
    const mutations = Array.from({ length: 256 }, (_, n) =>
      client.mutation('case.note', { caseId, text: `note ${n}` }),
    );
    return () => client.push(mutations);
  });
  const answers = await Promise.allSettled([...floods.map((push) => push().finally(() => release())), held]);
  const turnedAway = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  expect(turnedAway.length).toBeGreaterThan(0);
  for (const reason of turnedAway) expect(reason).toMatchObject({ kind: 'busy' });
  for (const push of floods) expect(outcomesOf(await push())).toEqual(Array(256).fill(applied));
  const { rows } = await aClient(company, syncPeople.agent).pull();
  expect(rows.filter(({ kind }) => kind === 'event')).toHaveLength(1 + 18 * 256);
});
