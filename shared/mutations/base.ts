/**
 * Fields that were changed by somebody else since the author looked: their
 * value is neither what the author saw nor what the author wants.
 */
export function conflicts(
  current: object,
  wanted: object,
  seen: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  const now = new Map<string, unknown>(Object.entries(current));
  return Object.entries(wanted)
    .filter(([field, value]) => value !== undefined && seen !== undefined && field in seen)
    .filter(([field, value]) => now.get(field) !== seen?.[field] && now.get(field) !== value)
    .map(([field]) => field);
}
