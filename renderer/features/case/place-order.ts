import type { Token } from '#shared/domain/flow/position.ts';

/**
 * The order places are numbered in. A place keeps its number while its token
 * goes on: the first of a case has a UUID, those that part from it are counted.
 */
export function inPlaceOrder(tokens: readonly Token[]): readonly Token[] {
  return tokens.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}
