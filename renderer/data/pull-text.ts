/**
 * The text of a pull: one row a line and a last line that publishes them.
 *
 * The log keeps the rows as received, so this reads both. A line that cannot be
 * read is set aside and counted; a kind this build does not know stays in the
 * log, unseen, until a build that does.
 */
import type { z } from 'zod';
import { isKind, type Kind, kinds, type Row } from '#shared/domain/kinds.ts';
import { parseJson } from '#shared/lib/json.ts';
import { type PullEnd, type PullRow, pullEndSchema, pullRowSchema } from '#shared/protocol/messages.ts';
import type { HeldChange } from './held-rows.ts';
import type { Clock } from './ports.ts';
import { filledIn, isPlainDoc } from './row-forms.ts';

export type Pulled = { readonly rowsText: string; readonly end: PullEnd };

export function splitPull(text: string): Pulled | undefined {
  const whole = splitLast(text, pullEndSchema);
  return whole && { rowsText: whole.lines, end: whole.end };
}

/** The last line and those before it. Undefined where it is missing: the answer was cut short, so nothing happened. */
export function splitLast<End>(
  text: string,
  endSchema: z.ZodType<End>,
): { readonly lines: string; readonly end: End } | undefined {
  const whole = text.trimEnd();
  const cut = whole.lastIndexOf('\n') + 1;
  const end = endSchema.safeParse(parseJson(whole.slice(cut)));
  return end.success ? { lines: whole.slice(0, cut).trimEnd(), end: end.data } : undefined;
}

export type ReadRows = {
  readonly changes: readonly HeldChange[];
  readonly setAside: number;
  /** Every row was whole and taken as it came: `takeRows` gives the same. */
  readonly isPlain: boolean;
};

const rowsASlice = 500;

/** Reads a text of rows in slices, so that a first sync does not freeze the window. */
export async function readRows(text: string, clock: Clock): Promise<ReadRows> {
  const changes: HeldChange[] = [];
  let setAside = 0;
  let isPlain = true;
  let lines = 0;
  for (let from = 0; from < text.length; ) {
    const next = text.indexOf('\n', from);
    const to = next === -1 ? text.length : next;
    const line = text.slice(from, to);
    from = to + 1;
    if (line === '') continue;
    const read = readRow(line);
    if (read === 'unreadable') setAside += 1;
    else if (read !== 'unknown-kind') changes.push(read.change);
    isPlain &&= read === 'unknown-kind' || (read !== 'unreadable' && read.isPlain);
    lines += 1;
    if (lines % rowsASlice === 0) await clock.pause();
  }
  if (setAside > 0) console.warn(`${setAside} rows could not be read. They stay in the store, unseen.`);
  return { changes, setAside, isPlain };
}

/** A quarter of a record of the log: the window can answer a key after each. */
const lettersASlice = 262_144;

/** Rows that were read before and found plain, by a build with the same `rowForms`. Throws where the text is damaged. */
export async function takeRows(text: string, clock: Clock): Promise<readonly HeldChange[]> {
  const changes: HeldChange[] = [];
  for (let from = 0; from < text.length; ) {
    await clock.pause();
    const cut = text.indexOf('\n', from + lettersASlice);
    const to = cut === -1 ? text.length : cut;
    const rows = JSON.parse(`[${text.slice(from, to).replaceAll('\n', ',')}]`) as readonly PullRow[];
    for (const row of rows) if (isKind(row.kind)) changes.push(takeRow(row, row.kind));
    from = to + 1;
  }
  return changes;
}

function takeRow({ id, parent, ver, at = ver, doc, gone }: PullRow, kind: Kind): HeldChange {
  if (gone) return { kind, id, at, row: null };
  const whole = filledIn(kind, doc as object);
  return { kind, id, at, row: Object.freeze({ id, kind, parent, ver, doc: whole }) as Row };
}

type ReadRow = { readonly change: HeldChange; readonly isPlain: boolean };

function readRow(line: string): ReadRow | 'unreadable' | 'unknown-kind' {
  const pulled = pullRowSchema.safeParse(parseJson(line));
  if (!pulled.success) return 'unreadable';
  const { id, kind, parent, ver, at = ver, doc, gone } = pulled.data;
  if (!isKind(kind)) return 'unknown-kind';
  if (gone) return { change: { kind, id, at, row: null }, isPlain: true };
  const whole = filledIn(kind, Object(doc));
  const isPlain = isPlainDoc(kind, whole);
  const parsed = isPlain ? { success: true, data: whole } : kinds[kind].safeParse(doc);
  if (!parsed.success) return 'unreadable';
  // The schema of its kind has just said so; the compiler cannot follow the pair.
  const row = Object.freeze({ id, kind, parent, ver, doc: parsed.data }) as Row;
  return { change: { kind, id, at, row }, isPlain };
}
