/**
 * Sums: what a scope holds, so short that it can be told with every pull.
 *
 * Of each kind in a scope the number of its rows, and the XOR of a hash of each
 * row's id and version. Both sides keep them as rows come and go: adding and
 * taking away are the same XOR, and the order does not matter. By kind, so that
 * a build which does not know one can compare the others.
 *
 * The hash is 32 bits: the last of the id, which are random or a hash already,
 * mixed with the version. It finds what was lost by chance and by mistake; it
 * does not resist somebody who looks for a collision. `row_hash` in the
 * database gives the same numbers.
 */
import { z } from 'zod';

/** How many rows, and the XOR of their hashes as a signed number of 32 bits. */
export const sumSchema = z.object({ rows: z.number().int(), hash: z.number().int() }).readonly();
export type Sum = z.infer<typeof sumSchema>;

/** By scope and kind. A kind that is not named has no rows. */
export const sumsSchema = z.record(z.string(), z.record(z.string(), sumSchema).readonly()).readonly();
export type Sums = z.infer<typeof sumsSchema>;

export const emptySum: Sum = { rows: 0, hash: 0 };

export function rowHash(id: string, ver: number): number {
  let mixed = (Number.parseInt(id.slice(-8), 16) + Math.imul(ver, 0x5bd1e995)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 12);
}

/** One row more, or with `rows` -1 one less. */
export function rowSum(id: string, ver: number, rows: 1 | -1): Sum {
  return { rows, hash: rowHash(id, ver) };
}

export function addSums(one: Sum, other: Sum): Sum {
  return { rows: one.rows + other.rows, hash: one.hash ^ other.hash };
}

export function isSameSum(one: Sum, other: Sum): boolean {
  return one.rows === other.rows && one.hash === other.hash;
}
