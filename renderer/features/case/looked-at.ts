/** Which of the places of a case is on the screen: what is looked at is not taken from under somebody's hands. */
import { isJoining } from '#shared/domain/flow/joins.ts';
import type { Token } from '#shared/domain/flow/position.ts';

/** A token as it was when it was last looked at. */
export type SeenToken = Pick<Token, 'id' | 'elementId' | 'attempt'>;

type Standing = { readonly token: Token; readonly isMine: boolean };

/**
 * The one seen, and on wherever it goes until it waits there for others; else
 * the first with work for whoever looks.
 */
export function lookedAt<Place extends Standing>(
  places: readonly Place[],
  seen: SeenToken | null,
): Place | undefined {
  return findSeen(places, seen) ?? places.find(({ isMine }) => isMine) ?? places[0];
}

function findSeen<Place extends Standing>(
  places: readonly Place[],
  seen: SeenToken | null,
): Place | undefined {
  if (seen === null) return undefined;
  const own = places.find(({ token }) => token.id === seen.id);
  if (own?.token.elementId === seen.elementId) return own;
  // A token born of work not yet sent is counted anew after what the server had: its name may be another's now.
  const renamed = places.find(
    ({ token }) => token.elementId === seen.elementId && token.attempt === seen.attempt,
  );
  if (renamed !== undefined) return renamed;
  return own !== undefined && isJoining(own.token) ? undefined : own;
}
