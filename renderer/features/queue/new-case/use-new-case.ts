/** The new case that is being written: every field is a journalled draft, so a crash loses nothing. */

import type { Drafts } from '#renderer/data/client.ts';
import { newCaseDraftKey } from '#renderer/data/draft-keys.ts';
import { useDraft } from '#renderer/data/hooks.ts';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import { type LimitedField, newCaseLimits, textSent } from './new-case-limits.ts';

const newCaseFields = [
  'text',
  'subject',
  'customerId',
  'customerText',
  'code',
  'organization',
  'email',
  'phone',
  'language',
  'channel',
  'category',
  'priority',
  'flowId',
  'teamId',
] as const;
export type NewCaseField = (typeof newCaseFields)[number];

/** Of whoever is not a customer yet. */
export const newCustomerId = 'new';

/** One field, with what it holds until something is typed. */
export function useNewCaseField(
  field: NewCaseField,
  initial = '',
): readonly [string, (text: string) => void] {
  const { draft, write } = useDraft(newCaseDraftKey(field));
  return [draft?.text ?? initial, write];
}

/** The sentence for a text that is too long, beside its field. */
export function useNewCaseTooLong(field: LimitedField): string | null {
  const [text] = useNewCaseField(field);
  return useTooLong()(textSent(field, text), newCaseLimits[field]);
}

/** Its fields and what any flow asked besides. */
export function dropNewCase(drafts: Drafts): void {
  for (const key of drafts.keys()) if (key.startsWith(newCaseDraftKey(''))) drafts.drop(key);
}
