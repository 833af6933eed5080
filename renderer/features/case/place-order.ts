import type { Token } from '#shared/domain/flow/position.ts';

/**
 * The order places are numbered in: that of their tokens, of which the first of
 * a case has a UUID and those that part from it are counted. Where one is over,
 * those after it move up.
 */
export function inPlaceOrder(tokens: readonly Token[]): readonly Token[] {
  return tokens.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}
