/**
 * The journals of this computer: one file for each person in each company.
 *
 * Windows elect a leader; every new one comes with a higher epoch and opens the
 * journal again. From then on what an older leader still sends is refused, so
 * that two of them never write into one file. The folder belongs to this one
 * process: a second copy of the app does not start.
 *
 * What is asked of one journal happens in the order it was asked.
 */
import path from 'node:path';
import type { OpenedJournal, StoreName } from '#shared/ipc/contract.ts';
import type { Disk } from './disk.ts';
import { findKeyId, JournalError, type JournalFile, journalFiles, openJournalFile } from './journal-file.ts';
import type { KeyRing } from './seal.ts';

export type Journals = {
  readonly open: (store: StoreName, epoch: number) => Promise<OpenedJournal>;
  readonly append: (store: StoreName, epoch: number, lines: readonly string[]) => Promise<void>;
  readonly compact: (store: StoreName, epoch: number, lines: readonly string[]) => Promise<void>;
  /** The id of the key its newest sealed record was sealed with. */
  readonly sealedWith: (store: StoreName) => Promise<string | undefined>;
  /** Removes the journal and everything set aside beside it. */
  readonly destroy: (store: StoreName) => Promise<void>;
  /** Waits for what was asked so far. */
  readonly close: () => Promise<void>;
};

/** `epoch` is the newest seen, also while the file could not be opened. */
type Slot = { epoch: number; file: JournalFile | undefined; last: Promise<unknown> };

export type JournalsOptions = {
  readonly disk: Disk;
  readonly folder: string;
  readonly keysOf: (store: StoreName) => Promise<KeyRing>;
};

export function createJournals({ disk, folder, keysOf }: JournalsOptions): Journals {
  const slots = new Map<string, Slot>();

  function slotOf(store: StoreName): Slot {
    const name = fileName(store);
    const slot = slots.get(name) ?? { epoch: 0, file: undefined, last: Promise.resolve() };
    slots.set(name, slot);
    return slot;
  }

  async function open(store: StoreName, epoch: number): Promise<OpenedJournal> {
    const slot = slotOf(store);
    return inLine(slot, async () => {
      if (epoch < slot.epoch) throw new JournalError('stale-leader');
      slot.epoch = epoch;
      await slot.file?.close().catch(() => undefined);
      slot.file = undefined;
      const keys = await keysOf(store);
      const { file, lines, setAside } = await openJournalFile(disk, path.join(folder, fileName(store)), keys);
      slot.file = file;
      return { lines, setAside };
    });
  }

  async function write(
    store: StoreName,
    epoch: number,
    task: (file: JournalFile) => Promise<void>,
  ): Promise<void> {
    const slot = slotOf(store);
    return inLine(slot, async () => {
      if (epoch < slot.epoch) throw new JournalError('stale-leader');
      if (!slot.file || epoch > slot.epoch) throw new JournalError('not-open');
      await task(slot.file);
    });
  }

  async function close(): Promise<void> {
    for (const slot of slots.values()) {
      await inLine(slot, async () => {
        await slot.file?.close();
        slot.file = undefined;
      });
    }
  }

  /** Asked before the keys are known, so nobody writes yet; in a turn of its own it would wait for who waits for it. */
  function sealedWith(store: StoreName): Promise<string | undefined> {
    return findKeyId(disk, path.join(folder, fileName(store)));
  }

  async function destroy(store: StoreName): Promise<void> {
    const slot = slotOf(store);
    await inLine(slot, async () => {
      await slot.file?.close().catch(() => undefined);
      slot.file = undefined;
      const file = path.join(folder, fileName(store));
      await Promise.all(journalFiles(file).map((each) => disk.rm(each, { force: true })));
    });
  }

  return {
    open,
    append: (store, epoch, lines) => write(store, epoch, (file) => file.append(lines)),
    compact: (store, epoch, lines) => write(store, epoch, (file) => file.compact(lines)),
    sealedWith,
    destroy,
    close,
  };
}

async function inLine<T>(slot: Slot, task: () => Promise<T>): Promise<T> {
  const turn = slot.last.then(task, task);
  slot.last = turn;
  return turn;
}

/** Both are uuids, checked where they come in. */
function fileName({ spaceId, personId }: StoreName): string {
  return `${spaceId}.${personId}.journal`.toLowerCase();
}
