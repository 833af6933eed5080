import type { Row } from '#shared/domain/kinds.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { assertNever } from '#shared/lib/must.ts';
import { archiveScope, deskScope, personScope, referenceScope, teamScope } from './scopes.ts';

/** The scopes that hold a row. One with a parent is where its parent is, which the caller sees to. */
export function feedScopes(row: Pick<Row, 'kind' | 'doc'>, author: PersonId | null): readonly string[] {
  const { kind, doc } = row as Row;
  switch (kind) {
    case 'case': {
      const { teamId, assigneeId, archivedAt } = doc;
      const scopes = [teamScope(teamId), ...(assigneeId === null ? [] : [deskScope(assigneeId)])];
      return archivedAt === null ? scopes : scopes.map(archiveScope);
    }
    case 'refusal':
      return author === null ? [] : [personScope(author)];
    case 'pin':
      return [personScope(doc.personId)];
    case 'company':
    case 'person':
    case 'team':
    case 'customer':
    case 'flow':
    case 'flow-version':
    case 'article':
    case 'event':
    case 'attachment':
      return [referenceScope];
    default:
      return assertNever(kind);
  }
}
