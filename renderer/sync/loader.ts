/** Reads what the store on disk has beyond what this window has in memory. */
import type { HeldChange } from '#renderer/data/held-rows.ts';
import type { HeldUpdate } from '#renderer/data/overlay.ts';
import type { Pages, StoreMeta } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { readRows } from '#renderer/data/pull-text.ts';

export type CaughtUp = {
  readonly change: HeldUpdate;
  readonly meta: StoreMeta;
  /** To be called when the change is shown; until then the next reading begins where this one did. */
  readonly accept: () => void;
};

export type Loader = {
  readonly catchUp: () => Promise<CaughtUp>;
  /** This window published it itself and has its rows. */
  readonly skipTo: (generation: number, seq: number | null) => void;
};

export function createLoader(pages: Pages, clock: Clock): Loader {
  let generation = -1;
  let lastSeq = 0;

  async function catchUp(): Promise<CaughtUp> {
    const { generation: before } = await pages.meta();
    const isAll = before !== generation;
    const changes: HeldChange[] = [];
    const read = async (text: string): Promise<void> => {
      const rows = await readRows(text, clock);
      for (const change of rows.changes) changes.push(change);
    };
    let seq = isAll ? 0 : lastSeq;
    if (isAll) for (const text of await pages.pages()) await read(text);
    for (;;) {
      const records = await pages.logAfter(seq);
      for (const record of records) {
        await read(record.text);
        seq = record.seq;
      }
      if (records.length === 0) break;
    }
    const meta = await pages.meta();
    // Another window replaced everything while we read.
    if (meta.generation !== before) return catchUp();
    const accept = (): void => {
      generation = before;
      lastSeq = seq;
    };
    return { change: { changes, isAll }, meta, accept };
  }

  return {
    catchUp,
    skipTo: (newGeneration, seq) => {
      generation = newGeneration;
      lastSeq = seq ?? lastSeq;
    },
  };
}
