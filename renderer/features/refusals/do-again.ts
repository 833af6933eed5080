/** Changes that can simply be made again over what is there now. */

import type { Mutated, RaiaClient } from '#renderer/data/client.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { mutators } from '#shared/mutations/registry.ts';
import { editingOf, mineOf, type Saved, saveFields } from './conflict-fields.ts';

/** What the same change would be refused as once more. */
const lasting: ReadonlySet<string> = new Set([
  ...['nothing-changed', 'not-in-team', 'not-your-lane', 'work-missing', 'outcome-unknown'],
  'cannot-escalate-here',
]);

/** Undefined where doing it again makes no sense: the case is at another step, or has ended. */
export function againFor(refusal: Refusal, client: RaiaClient): (() => Saved) | undefined {
  if (lasting.has(refusal.code)) return undefined;
  const { args } = refusal;
  const editing = editingOf(refusal, client);
  if (editing !== undefined) return () => saveFields(editing, mineOf(editing), client);
  const current = refusal.caseId === null ? undefined : client.rows.find('case', refusal.caseId)?.doc;
  const before = current?.assigneeId ?? null;
  const token = current?.position.tokens.find(({ elementId }) => elementId === args.elementId);
  const here = token && { ...args, tokenId: token.id, attempt: token.attempt };
  switch (refusal.name) {
    case 'article.write':
      return attempt(mutators['article.write'].args, args, (ok) => client.mutate('article.write', ok));
    case 'case.attach':
      return attempt(mutators['case.attach'].args, args, (ok) => client.mutate('case.attach', ok));
    case 'case.assign':
      return current === undefined || current.assigneeId === args.to
        ? undefined
        : attempt(mutators['case.assign'].args, { ...args, before }, (ok) =>
            client.mutate('case.assign', ok),
          );
    case 'case.handOver':
      return current === undefined || current.position.endedAt !== null || current.assigneeId === args.to
        ? undefined
        : attempt(mutators['case.handOver'].args, { ...args, before }, (ok) =>
            client.mutate('case.handOver', ok),
          );
    case 'case.completeStep':
      return (
        here &&
        attempt(mutators['case.completeStep'].args, here, (ok) => client.mutate('case.completeStep', ok))
      );
    case 'case.escalate':
      return (
        here && attempt(mutators['case.escalate'].args, here, (ok) => client.mutate('case.escalate', ok))
      );
    default:
      return undefined;
  }
}

type Parser<T> = { readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: T } };

/** What an older version wrote may no longer parse; then it is not offered again. */
function attempt<T>(
  schema: Parser<T>,
  args: unknown,
  run: (args: T) => Mutated,
): (() => Mutated) | undefined {
  const parsed = schema.safeParse(args);
  const { data } = parsed;
  return parsed.success && data !== undefined ? () => run(data) : undefined;
}
