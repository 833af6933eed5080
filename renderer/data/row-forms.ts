/**
 * The forms of rows this build reads, as one short text. A store whose rows were
 * all read and found whole under the same text need not check them at every
 * start; under another text they may lack what this build fills in.
 */
import { z } from 'zod';
import { kinds } from '#shared/domain/kinds.ts';

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
