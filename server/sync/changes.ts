/** What changed in several scopes, told as one. */
import type { Change, Cursor } from './ports.ts';

/**
 * For somebody who holds all of these scopes: each row once, in the order of
 * `at`. One that left a scope is told only where none of the others holds it.
 */
export function mergeChanges(
  cursors: readonly Cursor[],
  found: readonly (readonly Change[])[],
): readonly Change[] {
  const [first = [], ...others] = found.filter((changes) => changes.length > 0);
  const isHeld = ({ heldBy }: Change) =>
    heldBy.length > 0 && cursors.some(({ scope }) => heldBy.includes(scope));
  const left = (others.length === 0 ? first : [...first, ...others.flat()]).filter(
    (change) => !isHeld(change),
  );
  // Here and not in the database, where ten thousand documents would go to disk to be sorted.
  if (others.length > 0) left.sort((one, other) => one.at - other.at || one.ver - other.ver);
  const seen = new Set<string>();
  return left.filter(({ id }) => !seen.has(id) && seen.add(id));
}
