/**
 * What the author of a mutation saw (its base) against what is there now: how
 * two people edit the same row apart and neither loses a word unnoticed.
 */
type Seen = Readonly<Record<string, unknown>> | undefined;

/** The fields the author really changed: given, and not left as they were seen. */
export function authored<T extends object>(
  wanted: T,
  seen: Seen,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const own = Object.entries(wanted).filter(
    ([field, value]) =>
      value !== undefined && !(seen !== undefined && Object.hasOwn(seen, field) && seen[field] === value),
  );
  return Object.fromEntries(own) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

/**
 * Fields that were changed by somebody else since the author looked: their
 * value is neither what the author saw nor what the author wants.
 */
export function conflicts(current: object, wanted: object, seen: Seen): readonly string[] {
  const now = new Map<string, unknown>(Object.entries(current));
  return Object.entries(wanted)
    .filter(([field, value]) => value !== undefined && seen !== undefined && Object.hasOwn(seen, field))
    .filter(([field, value]) => now.get(field) !== seen?.[field] && now.get(field) !== value)
    .map(([field]) => field);
}
