import type { CustomerFields } from '#shared/domain/people/customer.ts';

export const customerFieldNames = ['name', 'code', 'organization', 'email', 'phone', 'language'] as const;

/** The fields whose value differs from what the author saw; spaces around a text are no change. */
export function changedFields(seen: CustomerFields, wanted: CustomerFields): Partial<CustomerFields> {
  const changed = customerFieldNames.filter((name) => wanted[name].trim() !== seen[name]);
  return Object.fromEntries(changed.map((name) => [name, wanted[name].trim()]));
}
