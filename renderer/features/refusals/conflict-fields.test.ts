import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import type { Doc } from '#shared/domain/kinds.ts';
import { must } from '#shared/lib/must.ts';
import type { MutatorArgs, MutatorName } from '#shared/mutations/registry.ts';
import { aCustomer, anArticle, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, done } from '#test/support/world.ts';
import { editingOf, mineOf, saveFields } from './conflict-fields.ts';

/** What a refused edit meets: the row as it is now, and mutators that run. */
function aDesk(kind: 'customer' | 'article', now: Doc<'customer'> | Doc<'article'>) {
  const world = aWorld();
  world.put(kind, now);
  const find = (asked: typeof kind, id: string) => {
    const doc = world.rows.find(asked, id);
    return doc && { id, kind: asked, parent: null, ver: 1, doc };
  };
  const mutate = <N extends MutatorName>(name: N, args: MutatorArgs<N>) => {
    done(world, name, args, { base: { [now.id]: { ...now } } });
    return { kind: 'applied' as const, m: idOf('m'), kept: Promise.resolve() };
  };
  // Only these of the client are used.
  return {
    world,
    client: { rows: { find }, mutate } as unknown as Parameters<typeof editingOf>[1] &
      Parameters<typeof saveFields>[2],
  };
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
