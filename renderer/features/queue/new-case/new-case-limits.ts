/** How long the texts of a new case may be; the server takes no longer ones. */
import { textLimits } from '#renderer/data/text-limits.ts';

const { customer } = textLimits;

export const newCaseLimits = {
  text: textLimits.request,
  subject: textLimits.subject,
  customerText: customer.name,
  code: customer.code,
  organization: customer.organization,
  email: customer.email,
  phone: customer.phone,
} as const;

export type LimitedField = keyof typeof newCaseLimits;
export const limitedFields = Object.keys(newCaseLimits) as readonly LimitedField[];

/** What was said is sent as it is; of the others the spaces around them are left out. */
export function textSent(field: LimitedField, text: string): string {
  return field === 'text' ? text : text.trim();
}

export function isTooLong(field: LimitedField, text: string): boolean {
  return textSent(field, text).length > newCaseLimits[field];
}
