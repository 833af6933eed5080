import type { Draft, RaiaClient } from './client.ts';

/** What only this computer has. */
export function unsentOf(client: Pick<RaiaClient, 'sync' | 'drafts'>): {
  readonly changes: number;
  readonly drafts: number;
} {
  return { changes: client.sync.state().pending, drafts: writtenDrafts(client.drafts).length };
}

/** Those with something in them. */
export function writtenDrafts(drafts: Pick<RaiaClient['drafts'], 'keys' | 'find'>): readonly Draft[] {
  return drafts
    .keys()
    .flatMap((key) => drafts.find(key) ?? [])
    .filter(({ text }) => text.trim() !== '');
}
