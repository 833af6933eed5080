import { expect, test } from 'vitest';
import { idOf } from '../../test/support/ids.ts';
import { foldJournal, type Journal, type JournalRecord } from './journal.ts';
import { JournalError, type JournalErrorKind } from './journal-error.ts';
import { createRememberedJournal } from './remembered-journal.ts';

const client: JournalRecord = { kind: 'client', id: idOf('client'), lastMid: 0, order: [] };
const draft = (text: string): JournalRecord => ({
  kind: 'draft',
  draft: { key: 'case:1:note', text, at: 1 },
});

/** A journal in memory that can be deleted under its leader, and refuse. */
function aDeletable() {
  const disk = { records: [] as readonly JournalRecord[], isOpen: false };
  const refusals: JournalErrorKind[] = [];
  /** It is made, and what comes after that fails. */
  const failsOnceOpen: true[] = [];
  const write = (records: readonly JournalRecord[]): void => {
    const kind = refusals.shift();
    if (kind !== undefined) throw new JournalError(kind);
    disk.records = records;
  };
  const journal: Journal = {
    open: async () => {
      disk.isOpen = true;
      if (failsOnceOpen.shift()) throw new JournalError('failed');
      return { records: disk.records, setAside: 0 };
    },
    append: async (records) => {
      if (!disk.isOpen) throw new JournalError('failed');
      write([...disk.records, ...records]);
    },
    compact: async (records) => write(records),
    close: async () => {},
  };
  const remove = (): void => {
    disk.records = [];
    disk.isOpen = false;
  };
  return {
    disk,
    refusals,
    failsOnceOpen,
    remove,
    journal: createRememberedJournal(journal, { now: () => 1 }),
  };
}

test('what was deleted under its leader is put back with the next append', async () => {
  const { disk, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client, draft('O')]);
  remove();
  await journal.append([draft('Olá')]);
  expect(disk.records).toEqual([client, draft('O'), draft('Olá')]);
});

test('what was deleted is put back when the same window leads again', async () => {
  const { disk, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client, draft('O')]);
  remove();
  expect((await journal.open(2)).records).toEqual([client, draft('O')]);
  expect(disk.records).toEqual([client, draft('O')]);
});

test('a window that let go of it puts nothing back when it leads again: others may have written since', async () => {
  const { disk, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client, draft('O')]);
  await journal.close();
  remove();
  expect((await journal.open(2)).records).toEqual([]);
  expect(disk.records).toEqual([]);
});

test('nothing is told as kept until all of it is back', async () => {
  const { disk, refusals, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client]);
  remove();
  refusals.push('disk-full', 'failed');
  await expect(journal.append([draft('O')])).rejects.toMatchObject({ kind: 'disk-full' });
  await expect(journal.append([draft('O')])).rejects.toMatchObject({ kind: 'failed' });
  await journal.append([draft('O')]);
  expect(disk.records).toEqual([client, draft('O')]);
});

test('what was deleted is put back also where opening it fails once it was made anew', async () => {
  const { disk, failsOnceOpen, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client]);
  remove();
  failsOnceOpen.push(true);
  await expect(journal.append([draft('O')])).rejects.toMatchObject({ kind: 'failed' });
  await journal.append([draft('Olá')]);
  expect(disk.records).toEqual([client, draft('Olá')]);
});

test('a journal that fails and is still there is read anew by whoever leads next', async () => {
  const { disk, refusals, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client]);
  refusals.push('failed');
  await expect(journal.append([draft('O')])).rejects.toMatchObject({ kind: 'stale-leader' });
  expect(disk.records).toEqual([client]);
});

test('of a long day only the last words are remembered', async () => {
  const { disk, remove, journal } = aDeletable();
  await journal.open(1);
  await journal.append([client]);
  const texts = Array.from({ length: 1_500 }, (_, n) => draft(String(n)));
  for (const text of texts) await journal.append([text]);
  remove();
  await journal.open(2);
  expect(disk.records.length).toBeLessThan(1_000);
  expect(foldJournal(disk.records)).toEqual(foldJournal([client, ...texts]));
});
