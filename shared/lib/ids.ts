/**
 * Identities.
 *
 * Things are named by UUIDv7 where they are made, on whichever computer that
 * is. What a mutation makes is named by UUIDv5 from the mutation's own id, so
 * that running it again makes the same rows.
 */
import { v5, v7 } from 'uuid';
import type { Instant } from './instant.ts';

/** Sixteen random bytes; the caller brings the source, this folder has none. */
export type RandomBytes = () => Uint8Array;

export function newId(at: Instant, random: RandomBytes): string {
  return v7({ msecs: at, random: random() });
}

/** The id of what `label` means inside `from`. The same two always give the same id. */
export function derivedId(from: string, label: string): string {
  return v5(label, from);
}
