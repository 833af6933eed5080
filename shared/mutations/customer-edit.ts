import { z } from 'zod';
import { type Customer, customerFieldsSchema, customerIdSchema } from '#shared/domain/people/customer.ts';
import { authored, conflicts } from './base.ts';
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
    const seen = context.base[customer.id];
    const own = authored(args.fields, seen);
    const clashing = conflicts(customer, own, seen);
    if (clashing.length > 0) return refused('changed-meanwhile', clashing);
    if (Object.keys(own).length === 0) return { kind: 'done', writes: [], events: [] };
    const doc: Customer = { ...customer, ...own, editedBy: context.actor.id, editedAt: context.at };
    return { kind: 'done', writes: [{ kind: 'customer', id: customer.id, doc }], events: [] };
  },
});
