/** Changes that can simply be made again over what is there now. */

import type { Mutated, RaiaClient } from '#renderer/data/client.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { mutators } from '#shared/mutations/registry.ts';

/** Undefined where doing it again makes no sense: a step that was overtaken, a case that ended. */
export function againFor(refusal: Refusal, client: RaiaClient): (() => Mutated) | undefined {
  if (refusal.code === 'nothing-changed' || refusal.code === 'not-in-team') return undefined;
  const { args } = refusal;
  const current = refusal.caseId === null ? undefined : client.rows.find('case', refusal.caseId)?.doc;
  const before = current?.assigneeId ?? null;
  switch (refusal.name) {
    case 'customer.edit':
      return attempt(mutators['customer.edit'].args, args, (ok) => client.mutate('customer.edit', ok));
    case 'article.write':
      return attempt(mutators['article.write'].args, args, (ok) => client.mutate('article.write', ok));
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
