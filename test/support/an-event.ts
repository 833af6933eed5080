/** An event of a case as a test needs it: what it moved, and when. */
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import type { Move } from '#shared/domain/flow/position.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { personId, tokenId } from './walk.ts';

export function anEvent(moves: readonly Move[], at: Instant): CaseEvent {
  return {
    id: tokenId(`event ${at}`),
    caseId: caseIdSchema.parse(tokenId('case')),
    by: personId('Ana'),
    at,
    claimedAt: at,
    happening: { kind: 'noted', text: 'moved' },
    moves,
    messages: [],
  };
}
