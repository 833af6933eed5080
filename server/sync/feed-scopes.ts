import type { PersonId } from '#shared/domain/people/person.ts';
import { assertNever } from '#shared/lib/must.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { deskScope, personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';

/** The scopes that hold a row. One with a parent is where its parent is, which the caller sees to. */
export function feedScopes(write: Pick<Write, 'kind' | 'doc'>, author: PersonId | null): readonly string[] {
  const { kind, doc } = write as Write;
  switch (kind) {
    case 'case':
      return [teamScope(doc.teamId), ...(doc.assigneeId === null ? [] : [deskScope(doc.assigneeId)])];
    case 'refusal':
      return author === null ? [] : [personScope(author)];
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
