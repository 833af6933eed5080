import type { RowsView } from '#renderer/data/client.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';

export type Given = {
  readonly kind: 'handed-over' | 'assigned';
  readonly supportCase: SupportCase;
  readonly by: PersonId;
  readonly text: string;
};

export function myCaseIds(cases: readonly Row<'case'>[], me: PersonId): ReadonlySet<string> {
  return new Set(cases.filter(({ doc }) => doc.assigneeId === me).map(({ id }) => id));
}

/** Cases that came to `me` from somebody else between two looks. */
export function givenSince(
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
  rows: Pick<RowsView, 'find' | 'childrenOf'>,
  me: PersonId,
): readonly Given[] {
  return [...now].filter((id) => !before.has(id)).flatMap((id) => givenBy(id, rows, me));
}

function givenBy(
  caseId: string,
  rows: Pick<RowsView, 'find' | 'childrenOf'>,
  me: PersonId,
): readonly Given[] {
  const supportCase = rows.find('case', caseId)?.doc;
  const event = rows
    .childrenOf('event', caseId)
    .findLast(({ doc: { happening } }) => 'to' in happening && happening.to === me)?.doc;
  if (supportCase === undefined || event === undefined || event.by === me) return [];
  const { happening } = event;
  const text = happening.kind === 'handed-over' ? happening.text : '';
  const kind = happening.kind === 'handed-over' ? 'handed-over' : 'assigned';
  return [{ kind, supportCase, by: event.by, text }];
}
