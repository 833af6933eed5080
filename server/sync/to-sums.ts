import type { Sum, Sums } from '#shared/protocol/sums.ts';
import type { SumChange } from './ports.ts';

/** Of every scope asked for; one that holds nothing is named all the same. */
export function toSums(scopes: readonly string[], found: readonly SumChange[]): Sums {
  const sums: Record<string, Record<string, Sum>> = Object.fromEntries(scopes.map((scope) => [scope, {}]));
  for (const { scope, kind, rows, hash } of found) sums[scope] = { ...sums[scope], [kind]: { rows, hash } };
  return sums;
}
