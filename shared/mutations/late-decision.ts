/** What accepting and dismissing a step that arrived late share: finding it, and who may. */
import { z } from 'zod';
import { type LateStep, mayDecideLate } from '#shared/domain/case/late.ts';
import { type CaseId, caseIdSchema } from '#shared/domain/case/support-case.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { caseKeys, findOpened, type OpenedCase } from './case-change.ts';
import { type Key, type MutationContext, type Refused, type Rows, refused } from './mutator.ts';

/** `eventId` is the event that the step arrived late with. */
export const lateArgs = { caseId: caseIdSchema, eventId: z.uuid() };

type LateArgs = { readonly caseId: CaseId; readonly eventId: string };

type Undecided = {
  readonly kind: 'undecided';
  /** The case as it is once this step waits no more. */
  readonly opened: OpenedCase;
  readonly late: LateStep;
  readonly by: PersonId;
};

export function lateKeys({ caseId, eventId }: LateArgs, rows: Rows): readonly Key[] {
  const event = rows.find('event', eventId);
  const author: readonly Key[] = event === undefined ? [] : [{ kind: 'person', id: event.by }];
  return [...caseKeys(rows, caseId), { kind: 'event', id: eventId }, ...author];
}

export function findUndecided(
  rows: Rows,
  { caseId, eventId }: LateArgs,
  { actor }: MutationContext,
): Undecided | Refused {
  const opened = findOpened(rows, caseId);
  const event = rows.find('event', eventId);
  const late = event?.happening;
  if (opened === undefined || event?.caseId !== caseId || late?.kind !== 'arrived-late')
    return refused('not-found');
  const { supportCase } = opened;
  if (!supportCase.lateIds.includes(eventId)) return refused('nothing-changed');
  if (!mayDecideLate(supportCase, actor)) return refused('not-allowed');
  const lateIds = supportCase.lateIds.filter((id) => id !== eventId);
  return {
    kind: 'undecided',
    opened: { ...opened, supportCase: { ...supportCase, lateIds } },
    late,
    by: event.by,
  };
}
