/**
 * The journal of a browser: files in a folder of the browser's own file system,
 * which it does not delete when the disk is full (as it does with a database).
 *
 * `head` says whose turn it is. The others are slots; the one with the latest
 * stamp is the journal, every other is an older form of it or nothing.
 *
 * A leader who hangs may wake up at any moment, in the middle of a write. So a
 * new one writes its number into the head first and reads the journal then, and
 * an append says "kept" only if the head still names its own leader after the
 * flush: either the new leader has read the record, or the old one is told that
 * it leads no more. And nobody writes into a file that somebody else has open:
 * from the dead a new leader takes the slot as it is, from the living a copy.
 *
 * Calls must not overlap; `journal-worker.ts` puts them in line.
 */
import { isFull } from './disk-full.ts';
import { JournalError } from './journal-error.ts';
import { fillSlot, openSlot, readSlot, type Slot, toJournal } from './slot.ts';
import { type SlotFile, type SlotFolder, writeAll } from './slot-file.ts';
import { isLater, readStamp, type SlotStamp, toStampBytes } from './slot-stamp.ts';

export type OpenedLines = {
  readonly lines: readonly string[];
  /** What cannot be read. It stays where it is. */
  readonly setAside: number;
};

/** A journal of lines. Rejects with a `JournalError`. */
export type JournalLines = {
  readonly open: (epoch: number) => Promise<OpenedLines>;
  readonly append: (lines: readonly string[]) => Promise<void>;
  readonly compact: (lines: readonly string[]) => Promise<void>;
  /** Whoever leads next finds it free. It can be opened again. */
  readonly close: () => Promise<void>;
};

type Leading = { readonly leader: number; readonly head: SlotFile };
type Held = { readonly slot: Slot; readonly stamp: SlotStamp };
type Found = { readonly name: string; readonly stamp: SlotStamp };

const headName = 'head';
const megabyte = 1024 * 1024;

export function createJournalSlots(folder: SlotFolder, roomBytes = megabyte): JournalLines {
  let leading: Leading | undefined;
  let held: Held | undefined;
  /** Another leader was there the last time we looked. */
  let isStale = false;

  function close(): void {
    held?.slot.close();
    leading?.head.close();
    held = undefined;
    leading = undefined;
  }

  async function open(epoch: number): Promise<OpenedLines> {
    close();
    isStale = false;
    const isAlone = await folder.isFree(headName);
    const head = await folder.open(headName);
    // To be closed, whatever comes.
    leading = { head, leader: Number.NaN };
    const { found, damaged } = await look();
    // Read in the same breath as it is written: another leader may come meanwhile.
    const last = Math.max(numberIn(head), ...found.map(({ stamp }) => stamp.leader));
    // Of the dead no number is too high: a clock may have been set back since.
    if (epoch <= last && !isAlone) throw new JournalError('stale-leader');
    leading = { head, leader: Math.max(epoch, last + 1) };
    writeAll(head, toStampBytes({ leader: leading.leader, turn: 0 }), 0);
    head.flush();
    const { lines, setAside } = await take((await look()).found);
    return { lines, setAside: setAside + damaged };
  }

  async function look(): Promise<{ readonly found: readonly Found[]; readonly damaged: number }> {
    const found: Found[] = [];
    let damaged = 0;
    for (const name of await slotNames()) {
      const file = await folder.open(name);
      const stamp = readStamp(file);
      file.close();
      if (stamp === 'damaged') damaged += 1;
      else if (stamp !== 'none') found.push({ name, stamp });
    }
    return { found, damaged };
  }

  async function take(found: readonly Found[]): Promise<OpenedLines> {
    const latest = found.reduce<Found | undefined>(
      (best, one) => (best === undefined || isLater(one.stamp, best.stamp) ? one : best),
      undefined,
    );
    if (latest === undefined) {
      await fill(toJournal([]), 0);
      return { lines: [], setAside: 0 };
    }
    // Somebody newer came after all. What came of it would be taken for older than it is.
    if (latest.stamp.leader >= mustLead().leader) throw new JournalError('stale-leader');
    const isFree = await folder.isFree(latest.name);
    const file = await folder.open(latest.name);
    const content = readSlot(file);
    if (content === undefined) {
      file.close();
      throw new JournalError('failed', { cause: 'written by a newer build' });
    }
    if (isFree) held = { slot: openSlot(file, content.journal.length, roomBytes), stamp: latest.stamp };
    else {
      file.close();
      await fill(content.journal, latest.stamp.turn + 1, latest.name);
    }
    mustLead();
    return content;
  }

  /**
   * Puts it into a slot nobody has open, which is the journal from then on. Never into
   * `source`: whoever had that open may let go of it, and it is the only copy until then.
   */
  async function fill(journal: Uint8Array<ArrayBuffer>, turn: number, source?: string): Promise<void> {
    const { leader } = mustLead();
    const file = await openFree(source);
    const stamp = { leader, turn };
    try {
      // Found free before a newer leader said that it leads, it may be the newer one's by now.
      mustLead();
      const slot = fillSlot(file, stamp, journal, roomBytes);
      held?.slot.close();
      held = { slot, stamp };
    } catch (error) {
      file.close();
      throw error;
    }
    mustLead();
  }

  async function openFree(except?: string): Promise<SlotFile> {
    const names = await slotNames();
    for (const name of names) {
      if (name === except || !(await folder.isFree(name))) continue;
      const file = await folder.open(name);
      if (readStamp(file) !== 'damaged') return file;
      file.close();
    }
    let n = 0;
    while (names.includes(`slot-${n}`)) n += 1;
    return folder.open(`slot-${n}`);
  }

  async function slotNames(): Promise<readonly string[]> {
    return (await folder.names()).filter((name) => name !== headName).sort();
  }

  /** Where a slot could not be filled, which one is the journal is known again once it was opened. */
  async function orClose<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      close();
      throw error;
    }
  }

  function mustLead(): Leading {
    if (leading === undefined && !isStale) throw new JournalError('failed', { cause: 'not open' });
    if (leading !== undefined && numberIn(leading.head) === leading.leader) return leading;
    isStale = true;
    close();
    throw new JournalError('stale-leader');
  }

  return {
    open: (epoch) => withKind(() => orClose(() => open(epoch))),
    append: (lines) =>
      withKind(async () => {
        held?.slot.append(lines);
        mustLead();
      }),
    compact: (lines) => withKind(() => orClose(() => fill(toJournal(lines), (held?.stamp.turn ?? 0) + 1))),
    close: async () => close(),
  };
}

function numberIn(head: SlotFile): number {
  const stamp = readStamp(head);
  return typeof stamp === 'string' ? 0 : stamp.leader;
}

async function withKind<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof JournalError) throw cause;
    throw new JournalError(isFull(cause) ? 'disk-full' : 'failed', { cause });
  }
}
