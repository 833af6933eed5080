/** What the board tells, counted in one pass over the cases in memory. */

import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { isCustomers } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';

/** A case at a step, by one of its tokens: it may stand there more than once. */
export type Standing = { readonly supportCase: SupportCase; readonly token: Token };

/** Tokens are counted in each case anew, so that one alone says nothing. */
export function standingKey({ supportCase, token }: Standing): string {
  return `${supportCase.id} ${token.id}`;
}

export type StepCount = {
  readonly count: number;
  readonly oldestSince: Instant;
  readonly standing: readonly Standing[];
};

export type BoardCounts = {
  readonly open: number;
  /** At a step of a lane without a role: somebody outside has to answer. */
  readonly waiting: number;
  readonly escalated: number;
  readonly unassigned: number;
  /** Which run in another version than this one. */
  readonly older: number;
  readonly byStep: ReadonlyMap<ElementId, StepCount>;
};

type Building = { count: number; oldestSince: Instant; readonly standing: Standing[] };

export function countBoard(
  rows: readonly { readonly doc: SupportCase }[],
  version: Pick<FlowVersion, 'id' | 'flowId' | 'lanes' | 'elements'>,
): BoardCounts {
  const outside = new Set(version.lanes.filter(isCustomers).map(({ id }) => id));
  const waitsAt = new Set(version.elements.filter(({ laneId }) => outside.has(laneId)).map(({ id }) => id));
  const byStep = new Map<ElementId, Building>();
  const known = new Set(version.elements.map(({ id }) => id));
  let open = 0;
  let waiting = 0;
  let escalated = 0;
  let unassigned = 0;
  let older = 0;
  for (const { doc: supportCase } of rows) {
    const { tokens } = supportCase.position;
    if (supportCase.flowId !== version.flowId || tokens.length === 0) continue;
    open += 1;
    if (supportCase.flowVersionId !== version.id) older += 1;
    if (tokens.some((token) => waitsAt.has(token.elementId))) waiting += 1;
    if (tokens.some((token) => token.returnsTo !== null)) escalated += 1;
    if (supportCase.assigneeId === null) unassigned += 1;
    for (const token of standingTokens(supportCase.position)) {
      const { elementId, enteredAt } = token;
      // Of an older version, whose drawing this is not.
      if (!known.has(elementId)) continue;
      const step = byStep.get(elementId);
      if (step === undefined) {
        byStep.set(elementId, {
          count: 1,
          oldestSince: enteredAt,
          standing: [{ supportCase, token }],
        });
        continue;
      }
      step.count += 1;
      if (enteredAt < step.oldestSince) step.oldestSince = enteredAt;
      step.standing.push({ supportCase, token });
    }
  }
  return { open, waiting, escalated, unassigned, older, byStep };
}

/** Who waits longest at a step, and what is left out of so short a list. */
export function oldestOf(
  step: StepCount,
  limit: number,
): { readonly oldest: readonly Standing[]; readonly more: number } {
  const oldest = [...step.standing].sort((a, b) => a.token.enteredAt - b.token.enteredAt).slice(0, limit);
  return { oldest, more: step.count - oldest.length };
}

/** How many of a step's cases each person has, most first; null is nobody. */
export function peopleAt(
  step: StepCount,
): readonly { readonly personId: PersonId | null; readonly count: number }[] {
  const counts = new Map<PersonId | null, number>();
  for (const { supportCase } of step.standing)
    counts.set(supportCase.assigneeId, (counts.get(supportCase.assigneeId) ?? 0) + 1);
  return [...counts]
    .map(([personId, count]) => ({ personId, count }))
    .sort((a, b) => b.count - a.count || String(a.personId).localeCompare(String(b.personId)));
}
