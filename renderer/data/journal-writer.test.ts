import { expect, test } from 'vitest';
import { idOf } from '../../test/support/ids.ts';
import { aDisk, aMemoryJournal, type Gate } from '../../test/support/sync-disk.ts';
import { aSimTime } from '../../test/support/sync-time.ts';
import { createJournalWriter } from './journal-writer.ts';
import type { Clock } from './ports.ts';

async function aWriter() {
  const time = aSimTime();
  const disk = aDisk();
  /** A disk that takes ten milliseconds. */
  const gate: Gate = (work) => time.delay(10).then(work);
  const clock: Clock = { now: time.now, after: time.after, pause: async () => {} };
  const journal = aMemoryJournal(disk, gate);
  const keptDrafts: (string | null)[] = [];
  let staleCalls = 0;
  const writer = createJournalWriter({
    journal,
    clock,
    onDraftKept: ({ text }) => keptDrafts.push(text),
    onFailingChange: () => {},
    onStale: () => {
      staleCalls += 1;
    },
  });
  const opening = journal.open(1);
  await time.advance(20);
  await opening;
  return { time, disk, writer, keptDrafts, stale: () => staleCalls };
}

const record = (name: string) => ({ kind: 'void' as const, m: idOf(name) });

test('while one text is written the next keys wait together, and only the newest goes', async () => {
  const { time, disk, writer, keptDrafts } = await aWriter();
  writer.writeDraft({ key: 'a', text: 'O', at: 0 });
  await time.advance(5);
  for (const [at, text] of ['Ol', 'Olá'].entries()) writer.writeDraft({ key: 'a', text, at });
  await time.advance(100);
  expect(keptDrafts).toEqual(['O', 'Olá']);
  expect(disk.journal).toHaveLength(2);
});

test('nothing is said to be kept while the disk is full, and all of it is once there is room', async () => {
  const { time, disk, writer } = await aWriter();
  disk.isFull = true;
  const kept: string[] = [];
  void writer.write([record('first')]).then(() => kept.push('first'));
  await time.advance(5000);
  void writer.write([record('second')]).then(() => kept.push('second'));
  await time.advance(5000);
  expect(kept).toEqual([]);
  expect(writer.failing()).toBe('disk-full');
  disk.isFull = false;
  await time.advance(5000);
  expect(kept).toEqual(['first', 'second']);
  expect(writer.failing()).toBeNull();
  expect(disk.journal).toEqual([record('first'), record('second')]);
});

// A crash in between would leave the words both sent and waiting to be sent.
test('a draft is dropped in the same append as the work made of it, never before', async () => {
  const { time, disk, writer } = await aWriter();
  writer.writeDraft({ key: 'a', text: 'Olá', at: 1 });
  await time.advance(100);
  void writer.write([record('the note')]);
  writer.writeDraft({ key: 'a', text: null, at: 2 });
  // One append, not two.
  await time.advance(25);
  expect(disk.journal.map(({ kind }) => kind)).toEqual(['draft', 'void', 'draft-dropped']);
});

test('a writer that lost the lead writes no more and says so once', async () => {
  const { time, disk, writer, stale } = await aWriter();
  disk.journalEpoch = 2;
  void writer.write([record('late')]);
  await time.advance(10_000);
  void writer.write([record('later')]);
  await time.advance(10_000);
  expect(disk.journal).toEqual([]);
  expect(stale()).toBe(1);
});
