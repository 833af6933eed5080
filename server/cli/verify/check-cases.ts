import { isDeepStrictEqual } from 'node:util';
import { type CaseEvent, caseEventSchema } from '#shared/domain/case/case-event.ts';
import { foldPosition, undecidedLate } from '#shared/domain/case/history.ts';
import { type SupportCase, supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { Position } from '#shared/domain/flow/position.ts';
import type { Problem, StoredLine } from './problem.ts';

/** Rows in the order of their versions. Those that cannot be read are someone else's problem. */
export function checkCases(rows: readonly StoredLine[], nextNumber: number): readonly Problem[] {
  const cases = new Map<string, SupportCase>();
  const histories = new Map<string, CaseEvent[]>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const parsed = row.kind === 'case' ? supportCaseSchema.safeParse(row.doc) : undefined;
    if (parsed?.success) cases.set(row.id, parsed.data);
  }
  for (const row of rows.filter(({ kind }) => kind === 'event')) {
    const parsed = caseEventSchema.safeParse(row.doc);
    if (!parsed.success) continue;
    const { caseId } = parsed.data;
    if (row.parent !== caseId || !cases.has(caseId))
      problems.push({ kind: 'event-without-case', id: row.id, detail: caseId });
    const history = histories.get(caseId) ?? [];
    history.push(parsed.data);
    histories.set(caseId, history);
  }
  for (const [id, supportCase] of cases) {
    const history = histories.get(id) ?? [];
    if (!isSamePosition(tryFold(history), supportCase.position))
      problems.push({ kind: 'position-wrong', id, detail: placesOf(supportCase.position) });
    if (!isDeepStrictEqual(undecidedLate(history), supportCase.lateIds))
      problems.push({ kind: 'late-wrong', id, detail: supportCase.lateIds.join(', ') });
  }
  return [...problems, ...checkNumbers(cases, nextNumber)];
}

function tryFold(events: readonly CaseEvent[]): Position | undefined {
  try {
    return foldPosition(events);
  } catch {
    // A move that does not fit the ones before it: no position at all.
    return undefined;
  }
}

function isSamePosition(a: Position | undefined, b: Position): boolean {
  const sorted = (position: Position) => ({
    ...position,
    tokens: [...position.tokens].sort((one, other) => one.id.localeCompare(other.id)),
  });
  return a !== undefined && isDeepStrictEqual(sorted(a), sorted(b));
}

function placesOf(position: Position): string {
  return position.tokens.map((token) => token.elementId).join(', ');
}

function checkNumbers(cases: ReadonlyMap<string, SupportCase>, nextNumber: number): readonly Problem[] {
  const owners = new Map<number, string>();
  const problems: Problem[] = [];
  for (const [id, { number }] of cases) {
    if (number === null) {
      problems.push({ kind: 'number-missing', id, detail: '' });
      continue;
    }
    if (owners.has(number)) problems.push({ kind: 'number-repeated', id, detail: `#${number}` });
    if (number >= nextNumber) problems.push({ kind: 'number-ahead', id, detail: `#${number}` });
    owners.set(number, id);
  }
  return problems;
}
