/** The journal on the desktop: an fsynced file in the main process, reached through the preload. */
import type { Answer, Desktop, StoreName } from '#shared/ipc/contract.ts';
import { parseJson } from '#shared/lib/json.ts';
import { findRecord, type Journal, JournalError } from './journal.ts';

type JournalDesktop = Pick<Desktop, 'openJournal' | 'appendJournal' | 'compactJournal'>;

export function createDesktopJournal(desktop: JournalDesktop, store: StoreName): Journal {
  let epoch = 0;
  return {
    open: async (newEpoch) => {
      epoch = newEpoch;
      const opened = valueIn(await desktop.openJournal(store, epoch));
      const read = opened.lines.map((line) => findRecord(parseJson(line)));
      const records = read.filter((record) => record !== undefined);
      return { records, setAside: opened.setAside + read.length - records.length };
    },
    append: async (records) => void valueIn(await desktop.appendJournal(store, epoch, records.map(toLine))),
    compact: async (records) => void valueIn(await desktop.compactJournal(store, epoch, records.map(toLine))),
  };
}

function valueIn<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  const { error } = answer;
  const kind = error === 'stale-leader' || error === 'disk-full' ? error : 'failed';
  throw new JournalError(kind, { cause: error });
}

function toLine(record: unknown): string {
  return JSON.stringify(record);
}
