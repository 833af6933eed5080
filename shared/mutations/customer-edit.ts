import { z } from 'zod';
import { type Customer, customerFieldsSchema, customerIdSchema } from '#shared/domain/people/customer.ts';
import { conflicts } from './base.ts';
import { defineMutator, refused } from './mutator.ts';

/**
 * Edits some fields of a customer. Two people editing different fields are
 * both right; the same field edited to something else meanwhile is refused.
 */
export const customerEdit = defineMutator({
  name: 'customer.edit',
  version: 1,
  args: z
    .object({ customerId: customerIdSchema, fields: customerFieldsSchema.unwrap().partial().readonly() })
    .readonly(),
  needs: (args) => [{ kind: 'customer', id: args.customerId }],
  run: (rows, args, context) => {
    const customer = rows.find('customer', args.customerId);
    if (customer === undefined) return refused('not-found');
    const clashing = conflicts(customer, args.fields, context.base[customer.id]);
    if (clashing.length > 0) return refused('changed-meanwhile', clashing);
    const doc: Customer = { ...customer, ...withoutUndefined(args.fields) };
    return { kind: 'done', writes: [{ kind: 'customer', id: customer.id, doc }], events: [] };
  },
});

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
