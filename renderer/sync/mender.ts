/**
 * Compares what this computer holds with what the server says it holds, and has
 * a scope that differs fetched anew, one at a time.
 *
 * Of what comes then only what was not here as it should be is published, and
 * as of now, so that it wins over whatever was known of it. A scope that differs
 * again waits, longer each time: asking for it once a minute for ever would
 * help nobody.
 */
import type { HeldRows } from '#renderer/data/held-rows.ts';
import type { Mending } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { createScopeSums } from '#renderer/data/scope-sums.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Sums } from '#shared/protocol/sums.ts';
import { mendedRows } from './mended-rows.ts';
import type { Comparing, News } from './pull.ts';

export type Mender = {
  readonly comparing: () => Comparing;
  /** The rows to publish, and what is to be remembered with them. */
  readonly mend: (news: News) => Pick<News, 'rowsText'> & { readonly mendings: readonly Mending[] };
  /** Once the rows of a pull are held. What is to be remembered; the same where there is nothing new. */
  readonly compare: (theirs: Sums) => Promise<readonly Mending[]>;
};

export type MenderOptions = {
  /** As the server confirmed them. */
  readonly held: () => HeldRows;
  readonly owner: PersonId;
  readonly clock: Clock;
  /** What is remembered, the newest first. */
  readonly mendings: () => readonly Mending[];
};

const compareEveryMs = 60_000;
const shortestWaitMs = 60_000;
const dayMs = 86_400_000;
const rememberedMs = 14 * dayMs;

export function createMender({ held, owner, clock, mendings }: MenderOptions): Mender {
  const sums = createScopeSums(held, owner, clock);
  let comparedAt = Number.NEGATIVE_INFINITY;
  /** To be fetched next. */
  let anew: string | null = null;

  const find = (scope: string): Mending | undefined => mendings().find((one) => one.scope === scope);
  /** Clocks are put back too. */
  const since = (at: number): number => Math.abs(clock.now() - at);

  function isDue(scope: string): boolean {
    const before = find(scope);
    if (before === undefined) return true;
    return since(before.at) >= Math.min(shortestWaitMs * 2 ** (before.tries - 1), dayMs);
  }

  /** A day without trouble begins anew. */
  function triesOf(scope: string): number {
    const before = find(scope);
    return before === undefined || (before.isMended && since(before.at) > dayMs) ? 1 : before.tries + 1;
  }

  return {
    comparing: () => ({ wantsSums: anew !== null || since(comparedAt) >= compareEveryMs, anew }),
    mend: (news) => {
      const { anew: scope, rowsText } = news;
      if (scope === null) return { rowsText, mendings: mendings() };
      const mended = mendedRows(news, held(), [...sums.rowsIn(scope)]);
      const others = mendings().filter((one) => one.scope !== scope && since(one.at) < rememberedMs);
      const mending = { scope, at: clock.now(), tries: triesOf(scope), isMended: false };
      return { rowsText: mended.text, mendings: [{ ...mending, rows: mended.differing }, ...others] };
    },
    compare: async (theirs) => {
      const differing = await sums.differing(theirs);
      comparedAt = clock.now();
      anew = differing.find(isDue) ?? null;
      // Just now, or before: it could not be remembered then, on a full disk or in a window that was closed.
      const isMendedNow = ({ scope, isMended }: Mending): boolean =>
        !isMended && Object.hasOwn(theirs, scope) && !differing.includes(scope);
      if (!mendings().some(isMendedNow)) return mendings();
      return mendings().flatMap((one) => {
        if (!isMendedNow(one)) return [one];
        // Something came between the asking and the comparing; nothing was wrong.
        return one.rows === 0 ? [] : [{ ...one, isMended: true }];
      });
    },
  };
}
