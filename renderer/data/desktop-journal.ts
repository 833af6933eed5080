/** The journal on the desktop: an fsynced file in the main process, reached through the preload. */
import type { Answer, Desktop, StoreName } from '#shared/ipc/contract.ts';
import { type Journal, readLines, toLine } from './journal.ts';
import { JournalError } from './journal-error.ts';

type JournalDesktop = Pick<Desktop, 'openJournal' | 'appendJournal' | 'compactJournal'>;

export function createDesktopJournal(desktop: JournalDesktop, store: StoreName): Journal {
  let epoch = 0;
  return {
    open: async (newEpoch) => {
      epoch = newEpoch;
      return readLines(valueIn(await desktop.openJournal(store, epoch)));
    },
    append: async (records) => void valueIn(await desktop.appendJournal(store, epoch, records.map(toLine))),
    compact: async (records) => void valueIn(await desktop.compactJournal(store, epoch, records.map(toLine))),
    // The main process refuses an older leader, and has the file open for all of them.
    close: async () => {},
  };
}

function valueIn<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  const { error } = answer;
  const kind = error === 'stale-leader' || error === 'disk-full' ? error : 'failed';
  throw new JournalError(kind, { cause: error });
}
