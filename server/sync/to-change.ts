import type { Change, RowWrite } from './ports.ts';

/** The document is null where the row left. */
export type TellableRow = Omit<RowWrite, 'doc'> & { readonly doc: string | null };

/**
 * A row as a pull tells it in a scope where it was written, came in or left
 * `at` this version. Put together by hand: there may be ten thousand of them,
 * and their ids need no escaping.
 */
export function toChange(
  { id, kind, parent, ver, doc }: TellableRow,
  at: number,
  heldBy: readonly string[] = [],
): Change {
  const whose = parent === null ? 'null' : `"${parent}"`;
  const begin = `{"id":"${id}","kind":${JSON.stringify(kind)},"parent":${whose}`;
  if (doc === null) return { id, ver: at, at, line: `${begin},"ver":${at},"gone":true}`, heldBy };
  const since = at > ver ? `,"at":${at}` : '';
  return { id, ver, at, line: `${begin},"ver":${ver}${since},"doc":${doc}}`, heldBy };
}
