/**
 * A correction of a customer, one draft a field, so that a dialog closed by
 * accident loses nothing and a field nobody touched follows what a colleague
 * makes of it.
 */
import { useSyncExternalStore } from 'react';
import type { Drafts } from '#renderer/data/client.ts';
import { customerDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import type { Customer, CustomerFields } from '#shared/domain/people/customer.ts';
import { languageSchema } from '#shared/lib/words.ts';
import { customerFieldNames } from './changed-fields.ts';

export type CustomerWriting = {
  readonly fields: CustomerFields;
  /** The drafts taken together; undefined while nothing was typed. */
  readonly draft: { readonly isKept: boolean } | undefined;
  readonly write: (field: keyof CustomerFields, text: string) => void;
  readonly dropAll: () => void;
};

export function useCustomerWriting(customer: Customer): CustomerWriting {
  const { drafts } = useClient();
  const find = (field: keyof CustomerFields) => drafts.find(customerDraftKey(customer.id, field));
  // One string stands for all of them, so that only a change of theirs renders again.
  useSyncExternalStore(drafts.subscribe, () =>
    customerFieldNames.map((field) => `${find(field)?.at} ${find(field)?.isKept}`).join(),
  );
  const found = customerFieldNames.map(find).filter((draft) => draft !== undefined);
  const language = languageSchema.safeParse(find('language')?.text);
  return {
    fields: {
      name: find('name')?.text ?? customer.name,
      code: find('code')?.text ?? customer.code,
      organization: find('organization')?.text ?? customer.organization,
      email: find('email')?.text ?? customer.email,
      phone: find('phone')?.text ?? customer.phone,
      language: language.success ? language.data : customer.language,
    },
    draft: found.length === 0 ? undefined : { isKept: found.every(({ isKept }) => isKept) },
    write: (field, text) => drafts.write(customerDraftKey(customer.id, field), text),
    dropAll: () => dropAll(drafts, customer.id),
  };
}

function dropAll(drafts: Drafts, customerId: string): void {
  for (const field of customerFieldNames) drafts.drop(customerDraftKey(customerId, field));
}
