import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';

const haystacks = new WeakMap<Row<'customer'>, string>();

/** Customers whose name, code, phone or e-mail has every word typed; at most `limit`. */
export function searchCustomers(
  customers: readonly Row<'customer'>[],
  text: string,
  limit: number,
): readonly Row<'customer'>[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: Row<'customer'>[] = [];
  for (const row of customers) {
    if (!words.every((word) => haystackOf(row).includes(word))) continue;
    found.push(row);
    if (found.length === limit) break;
  }
  return found;
}

function haystackOf(row: Row<'customer'>): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const { name, code, organization, email, phone } = row.doc;
  // A phone is found with and without its punctuation.
  const text = fold([name, code, organization, email, phone, phone.replace(/\D/g, '')].join('\n'));
  haystacks.set(row, text);
  return text;
}
