import { parseJson } from '#shared/lib/json.ts';
import { type ArchivedCase, archivedCaseSchema, archiveEndSchema } from '#shared/protocol/messages.ts';
import type { HeldChange } from './held-rows.ts';
import type { Clock } from './ports.ts';
import { readRows, splitLast } from './pull-text.ts';

/**
 * The rows of a case that was asked for, as of the moment of the answer: what
 * was known of them before, be it that they left, is older. Undefined where the
 * answer was cut short.
 */
export async function readArchive(text: string, clock: Clock): Promise<readonly HeldChange[] | undefined> {
  const whole = splitLast(text, archiveEndSchema);
  if (whole === undefined) return undefined;
  const { changes } = await readRows(whole.lines, clock);
  return changes.map((change) => ({ ...change, at: whole.end.head }));
}

/** The cases that were found. Undefined where the answer was cut short. */
export function readFound(
  text: string,
): { readonly cases: readonly ArchivedCase[]; readonly hasMore: boolean } | undefined {
  const whole = splitLast(text, archiveEndSchema);
  if (whole === undefined) return undefined;
  const lines = whole.lines.split('\n').map((line) => archivedCaseSchema.safeParse(parseJson(line)));
  return { cases: lines.flatMap(({ data }) => data ?? []), hasMore: whole.end.hasMore };
}
