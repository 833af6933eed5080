/** The thread that writes the journal in a browser; one call after the other. */
import { JournalError, type JournalErrorKind } from './journal-error.ts';
import type { JournalCall } from './journal-messages.ts';
import { createJournalSlots, type JournalLines, type OpenedLines } from './journal-slots.ts';
import { openOnce } from './open-once.ts';
import { openJournalFolder } from './opfs-folder.ts';
import { answerInThread } from './thread.ts';

const nothing: OpenedLines = { lines: [], setAside: 0 };
let ready: (() => Promise<JournalLines>) | undefined;

answerInThread<JournalCall, OpenedLines, JournalErrorKind>(
  async (folder, call) => {
    ready ??= openOnce(async () => createJournalSlots(await openJournalFolder(folder)));
    const journal = await ready();
    switch (call.kind) {
      case 'start':
        return nothing;
      case 'open':
        return journal.open(call.epoch);
      case 'append':
        await journal.append(call.lines);
        return nothing;
      case 'compact':
        await journal.compact(call.lines);
        return nothing;
      case 'close':
        await journal.close();
        return nothing;
    }
  },
  (error) => (error instanceof JournalError ? error.kind : 'failed'),
);
