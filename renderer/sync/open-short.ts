import { compacted, foldJournal, type Journal, type OpenJournal } from '#renderer/data/journal.ts';
import { JournalError } from '#renderer/data/journal-error.ts';

const recordsToSpare = 200;

/** Opens the journal, rewritten where that is worth it. A disk with no room for that must not hide what it already holds. */
export async function openShort(journal: Journal, epoch: number, now: number): Promise<OpenJournal> {
  const opened = await journal.open(epoch);
  const shortest = compacted(foldJournal(opened.records), now);
  if (opened.setAside > 0 || opened.records.length <= shortest.length + recordsToSpare) return opened;
  try {
    await journal.compact(shortest);
    return opened;
  } catch (error) {
    if (error instanceof JournalError && error.kind === 'disk-full') return journal.open(epoch);
    throw error;
  }
}
