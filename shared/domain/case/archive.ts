import type { Instant } from '#shared/lib/instant.ts';
import type { SupportCase } from './support-case.ts';

/** Ended, unchanged since `before`, and nothing in it that waits for somebody. */
export function isArchivable(supportCase: SupportCase, before: Instant): boolean {
  const { position, archivedAt, changedAt, lateIds } = supportCase;
  return position.endedAt !== null && archivedAt === null && changedAt < before && lateIds.length === 0;
}

/** When it came to its end; one that was put there without an end counts from its last event. */
export function endedAtOf({ position, changedAt }: Pick<SupportCase, 'position' | 'changedAt'>): Instant {
  return position.endedAt ?? changedAt;
}
