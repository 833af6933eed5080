/** Which of a case's tokens somebody can do something about. */
import { isJoining } from './joins.ts';
import type { Position, Token } from './position.ts';

/**
 * The oldest first; one that waits at a join for the others comes after them.
 * One that waits for what goes on inside its sub-process or call is not there:
 * what goes on inside is.
 */
export function standingTokens({ tokens }: Pick<Position, 'tokens'>): readonly Token[] {
  // As nearly every case is, and a list asks it of a hundred thousand.
  if (tokens.length < 2) return tokens;
  const parents = new Set(tokens.map(({ parentId }) => parentId));
  const standing = tokens.filter(({ id }) => !parents.has(id));
  return [...standing.filter((token) => !isJoining(token)), ...standing.filter(isJoining)];
}
