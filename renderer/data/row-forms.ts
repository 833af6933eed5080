/**
 * The forms of rows this build reads, as one short text. A store whose rows were
 * all read and found whole under the same text need not check them at every
 * start; under another text they may be of a form this build has to mend.
 *
 * A field that came later has a default in its schema. Rows written before are
 * plain all the same: it is filled in here, at no cost worth naming.
 */
import { z } from 'zod';
import { type Kind, kinds } from '#shared/domain/kinds.ts';
import { textHash } from '#shared/lib/text-hash.ts';
import { type PlainCheck, plainCheck } from './plain-check.ts';

let known: string | undefined;

export function rowForms(): string {
  known ??= textHash(
    JSON.stringify(
      Object.entries(kinds).map(([kind, schema]) => [
        kind,
        z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }),
      ]),
    ),
  );
  return known;
}

/** A document with the fields its build did not know yet. */
export function filledIn(kind: Kind, doc: object): object {
  const missing = laterFields(kind).filter(([field]) => !(field in doc));
  return missing.length === 0 ? doc : { ...doc, ...Object.fromEntries(missing) };
}

const fieldsOf = new Map<Kind, readonly (readonly [string, unknown])[]>();

function laterFields(kind: Kind): readonly (readonly [string, unknown])[] {
  const found =
    fieldsOf.get(kind) ??
    Object.entries<z.ZodType>(kinds[kind].unwrap().shape).flatMap(([field, schema]) =>
      schema instanceof z.ZodDefault ? [[field, schema.def.defaultValue] as const] : [],
    );
  fieldsOf.set(kind, found);
  return found;
}

const checks = new Map<Kind, PlainCheck>();

/** Whether the schema of its kind takes a document as it is. */
export function isPlainDoc(kind: Kind, doc: object): boolean {
  const check = checks.get(kind) ?? plainCheck(kinds[kind]);
  checks.set(kind, check);
  return check(doc);
}
