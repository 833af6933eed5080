/** What a scope that was fetched anew brings, beside what is held of it. */
import type { HeldRows } from '#renderer/data/held-rows.ts';
import { isKind, type Row } from '#shared/domain/kinds.ts';
import { parseJson } from '#shared/lib/json.ts';
import { type PullRow, pullRowSchema } from '#shared/protocol/messages.ts';
import type { News } from './pull.ts';

/** `differing`: how many rows were missing, too many or of another version. */
export type MendedRows = { readonly text: string; readonly differing: number };

/**
 * Rows held as they came are left out. The others count as of this pull: older
 * news of them, be it that they left, is no longer believed. What is held of the
 * scope and was not told is not there, and leaves.
 */
export function mendedRows(
  { rowsText, end }: Pick<News, 'rowsText' | 'end'>,
  held: Pick<HeldRows, 'find'>,
  heldOfScope: readonly Row[],
): MendedRows {
  const told = new Set<string>();
  const lines: string[] = [];
  let differing = 0;
  for (const line of rowsText === '' ? [] : rowsText.split('\n')) {
    const { data: row } = pullRowSchema.safeParse(parseJson(line));
    if (row !== undefined) told.add(row.id);
    if (row === undefined || row.gone) lines.push(line);
    else if (!isHeld(row, held)) {
      differing += 1;
      lines.push(JSON.stringify({ ...row, at: end.head } satisfies PullRow));
    }
  }
  for (const { id, kind, parent } of heldOfScope) {
    if (told.has(id)) continue;
    differing += 1;
    lines.push(JSON.stringify({ id, kind, parent, ver: end.head, gone: true } satisfies PullRow));
  }
  return { text: lines.join('\n'), differing };
}

function isHeld({ kind, id, ver }: PullRow, held: Pick<HeldRows, 'find'>): boolean {
  return isKind(kind) && held.find(kind, id)?.ver === ver;
}
