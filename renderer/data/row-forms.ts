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

let known: string | undefined;

export function rowForms(): string {
  known ??= hashOf(
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

/** Whether a schema took a value as it is: nothing filled in, left out or turned into something else. */
export function isAsItCame(read: unknown, came: unknown): boolean {
  if (read === came) return true;
  if (!isObject(read) || !isObject(came)) return false;
  const keys = Object.keys(came);
  if (Object.keys(read).length !== keys.length) return false;
  return keys.every((key) => isAsItCame(read[key], came[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** FNV-1a, 32 bits, and the length beside it. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(16)}`;
}
