import { expect, test } from 'vitest';
import { isPending } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '../support/builders.ts';
import { caseId, notesOf, twoAtOneCase } from '../support/sync-at-work.ts';
import { contentsOf } from '../support/sync-simulation.ts';
import { completionAt } from '../support/sync-work.ts';

test('a case opened here is on the screen at once, and on the other one after a poke', async () => {
  const { time, here, there } = await twoAtOneCase(1);
  const before = here.rows.childrenOf('event', caseId).length;
  here.mutate('case.note', { caseId, text: 'Ligar amanhã' });
  expect(here.rows.childrenOf('event', caseId)).toHaveLength(before + 1);
  expect(here.rows.childrenOf('event', caseId).some(isPending)).toBe(true);
  expect(here.sync.state().pending).toBe(1);
  await time.advance(500);
  expect(here.sync.state().pending).toBe(0);
  expect(contentsOf(there)).toEqual(contentsOf(here));
  expect([...contentsOf(here).values()].some(isPending)).toBe(false);
});

test('two people move the same case apart: the second arrives late, is asked nothing, and every word is kept', async () => {
  const { time, quiet, lia, ana, here, there, database } = await twoAtOneCase(2);
  lia.setOnline(false);
  ana.setOnline(false);
  there.mutate('case.completeStep', completionAt(there, caseId, 'A palavra da Ana'));
  await time.advance(1000);
  const second = completionAt(here, caseId, 'A palavra da Lia');
  const mutated = here.mutate('case.completeStep', second);
  await time.advance(1000);
  expect(here.sync.state()).toMatchObject({ connection: 'offline', pending: 1 });
  ana.setOnline(true);
  await time.advance(20_000);
  lia.setOnline(true);
  await quiet();
  const { form, checked, outcome } = second;
  const last = must(here.rows.childrenOf('event', caseId).at(-1), 'its event').doc;
  expect(last).toMatchObject({
    by: lia.person.id,
    happening: { kind: 'arrived-late', form, checked, outcome },
  });
  expect(here.rows.find('case', caseId)?.doc.lateIds).toEqual([last.id]);
  const m = mutated.kind === 'applied' ? mutated.m : '';
  const done = database.history().flatMap((taken) => (taken.kind === 'commit' ? taken.commit.done : []));
  expect(done.find((line) => line.m === m)?.outcome).toEqual({ kind: 'applied', merged: true });
  expect(here.sync.state()).toMatchObject({ pending: 0, refused: 0, connection: 'online' });
  expect(contentsOf(there)).toEqual(contentsOf(here));
});

test('what was refused keeps every word and what its author had seen', async () => {
  const { time, quiet, lia, here, there } = await twoAtOneCase(4);
  lia.setOnline(false);
  const { tokenId, elementId, attempt } = completionAt(here, caseId, '');
  const args = { caseId, tokenId, elementId, attempt, text: 'A palavra da Lia' };
  expect(here.mutate('case.escalate', args).kind).toBe('applied');
  there.mutate('case.completeStep', completionAt(there, caseId, 'A palavra da Ana'));
  await time.advance(20_000);
  await quiet();
  const refusal = must(here.rows.all('refusal')[0], 'a refusal').doc;
  expect(refusal).toMatchObject({ code: 'token-moved', name: 'case.escalate', caseId, args });
  expect(Object.keys(refusal.base[caseId] ?? {})).toContain('position');
  expect(here.sync.state()).toMatchObject({ pending: 0, refused: 1, connection: 'online' });
  expect(there.rows.all('refusal')).toEqual([]);
  expect(here.rows.find('case', caseId)).toEqual(there.rows.find('case', caseId));
});

test('an own earlier edit is no conflict, somebody else’s is', async () => {
  const { time, quiet, lia, here, there } = await twoAtOneCase(3);
  const customerId = aCustomer().id;
  lia.setOnline(false);
  here.mutate('customer.edit', { customerId, fields: { phone: '11 1' } });
  here.mutate('customer.edit', { customerId, fields: { phone: '11 2' } });
  here.mutate('customer.edit', { customerId, fields: { email: 'lia@example.com' } });
  there.mutate('customer.edit', { customerId, fields: { email: 'ana@example.com' } });
  await time.advance(5000);
  await quiet();
  expect(here.rows.find('customer', customerId)?.doc).toMatchObject({
    phone: '11 2',
    email: 'ana@example.com',
  });
  expect(here.rows.all('refusal').map(({ doc }) => doc.code)).toEqual(['changed-meanwhile']);
});

test('wherever a window is killed while a pull is kept, the next one has its rows or asks for them again', async () => {
  for (let ms = 0; ms < 60; ms += 1) {
    const { time, lia, there } = await twoAtOneCase(12);
    there.mutate('case.note', { caseId, text: 'Ligar amanhã' });
    await time.advance(ms);
    for (const window of lia.windows()) window.kill();
    const { client } = lia.open();
    await time.advance(5000);
    expect(notesOf({ client }), `killed after ${ms} ms`).toEqual(['Ligar amanhã']);
  }
});
