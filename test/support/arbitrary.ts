/**
 * fast-check arbitraries made from a zod schema, so that a property over a
 * registry needs no list of its own: what the schema takes is what is tried.
 */
import fc from 'fast-check';
import { z } from 'zod';

type Json = z.core.JSONSchema.BaseSchema;

/** Values to try where the schema asks for text of this shape, such as ids that exist. */
export type Hints = { readonly uuids?: readonly string[]; readonly words?: readonly string[] };

/** Input the schema accepts. */
export function validInput(schema: z.ZodType, hints: Hints = {}): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input' });
  return fromJson(shape, hints).filter((value) => schema.safeParse(value).success);
}

/** Input shaped like what the schema accepts with something in it wrong, or anything at all. */
export function anyInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const valid = validInput(schema);
  const broken = fc
    .tuple(valid, fc.nat(), fc.oneof(fc.jsonValue(), fc.constant(undefined)))
    .map(([value, at, other]) => replaceOne(value, at, other));
  return fc.oneof(broken, fc.jsonValue());
}

function fromJson(shape: Json, hints: Hints): fc.Arbitrary<unknown> {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.const !== undefined) return fc.constant(shape.const);
  const options = shape.anyOf ?? shape.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => fromJson(asShape(option), hints)));
  switch (shape.type) {
    case 'string':
      return text(shape, hints);
    case 'integer':
      return fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 2 }), weight: 3 },
        {
          arbitrary: fc.integer({ min: shape.minimum ?? -1e6, max: Math.min(shape.maximum ?? 1e6, 1e6) }),
          weight: 1,
        },
      );
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fromJson(asShape(shape.items), hints), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.min(shape.maxItems ?? 5, 5),
      });
    case 'object':
      return object(shape, hints);
    default:
      return fc.jsonValue();
  }
}

function text(shape: Json, hints: Hints): fc.Arbitrary<unknown> {
  const known = (values: readonly string[] | undefined, other: fc.Arbitrary<string>) =>
    values === undefined || values.length === 0
      ? other
      : fc.oneof({ arbitrary: fc.constantFrom(...values), weight: 4 }, { arbitrary: other, weight: 1 });
  if (shape.format === 'uuid') return known(hints.uuids, fc.uuid());
  if (shape.pattern !== undefined) {
    const pattern = new RegExp(shape.pattern);
    return known(
      hints.words?.filter((word) => pattern.test(word)),
      fc.stringMatching(pattern),
    );
  }
  return fc.string({
    minLength: shape.minLength ?? 0,
    maxLength: Math.min(shape.maxLength ?? 60, 60),
    unit: 'binary',
  });
}

function object(shape: Json, hints: Hints): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape.properties ?? {}).map(
    ([name, field]) => [name, fromJson(asShape(field), hints)] as const,
  );
  if (fields.length > 0)
    return fc.record(Object.fromEntries(fields), {
      requiredKeys: shape.required ?? [],
      noNullPrototype: true,
    });
  const keys = fromJson(asShape(shape.propertyNames ?? { type: 'string' }), hints).map(String);
  const named = hints.words === undefined ? keys : fc.oneof(fc.constantFrom(...hints.words), keys);
  return fc.dictionary(named, fromJson(asShape(shape.additionalProperties), hints), {
    maxKeys: 4,
    noNullPrototype: true,
  });
}

/** `true` and `false` are schemas too: anything. */
function asShape(shape: unknown): Json {
  return typeof shape === 'object' && shape !== null ? (shape as Json) : {};
}

/** The value with the `at`-th place below it (counted round) replaced. */
function replaceOne(value: unknown, at: number, other: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined) return other;
  const inner: unknown = Reflect.get(value, key);
  const next = at % 3 === 0 ? replaceOne(inner, Math.floor(at / 3), other) : other;
  return { ...value, [key]: next };
}
