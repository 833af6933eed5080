/**
 * Whether a schema takes a value as it is: nothing filled in, left out or turned
 * into something else.
 *
 * The content security policy forbids code made from text, and without it a
 * schema walks every field by hand and copies what it finds: two thirds of the
 * time in which a first sync is read. This asks the same of the same schema and
 * copies nothing. What it does not know of a schema it leaves to the schema.
 */
import { z } from 'zod';

export type PlainCheck = (value: unknown) => boolean;

export function plainCheck(schema: z.core.$ZodType): PlainCheck {
  return checkOf(schema) ?? ((value) => isTaken(schema, value));
}

/** Undefined where the schema has to be asked. */
function checkOf(schema: z.core.$ZodType): PlainCheck | undefined {
  const isOfType = typeCheckOf(schema);
  const tests: readonly z.core.$ZodCheck[] = [
    ...(schema._zod.def.checks ?? []),
    // The format of a text, such as a uuid, is both.
    ...(schema instanceof z.core.$ZodCheck ? [schema] : []),
  ];
  if (isOfType === undefined || tests.length === 0) return isOfType;
  return (value) => isOfType(value) && tests.every((test) => isPassed(test, value));
}

/** A length, a limit, a format: whatever is asked beside the type. */
function isPassed(test: z.core.$ZodCheck, value: unknown): boolean {
  // Tests of all types in one list take, for the compiler, no value at all. This one is of its type: that was asked before.
  const payload: z.core.ParsePayload<never> = { value: value as never, issues: [] };
  const isLater = test._zod.check(payload) instanceof Promise;
  return !isLater && payload.issues.length === 0 && payload.value === value;
}

function typeCheckOf(schema: z.core.$ZodType): PlainCheck | undefined {
  if (schema instanceof z.ZodReadonly) return plainCheck(schema.unwrap());
  // What is filled in is not as it came, so there must be a value.
  if (schema instanceof z.ZodDefault) return plainCheck(schema.unwrap());
  if (schema instanceof z.ZodNullable) return orNull(plainCheck(schema.unwrap()));
  if (schema instanceof z.ZodPipe) return checkOfPipe(schema);
  if (schema instanceof z.ZodString) return (value) => typeof value === 'string';
  if (schema instanceof z.ZodStringFormat) return (value) => typeof value === 'string';
  if (schema instanceof z.ZodNumber) return Number.isFinite;
  if (schema instanceof z.ZodEnum) return isOneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return isOneOf(schema.values);
  if (schema instanceof z.ZodArray) return everyItem(plainCheck(schema.element));
  if (schema instanceof z.ZodRecord) return checkOfRecord(schema);
  if (schema instanceof z.ZodObject) return checkOfObject(schema);
  if (schema instanceof z.ZodDiscriminatedUnion) return checkOfUnion(schema);
  return undefined;
}

/** Such as the brand of an id, which changes only the type. */
function checkOfPipe({ in: from, out: to }: z.ZodPipe): PlainCheck | undefined {
  if (!(to instanceof z.ZodTransform)) return undefined;
  const isFrom = plainCheck(from);
  const { transform } = to.def;
  return (value) => isFrom(value) && transform(value, { value, issues: [] }) === value;
}

function checkOfObject({ shape, def }: z.ZodObject): PlainCheck | undefined {
  if (def.catchall !== undefined) return undefined;
  const fields = Object.entries(shape).map(([name, field]) =>
    field instanceof z.ZodOptional
      ? { name, isOptional: true, isPlain: plainCheck(field.unwrap()) }
      : { name, isOptional: false, isPlain: plainCheck(field) },
  );
  return (value) => {
    if (!isObject(value)) return false;
    let present = 0;
    for (const { name, isOptional, isPlain } of fields) {
      if (isOptional && !Object.hasOwn(value, name)) continue;
      if (!isPlain(value[name])) return false;
      present += 1;
    }
    // Of a field that nobody knows the schema leaves nothing.
    return Object.keys(value).length === present;
  };
}

function checkOfRecord({ keyType, valueType }: z.ZodRecord): PlainCheck {
  const [isKey, isPlain] = [plainCheck(keyType), plainCheck(valueType)];
  const isEntry = ([key, value]: [string, unknown]) => key !== '__proto__' && isKey(key) && isPlain(value);
  return (value) => isObject(value) && Object.entries(value).every(isEntry);
}

function checkOfUnion({ def, options }: z.ZodDiscriminatedUnion): PlainCheck {
  const byName = new Map<unknown, PlainCheck>();
  for (const option of options)
    for (const name of option._zod.propValues?.[def.discriminator] ?? [])
      byName.set(name, plainCheck(option));
  return (value) => isObject(value) && byName.get(value[def.discriminator])?.(value) === true;
}

function orNull(isPlain: PlainCheck): PlainCheck {
  return (value) => value === null || isPlain(value);
}

function everyItem(isPlain: PlainCheck): PlainCheck {
  return (value) => Array.isArray(value) && value.every(isPlain);
}

function isOneOf(values: Iterable<unknown>): PlainCheck {
  const known = new Set(values);
  return (value) => known.has(value);
}

function isTaken(schema: z.core.$ZodType, value: unknown): boolean {
  const taken = z.safeParse(schema, value);
  return taken.success && isAsItCame(taken.data, value);
}

/** Of the same keys and values, whatever they are nested in. */
function isAsItCame(read: unknown, came: unknown): boolean {
  if (read === came) return true;
  if (typeof read !== 'object' || typeof came !== 'object' || read === null || came === null) return false;
  const values = new Map(Object.entries(read));
  const entries = Object.entries(came);
  return (
    values.size === entries.length &&
    entries.every(([key, value]) => values.has(key) && isAsItCame(values.get(key), value))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
