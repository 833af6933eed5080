import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pages } from '#renderer/data/pages.ts';
import { type DiskRow, diskRows } from '../../test/simulation/disk-rows.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import { aDisk, aMemoryPages, type Disk } from '../../test/support/sync-disk.ts';
import { aSimTime } from '../../test/support/sync-time.ts';
import { createFolder } from './folder.ts';

type Line = { readonly kind: number; readonly id: number; readonly isGone: boolean };

/** One page each, so that little is enough for several slices. */
const kindsOfRows = 11;
const aLine = fc.record({
  kind: fc.nat(kindsOfRows - 1),
  id: fc.nat(2),
  isGone: fc.boolean(),
});
const pulls = fc.array(fc.array(aLine, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 9 });

const publication = {
  term: idOf('term'),
  cursors: {},
  forms: null,
  setAside: 0,
  settled: [],
  clockOffsetMs: 0,
  mendings: [],
  isAll: false,
};

/** Each pull a record of the log, the versions growing from one to the next. */
async function aLog(texts: readonly string[]): Promise<Disk> {
  const disk = aDisk();
  const pages = aMemoryPages(disk);
  const epoch = await pages.takeLead(0);
  for (const text of texts) await pages.publish(epoch, { ...publication, text });
  return disk;
}

function textsOf(lines: readonly (readonly Line[])[]): readonly string[] {
  return lines.map((pull, n) =>
    pull
      .map(({ kind, id, isGone }, place) => {
        const row = { id: `${kind} ${id}`, kind: `kind ${kind}`, parent: null, ver: n * 100 + place };
        return JSON.stringify(isGone ? { ...row, gone: true } : { ...row, doc: { n, place } });
      })
      .join('\n'),
  );
}

/** A window folds all of the log, or as many slices as it lives for. */
async function fold(
  disk: Disk,
  slices = Number.POSITIVE_INFINITY,
  /** Happens when the first record has been read. */
  meanwhile: (pages: Pages, epoch: number) => Promise<unknown> = async () => {},
): Promise<{ readonly isDamaged: boolean }> {
  const time = aSimTime();
  const memory = aMemoryPages(disk);
  const epoch = await memory.takeLead(0);
  let done = 0;
  let isDamaged = false;
  const pages: Pages = {
    ...memory,
    readLog: async function* (seq) {
      let isFirst = true;
      for await (const record of memory.readLog(seq)) {
        yield record;
        if (isFirst) await meanwhile(memory, epoch);
        isFirst = false;
      }
    },
    fold: (...slice) => {
      done += 1;
      return done > slices ? new Promise(() => {}) : memory.fold(...slice);
    },
  };
  const folder = createFolder({
    pages,
    clock: { now: time.now, after: time.after, pause: async () => {} },
    folding: { atRecords: 0, leaving: 0 },
    epoch,
    generation: () => disk.meta.generation,
    onDamaged: () => {
      isDamaged = true;
    },
  });
  folder.look();
  await time.advance(5000);
  folder.stop();
  return { isDamaged };
}

function contentsOf(disk: Disk): ReadonlyMap<string, DiskRow> {
  return new Map([...diskRows(disk)].sort(([one], [other]) => (one < other ? -1 : 1)));
}

test('folding changes nothing of what is held, wherever it is cut off and gone on with', async () => {
  await fc.assert(
    fc.asyncProperty(pulls, async (lines) => {
      const texts = textsOf(lines);
      const held = contentsOf(await aLog(texts));
      for (let slices = 0; ; slices += 1) {
        const disk = await aLog(texts);
        await fold(disk, slices);
        const wasCutOff = disk.log.length > 0;
        expect(contentsOf(disk)).toEqual(held);
        await fold(disk);
        expect(contentsOf(disk)).toEqual(held);
        expect(disk.log).toEqual([]);
        if (!wasCutOff) break;
      }
    }),
    { seed, numRuns: 25 },
  );
});

test('more pages than a slice has go in several, and the log goes with the last', async () => {
  const everyKind = Array.from({ length: kindsOfRows }, (_, kind): Line => ({ kind, id: 0, isGone: false }));
  const disk = await aLog(textsOf([everyKind]));
  const lengths: number[] = [];
  for (const slices of [1, 2, 3]) {
    await fold(disk, slices);
    lengths.push(disk.pages.size, disk.log.length);
  }
  expect(lengths).toEqual([4, 1, 8, 1, 11, 0]);
});

test('a log longer than is folded at a time goes batch by batch', async () => {
  const row = (n: number): string =>
    JSON.stringify({ id: `row ${n}`, kind: 'case', parent: null, ver: n, doc: 'x'.repeat(700_000) });
  const disk = await aLog([row(1), row(2), row(3)]);
  const held = contentsOf(disk);
  await fold(disk, 1);
  expect(disk.log.map(({ seq }) => seq)).toEqual([2, 3]);
  expect(disk.meta.foldedTo).toBe(1);
  await fold(disk);
  expect(disk.log).toEqual([]);
  expect(contentsOf(disk)).toEqual(held);
});

test('rows that are replaced while the log is being read are not folded into those that replace them', async () => {
  const disk = await aLog(textsOf(Array.from({ length: 9 }, (_, id) => [{ kind: 0, id, isGone: false }])));
  const replacing = JSON.stringify({ id: 'row', kind: 'kind 0', parent: null, ver: 1, doc: {} });
  await fold(disk, undefined, (pages, epoch) =>
    pages.publish(epoch, { ...publication, isAll: true, text: replacing }),
  );
  expect([...contentsOf(disk).keys()]).toHaveLength(1);
  await fold(disk);
  expect([...contentsOf(disk).keys()]).toHaveLength(1);
});

test('damage is told, and nothing is folded over it', async () => {
  const disk = await aLog(textsOf([[{ kind: 0, id: 0, isGone: false }]]));
  disk.isDamaged = true;
  const before = structuredClone(disk);
  expect(await fold(disk)).toEqual({ isDamaged: true });
  expect({ pages: disk.pages, log: disk.log }).toEqual({ pages: before.pages, log: before.log });
});
