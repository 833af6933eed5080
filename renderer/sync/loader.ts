/** Reads what the store on disk has beyond what this window has in memory. */
import { createHeldRows, type HeldChange } from '#renderer/data/held-rows.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import { type Pages, PagesError, type StoreMeta } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { type ReadRows, readRows, takeRows } from '#renderer/data/pull-text.ts';
import { rowForms } from '#renderer/data/row-forms.ts';

export type CaughtUp = {
  readonly change: HeldUpdate;
  /** Some of the store could not be read; these are the rows before that. */
  readonly isDamaged: boolean;
  /** What was read now was plain, all of it. */
  readonly isPlain: boolean;
  /** No row had to be set aside. */
  readonly isWhole: boolean;
  readonly meta: StoreMeta;
  /** To be called when the change is shown; until then the next reading begins where this one did. */
  readonly accept: () => void;
};

export type Loader = {
  /** Of the rows this window has. */
  readonly generation: () => number;
  readonly catchUp: () => Promise<CaughtUp>;
  /** This window published it itself and has its rows. */
  readonly skipTo: (generation: number, seq: number | null) => void;
};

export function createLoader(pages: Pages, clock: Clock): Loader {
  let generation = -1;
  let lastSeq = 0;

  async function catchUp(): Promise<CaughtUp> {
    const before = await pages.meta();
    // What was folded before we read it is to be found only in the pages.
    const isAll = before.generation !== generation || before.foldedTo > lastSeq;
    const start = isAll ? 0 : lastSeq;
    const changes: HeldChange[] = [];
    const change = isAll ? { isAll, held: createHeldRows() } : { isAll, changes };
    const isKnown = before.forms === rowForms();
    let isPlain = true;
    let isWhole = true;
    const read = async (text: string): Promise<void> => {
      const rows = await readText(text, isKnown);
      isPlain &&= rows.isPlain;
      isWhole &&= rows.setAside === 0;
      if (change.isAll) change.held.apply(rows.changes);
      else change.changes.push(...rows.changes);
    };
    let seq = start;
    /** How far the log was read when the reading of the pages began. */
    let seqBeforePages = start;
    let isDamaged = false;
    try {
      if (isAll) {
        // The log first: what is folded meanwhile comes with the pages.
        seq = await readLog(start, read);
        seqBeforePages = seq;
        for await (const { text } of pages.readPages()) await read(text);
      }
      seq = await readLog(seq, read);
    } catch (error) {
      if (!(error instanceof PagesError) || error.kind !== 'damaged') throw error;
      isDamaged = true;
    }
    const meta = await pages.meta();
    // Another window replaced everything while we read, or moved rows to where we had read already.
    if (meta.generation !== before.generation || meta.foldedTo > Math.max(seqBeforePages, before.foldedTo))
      return catchUp();
    // Something that has to be looked at came in between.
    if (isKnown && meta.forms !== before.forms) return catchUp();
    const accept = (): void => {
      generation = before.generation;
      lastSeq = Math.max(seq, before.foldedTo);
    };
    return { change, isDamaged, isPlain, isWhole, meta, accept };
  }

  async function readText(text: string, isKnown: boolean): Promise<ReadRows> {
    if (!isKnown) return readRows(text, clock);
    try {
      return { changes: await takeRows(text, clock), setAside: 0, isPlain: true };
    } catch {
      return readRows(text, clock);
    }
  }

  /** The seq it has come to. */
  async function readLog(after: number, read: (text: string) => Promise<void>): Promise<number> {
    let seq = after;
    for await (const record of pages.readLog(after)) {
      await read(record.text);
      seq = record.seq;
    }
    return seq;
  }

  return {
    generation: () => generation,
    catchUp,
    skipTo: (newGeneration, seq) => {
      generation = newGeneration;
      lastSeq = seq ?? lastSeq;
    },
  };
}
