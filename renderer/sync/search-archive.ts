import { readFound } from '#renderer/data/archive-text.ts';
import type { ArchiveSearch } from '#renderer/data/client.ts';
import { archiveWordsLength } from '#shared/protocol/messages.ts';
import { kindOf, type SyncErrorKind, type Transport } from './transport.ts';

/** Asks the server which cases in the archive these words find. */
export async function searchArchive(
  { archive }: Pick<Transport, 'archive'>,
  words: string,
): Promise<ArchiveSearch> {
  try {
    const found = readFound(await archive({ words: words.slice(0, archiveWordsLength) }));
    return found === undefined ? { kind: 'offline' } : { kind: 'found', ...found };
  } catch (error) {
    return { kind: troubleOf(kindOf(error)) };
  }
}

function troubleOf(kind: SyncErrorKind): Exclude<ArchiveSearch['kind'], 'found'> {
  // One that knows only ids and names will not read words.
  if (kind === 'rejected' || kind === 'server-older') return 'server-older';
  return kind === 'busy' ? 'busy' : 'offline';
}
