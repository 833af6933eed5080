/** What lies on the disk of a computer, read without the code that put it there. */
import { pullRowSchema } from '#shared/protocol/messages.ts';
import { asNewest } from '../support/sync-builds.ts';
import type { Disk } from '../support/sync-disk.ts';

export type DiskRow = {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly ver: number;
  /** When it came, or came back unchanged. */
  readonly at: number;
  readonly doc: unknown;
};

/** The newest of each row, by id; those that left are missing. */
export function diskRows({ pages, log }: Disk): ReadonlyMap<string, DiskRow> {
  const texts = [...[...pages.values()].map(({ text }) => text), ...log.map(({ text }) => text)];
  const newest = new Map<string, DiskRow & { readonly isGone: boolean }>();
  for (const line of texts.flatMap((text) => (text === '' ? [] : asNewest(text).split('\n')))) {
    const { id, kind, parent, ver, at = ver, doc, gone } = pullRowSchema.parse(JSON.parse(line));
    if (at > (newest.get(id)?.at ?? -1))
      newest.set(id, { id, kind, parent, ver, at, doc, isGone: gone === true });
  }
  const held = [...newest.values()].filter(({ isGone }) => !isGone);
  return new Map(held.map(({ isGone: _isGone, ...row }) => [row.id, row]));
}
