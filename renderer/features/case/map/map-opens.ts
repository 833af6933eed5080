/**
 * When the map opens by itself: where it helps (a case that loops, went up, was
 * handed over, is ahead of the server, or did not take a change), and never in a low window.
 */

import type { TrailEvent } from '#shared/diagram/trail.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';

const leastHeight = 800;

export function mapOpens(
  supportCase: Pick<SupportCase, 'position'>,
  events: readonly TrailEvent[],
  windowHeight: number,
  isRefused = false,
): boolean {
  if (windowHeight < leastHeight) return false;
  const standing = standingTokens(supportCase.position);
  const isLooping = standing.some(({ attempt }) => attempt > 1);
  const isEscalated = standing.some(({ returnsTo }) => returnsTo !== null);
  return (
    isRefused ||
    isLooping ||
    isEscalated ||
    standing.length > 1 ||
    events.some(isMovePending) ||
    wasHandedOver(events)
  );
}

function isMovePending({ doc, isPending }: TrailEvent): boolean {
  return isPending && doc.moves.length > 0;
}

/** Since it came to this step. */
function wasHandedOver(events: readonly TrailEvent[]): boolean {
  const arrived = events.findLastIndex(({ doc }) => doc.moves.length > 0);
  return events.slice(arrived + 1).some(({ doc }) => doc.happening.kind === 'handed-over');
}
