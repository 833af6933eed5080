import type { Cursor, Term } from './ports.ts';
import { SyncError } from './sync-error.ts';

/** `scope:ver` joined by commas, the version after the last colon. */
export function parseCursors(text: string): ReadonlyMap<string, number> {
  if (text === '') return new Map();
  return new Map(
    text.split(',').map((part) => {
      const [, scope, ver] = /^([\w:-]{1,80}):(\d{1,15})$/.exec(part) ?? [];
      if (scope === undefined || ver === undefined)
        throw new SyncError('cursors-unreadable', 'A cursor cannot be read');
      return [scope, Number(ver)];
    }),
  );
}

/**
 * Whether cursors belong to this server's history: their term is one of its
 * own, and ended no earlier than they stand. A restored backup, or a database
 * that lost its newest commits, fails this.
 */
export function areOurs(
  cursors: ReadonlyMap<string, number>,
  term: string | undefined,
  terms: readonly Term[],
  head: number,
): boolean {
  const index = terms.findIndex(({ uuid }) => uuid === term);
  if (index === -1) return false;
  const end = terms[index + 1]?.fromVer ?? head;
  return [...cursors.values()].every((ver) => ver <= end);
}

export function cursorsFor(
  scopes: readonly string[],
  cursors: ReadonlyMap<string, number>,
): readonly Cursor[] {
  return scopes.map((scope) => ({ scope, ver: cursors.get(scope) ?? 0 }));
}
