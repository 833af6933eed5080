/**
 * The text of a pull: one row a line and a last line that publishes them.
 *
 * The log keeps the rows as received, so this reads both. A line that cannot be
 * read is set aside and counted; a kind this build does not know stays in the
 * log, unseen, until a build that does.
 */
import { isKind, kinds, type Row } from '#shared/domain/kinds.ts';
import { parseJson } from '#shared/lib/json.ts';
import { type PullEnd, pullEndSchema, pullRowSchema } from '#shared/protocol/messages.ts';
import type { HeldChange } from './held-rows.ts';
import type { Clock } from './ports.ts';

export type Pulled = { readonly rowsText: string; readonly end: PullEnd };

/** Undefined where the last line is missing: the answer was cut short, so nothing happened. */
export function splitPull(text: string): Pulled | undefined {
  const whole = text.trimEnd();
  const cut = whole.lastIndexOf('\n') + 1;
  const end = pullEndSchema.safeParse(parseJson(whole.slice(cut)));
  return end.success ? { rowsText: whole.slice(0, cut).trimEnd(), end: end.data } : undefined;
}

export type ReadRows = { readonly changes: readonly HeldChange[]; readonly setAside: number };

const rowsASlice = 500;

/** Reads a text of rows in slices, so that a first sync does not freeze the window. */
export async function readRows(text: string, clock: Clock): Promise<ReadRows> {
  const changes: HeldChange[] = [];
  let setAside = 0;
  let lines = 0;
  for (let from = 0; from < text.length; ) {
    const next = text.indexOf('\n', from);
    const to = next === -1 ? text.length : next;
    const line = text.slice(from, to);
    from = to + 1;
    if (line === '') continue;
    const read = readRow(line);
    if (read === 'unreadable') setAside += 1;
    else if (read !== 'unknown-kind') changes.push(read);
    lines += 1;
    if (lines % rowsASlice === 0) await clock.pause();
  }
  if (setAside > 0) console.warn(`${setAside} rows could not be read. They stay in the store, unseen.`);
  return { changes, setAside };
}

function readRow(line: string): HeldChange | 'unreadable' | 'unknown-kind' {
  const pulled = pullRowSchema.safeParse(parseJson(line));
  if (!pulled.success) return 'unreadable';
  const { id, kind, parent, ver, at = ver, doc, gone } = pulled.data;
  if (!isKind(kind)) return 'unknown-kind';
  if (gone) return { kind, id, at, row: null };
  const parsed = kinds[kind].safeParse(doc);
  if (!parsed.success) return 'unreadable';
  // The schema of its kind has just said so; the compiler cannot follow the pair.
  const row = Object.freeze({ id, kind, parent, ver, doc: parsed.data }) as Row;
  return { kind, id, at, row };
}
