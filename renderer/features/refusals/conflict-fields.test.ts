import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mutated } from '#renderer/data/client.ts';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import type { Doc } from '#shared/domain/kinds.ts';
import { must } from '#shared/lib/must.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import { aCustomer, anArticle, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, done, viewOf } from '#test/support/world.ts';
import { editingOf, mineAloneOf, mineOf, saveFields } from './conflict-fields.ts';

/** What a refused edit meets: the row as it is now, and mutators that run. */
function aDesk(kind: 'customer' | 'article', now: Doc<'customer'> | Doc<'article'>) {
  const world = aWorld();
  world.put(kind, now);
  const mutate = <N extends MutatorName>(name: N, args: MutatorArgs<N>): Mutated => {
    done(world, name, args, { base: { [now.id]: { ...now } } });
    return { kind: 'applied', m: idOf('m'), kept: Promise.resolve() };
  };
  return { world, client: { rows: viewOf(world), mutate } };
}

function aRefusal(parts: Readonly<Record<string, unknown>>) {
  return refusalSchema.parse({
    ...{ id: idOf('refusal'), m: idOf('m'), code: 'changed-meanwhile', caseId: null, at: monday },
    ...{ settledAt: null, ...parts },
  });
}

const word = fc.constantFrom('one', 'two', 'three');

test('keeping mine writes what its author changed, and leaves alone what others made of the rest', () => {
  const texts = fc.record({ title: word, body: word });
  fc.assert(
    fc.property(texts, texts, texts, (seen, mine, now) => {
      const article = anArticle({ title: 'same' });
      const { world, client } = aDesk('article', { ...article, ...now });
      const fields = { title: mine.title, body: mine.body, language: article.language, category: '' };
      const editing = must(
        editingOf(
          aRefusal({
            name: 'article.write',
            args: { articleId: article.id, fields, fromCaseId: null },
            base: { [article.id]: { ...article, ...seen } },
          }),
          client,
        ),
        'an edit',
      );
      expect(saveFields(editing, mineOf(editing), client).kind).toBe('applied');
      const saved = must(world.rows.find('article', article.id), 'the article');
      for (const field of ['title', 'body'] as const)
        expect(saved[field]).toBe(mine[field] === seen[field] ? now[field] : mine[field]);
    }),
  );
});

test('keeping theirs where both changed a field writes what only its author changed', () => {
  const customer = aCustomer({ phone: '3', email: 'old@example.com', organization: 'Loja' });
  const { world, client } = aDesk('customer', customer);
  const fields = { phone: '2', email: 'new@example.com', organization: 'Loja' };
  const base = { [customer.id]: { phone: '1', email: 'old@example.com', organization: 'Padaria' } };
  const refusal = aRefusal({ name: 'customer.edit', args: { customerId: customer.id, fields }, base });
  const editing = must(editingOf(refusal, client), 'an edit');
  expect(mineAloneOf(editing)).toEqual({ email: 'new@example.com' });
  saveFields(editing, mineAloneOf(editing), client);
  const edited = { editedBy: world.people.agent.id, editedAt: expect.any(Number) };
  expect(world.rows.find('customer', customer.id)).toEqual({
    ...customer,
    ...edited,
    email: 'new@example.com',
  });
});

test('each field tells what was seen, what was written and what stands now; both changed is a clash', () => {
  const customer = aCustomer({ phone: '3', email: 'old@example.com' });
  const { client } = aDesk('customer', customer);
  const args = { customerId: customer.id, fields: { phone: '2', email: 'new@example.com' } };
  const base = { [customer.id]: { phone: '1', email: 'old@example.com' } };
  expect(editingOf(aRefusal({ name: 'customer.edit', args, base }), client)?.fields).toEqual([
    { field: 'phone', seen: '1', mine: '2', now: '3', isClash: true },
    {
      field: 'email',
      seen: 'old@example.com',
      mine: 'new@example.com',
      now: 'old@example.com',
      isClash: false,
    },
  ]);
});

test('a text that fits nowhere is not sent, and the field is named', () => {
  const customer = aCustomer();
  const { world, client } = aDesk('customer', customer);
  const args = { customerId: customer.id, fields: { name: 'Marta Q.' } };
  const refusal = aRefusal({ name: 'customer.edit', args, base: { [customer.id]: { name: 'Marta' } } });
  const editing = must(editingOf(refusal, client), 'an edit');
  expect(saveFields(editing, { name: ' ' }, client)).toEqual({ kind: 'invalid', field: 'name' });
  expect(world.rows.find('customer', customer.id)).toEqual(customer);
});
