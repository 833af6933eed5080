/**
 * A refused edit of a customer or an article, field by field: what its author
 * saw, what they made of it, what stands there now. Fields its author left
 * alone are not part of it.
 */
import type { Mutated, RaiaClient } from '#renderer/data/client.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { articleFieldsSchema } from '#shared/domain/knowledge/article.ts';
import { customerFieldsSchema } from '#shared/domain/people/customer.ts';
import { authored, conflicts } from '#shared/mutations/base.ts';

const rowKinds = { 'customer.edit': 'customer', 'article.write': 'article' } as const;
export type EditName = keyof typeof rowKinds;

export type FieldConflict = {
  readonly field: string;
  /** Undefined where it is not known what the author saw. */
  readonly seen: string | undefined;
  readonly mine: string;
  readonly now: string;
  /** Somebody else made something else of it. */
  readonly isClash: boolean;
};

export type Editing = {
  readonly name: EditName;
  readonly id: string;
  /** As it stands now. */
  readonly doc: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldConflict[];
};

/** Undefined for another change, and where the row is not on this computer. */
export function editingOf(refusal: Refusal, { rows }: Pick<RaiaClient, 'rows'>): Editing | undefined {
  const { name, args } = refusal;
  if (!isEdit(name)) return undefined;
  const id = String(name === 'customer.edit' ? args.customerId : args.articleId);
  const found = rows.find(rowKinds[name], id)?.doc;
  if (found === undefined) return undefined;
  const doc: Readonly<Record<string, unknown>> = { ...found };
  const seen = refusal.base[id];
  const own: Readonly<Record<string, unknown>> = authored(toRecord(args.fields), seen);
  const clashing = conflicts(doc, own, seen);
  const fields = Object.entries(own).map(([field, mine]) => ({
    field,
    seen: seen === undefined ? undefined : String(seen[field] ?? ''),
    mine: String(mine),
    now: String(doc[field] ?? ''),
    isClash: clashing.includes(field),
  }));
  return { name, id, doc, fields };
}

/** The author's own version of every field they changed. */
export function mineOf({ fields }: Editing): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ field, mine }) => [field, mine]));
}

/** The author's version of what nobody else made anything else of: right whoever wins the rest. */
export function mineAloneOf({ fields }: Editing): Readonly<Record<string, string>> {
  const alone = fields.filter(({ isClash, mine, now }) => !isClash && mine !== now);
  return Object.fromEntries(alone.map(({ field, mine }) => [field, mine]));
}

/** What became of saving: `invalid` names the field no such text fits in. */
export type Saved = Mutated | { readonly kind: 'invalid'; readonly field: string };

/** Writes these fields over what stands there now, and leaves every other as it is. */
export function saveFields(
  { name, id, doc }: Editing,
  fields: Readonly<Record<string, string>>,
  { mutate }: Pick<RaiaClient, 'mutate'>,
): Saved {
  if (name === 'customer.edit') {
    const parsed = customerFieldsSchema.unwrap().partial().safeParse(fields);
    if (!parsed.success) return { kind: 'invalid', field: String(parsed.error.issues[0]?.path[0]) };
    return mutate(name, { customerId: id, fields: parsed.data });
  }
  const parsed = articleFieldsSchema.unwrap().safeParse({ ...doc, ...fields });
  if (!parsed.success) return { kind: 'invalid', field: String(parsed.error.issues[0]?.path[0]) };
  const fromCaseId = typeof doc.fromCaseId === 'string' ? doc.fromCaseId : null;
  return mutate(name, { articleId: id, fields: parsed.data, fromCaseId });
}

function isEdit(name: string): name is EditName {
  return Object.hasOwn(rowKinds, name);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
