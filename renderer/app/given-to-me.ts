import { isPending, type RowsView } from '#renderer/data/client.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import type { PersonId } from '#shared/domain/people/person.ts';

export type Given = {
  readonly kind: 'handed-over' | 'assigned';
  readonly supportCase: SupportCase;
  readonly by: PersonId;
  readonly text: string;
};

/** A message the flow sent to everyone of a role: an escalation, a case passed to the internal agents. */
export type Told = {
  readonly kind: 'told';
  readonly supportCase: SupportCase;
  readonly by: PersonId;
  readonly messageId: string;
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

/**
 * What the flow told a role of mine of cases that came to rest elsewhere
 * between two looks. My own acts are no news, and neither is what only this
 * computer knows. Agents are told of every new case: their queue says that.
 */
export function toldSince(
  before: readonly Row<'case'>[],
  now: readonly Row<'case'>[],
  rows: Pick<RowsView, 'childrenOf'>,
  me: Pick<Actor, 'id' | 'roles'>,
): readonly Told[] {
  const seen = new Map(before.map((row) => [row.id, row]));
  return now
    .filter((row) => seen.get(row.id) !== row && restOf(seen.get(row.id)) !== restOf(row))
    .flatMap(({ id, doc }) => {
      const moved = rows.childrenOf('event', id).findLast((row) => row.doc.moves.length > 0);
      if (moved === undefined || isPending(moved) || moved.doc.by === me.id) return [];
      return moved.doc.messages
        .filter(({ to }) => to !== 'customer' && to !== 'agent' && me.roles.includes(to))
        .map(({ messageId }) => toldBy(moved.doc, messageId, doc));
    });
}

/** Every place, where ways run side by side. */
function restOf(row: Row<'case'> | undefined): string {
  const tokens = row === undefined ? [] : standingTokens(row.doc.position);
  return tokens.map(({ id, elementId, attempt }) => `${id} ${elementId} ${attempt}`).join();
}

function toldBy({ by, happening }: CaseEvent, messageId: string, supportCase: SupportCase): Told {
  const text = 'text' in happening ? happening.text : '';
  return { kind: 'told', supportCase, by, text, messageId };
}
