import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aMemoryFolder, type MemoryFolder } from '../../test/support/memory-folder.ts';
import { seed } from '../../test/support/seed.ts';
import { createJournalSlots, type JournalLines } from './journal-slots.ts';
import { stampBytes, toStampBytes } from './slot-stamp.ts';

const rule = { seed, numRuns: 300 };
/** A few records long, so that slots grow all the time. */
const roomBytes = 256;

async function opened(memory: MemoryFolder, epoch: number) {
  const user = memory.newUser();
  const journal = createJournalSlots(user.folder, roomBytes);
  return { user, journal, ...(await journal.open(epoch)) };
}

async function linesIn(memory: MemoryFolder): Promise<readonly string[]> {
  const { user, lines, setAside } = await opened(memory, 1);
  expect(setAside).toBe(0);
  user.kill();
  return lines;
}

let lineCount = 0;
function newLine(text: string): string {
  lineCount += 1;
  return JSON.stringify({ n: lineCount, text });
}
const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { minLength: 1, maxLength: 3 });

/** What a write that was cut off may have left of some lines: nobody was told about them. */
function someOf(lines: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [[]];
  return someOf(rest).flatMap((set) => [set, [first, ...set]]);
}

type Trouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'killed' | 'failing' | 'full'; readonly after: number }
  | { readonly kind: 'power'; readonly after: number; readonly shares: readonly number[] };

const after = fc.oneof(fc.nat(80), fc.nat(1500));
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'none' as const }) },
  fc.record({ kind: fc.constantFrom('killed' as const, 'failing' as const, 'full' as const), after }),
  fc.record({
    kind: fc.constant('power' as const),
    after,
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
  }),
);
const step = fc.record({ act: fc.constantFrom('append', 'append', 'compact', 'reopen'), texts, trouble });

test('whatever is cut off, full or failing, every line that was told as kept is read again, and no half one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const memory = aMemoryFolder();
      let epoch = 1;
      let sure: readonly string[] = [];
      /** What the next leader may read. */
      let possible: readonly (readonly string[])[] = [[]];
      let open: Awaited<ReturnType<typeof opened>> | undefined;
      /** A journal that could not be rewritten is to be opened again. */
      let isClosed = false;
      const settle = (lines: readonly string[]): void => {
        sure = lines;
        possible = [lines];
      };

      for (const { act, texts: some, trouble: what } of steps) {
        if (open === undefined || isClosed || act === 'reopen') {
          open?.user.kill();
          isClosed = false;
          epoch += 1;
          open = await opened(memory, epoch);
          expect(open.setAside).toBe(0);
          expect(possible).toContainEqual(open.lines);
          settle(open.lines);
        }
        const { user, journal } = open;
        if (what.kind === 'killed' || what.kind === 'power') user.killAfter = what.after;
        if (what.kind === 'failing') user.failAfter = what.after;
        if (what.kind === 'full') memory.room = what.after % 300;
        const lines = some.map(newLine);
        const [next, cutOff] =
          act === 'compact'
            ? [lines, [lines]]
            : [[...sure, ...lines], someOf(lines).map((set) => [...sure, ...set])];
        try {
          await (act === 'compact' ? journal.compact(lines) : journal.append(lines));
          settle(next);
        } catch (error) {
          possible = [...possible, ...cutOff];
          isClosed = act === 'compact';
          if (what.kind === 'full' && user.isAlive()) expect(error).toMatchObject({ kind: 'disk-full' });
        }
        user.failAfter = Number.POSITIVE_INFINITY;
        memory.room = Number.POSITIVE_INFINITY;
        if (what.kind === 'power') {
          let nth = 0;
          memory.powerCut(() => what.shares[nth++ % what.shares.length] ?? 0);
        }
        if (!user.isAlive()) open = undefined;
      }
      open?.user.kill();
      expect(possible).toContainEqual(await linesIn(memory));
    }),
    rule,
  );
});

test('of leaders who do not know of each other, what any of them was told is kept is read by the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.array(fc.constantFrom('append', 'append', 'compact', 'open'), { maxLength: 6 }), {
        minLength: 2,
        maxLength: 3,
      }),
      async (scheduler, plans) => {
        const memory = aMemoryFolder();
        const kept: string[] = [];
        const given: string[] = [];
        let epoch = 0;

        async function act(journal: JournalLines, known: string[], what: string): Promise<void> {
          if (what === 'open') {
            epoch += 1;
            known.splice(0, known.length, ...(await journal.open(epoch)).lines);
          } else if (what === 'compact') await journal.compact([...known]);
          else {
            const line = newLine('a note');
            given.push(line);
            await journal.append([line]);
            kept.push(line);
            known.push(line);
          }
        }

        const all = plans.map(async (plan) => {
          const user = memory.newUser(() => scheduler.schedule(Promise.resolve()));
          const journal = createJournalSlots(user.folder, roomBytes);
          const known: string[] = [];
          for (const what of ['open', ...plan])
            await act(journal, known, what).catch((error: unknown) =>
              expect(error).toMatchObject({ kind: expect.stringMatching(/stale-leader|failed/) }),
            );
        });
        await scheduler.waitFor(Promise.all(all));
        const lines = (await opened(memory, 1000)).lines;
        expect(lines).toEqual(expect.arrayContaining(kept));
        expect(given).toEqual(expect.arrayContaining([...lines]));
        expect(new Set(lines).size).toBe(lines.length);
      },
    ),
    rule,
  );
});

test('an append that finds the disk full leaves what can be read as it was, and works when there is room', async () => {
  const memory = aMemoryFolder();
  const { user, journal } = await opened(memory, 1);
  await journal.append([newLine('before')]);
  const before = memory.files.get('slot-0')?.bytes;
  memory.room = 100;
  const long = newLine('x'.repeat(1000));
  await expect(journal.append([long])).rejects.toMatchObject({ kind: 'disk-full' });
  expect(memory.files.get('slot-0')?.bytes.subarray(0, before?.length)).toEqual(before);
  memory.room = 2000;
  await journal.append([long]);
  user.kill();
  expect(await linesIn(memory)).toHaveLength(2);
});

test('what a failed append left is gone with the next one, also where the disk refused to clear it', async () => {
  const memory = aMemoryFolder();
  const { user, journal } = await opened(memory, 1);
  user.failAfter = 1100;
  await expect(journal.append([newLine('x'.repeat(1000))])).rejects.toMatchObject({ kind: 'failed' });
  user.failAfter = Number.POSITIVE_INFINITY;
  await journal.append(['"short"']);
  user.kill();
  expect(await linesIn(memory)).toEqual(['"short"']);
});

test('on a full disk work is kept in the room that was taken before, also by the next leader', async () => {
  const memory = aMemoryFolder();
  const first = await opened(memory, 1);
  memory.room = 0;
  await first.journal.append([newLine('a')]);
  first.user.kill();
  const second = await opened(memory, 2);
  await second.journal.append([newLine('b')]);
  second.user.kill();
  expect(await linesIn(memory)).toHaveLength(2);
});

test('a leader that woke up late is told so, writes into no slot of another, and is read no more', async () => {
  const memory = aMemoryFolder();
  const old = await opened(memory, 1);
  await old.journal.append(['"one"']);
  const next = await opened(memory, 2);
  expect(next.lines).toEqual(['"one"']);
  await next.journal.append(['"two"']);
  await expect(old.journal.append(['"late"'])).rejects.toMatchObject({ kind: 'stale-leader' });
  await expect(old.journal.compact([])).rejects.toMatchObject({ kind: 'stale-leader' });
  next.user.kill();
  expect(await linesIn(memory)).toEqual(['"one"', '"two"']);
});

// A process that is stopped in the middle of a write wakes up there.
test('an append during which another leader came is not told as kept', async () => {
  const memory = aMemoryFolder();
  const { user, journal } = await opened(memory, 1);
  user.onFlush = () => memory.files.get('head')?.bytes.set(toStampBytes({ leader: 2, turn: 0 }));
  await expect(journal.append(['"late"'])).rejects.toMatchObject({ kind: 'stale-leader' });
});

test('an older leader may not open while a newer one lives; of the dead no number is too high', async () => {
  const memory = aMemoryFolder();
  const { user, journal } = await opened(memory, 1000);
  await journal.append(['"one"']);
  await expect(opened(memory, 999)).rejects.toMatchObject({ kind: 'stale-leader' });
  user.kill();
  // The clock was set back and the store is a new one.
  const after = await opened(memory, 5);
  expect(after.lines).toEqual(['"one"']);
  await after.journal.compact(['"two"']);
  after.user.kill();
  expect(await linesIn(memory)).toEqual(['"two"']);
});

test('who lets go of the journal leaves its slot to the next', async () => {
  const memory = aMemoryFolder();
  const { journal } = await opened(memory, 1);
  await journal.append(['"one"']);
  await journal.close();
  expect((await opened(memory, 2)).lines).toEqual(['"one"']);
  expect([...memory.files.keys()]).toEqual(['head', 'slot-0']);
});

test('a slot that its leader lets go of while it is copied is not the one that the copy is written into', async () => {
  const memory = aMemoryFolder();
  const old = await opened(memory, 1);
  await old.journal.append(['"one"']);
  const user = memory.newUser();
  const { isFree } = user.folder;
  const journal = createJournalSlots(
    {
      ...user.folder,
      isFree: async (name) => {
        const answer = await isFree(name);
        if (name !== 'head') await old.journal.close();
        return answer;
      },
    },
    roomBytes,
  );
  // Its number in the head, the stamp taken away, half of the new one.
  user.killAfter = stampBytes + stampBytes + roomBytes + stampBytes / 2;
  await expect(journal.open(2)).rejects.toThrow();
  expect(await linesIn(memory)).toEqual(['"one"']);
});

test('a journal that could not be rewritten takes no more until it was opened again, with every line', async () => {
  for (const after of [0, stampBytes, stampBytes + roomBytes, stampBytes + roomBytes + 1]) {
    const memory = aMemoryFolder();
    const { user, journal } = await opened(memory, 1);
    await journal.append(['"one"']);
    user.failAfter = after;
    await expect(journal.compact(['"one, rewritten"'])).rejects.toMatchObject({ kind: 'failed' });
    user.failAfter = Number.POSITIVE_INFINITY;
    await expect(journal.append(['"two"'])).rejects.toMatchObject({ kind: 'failed' });
    const { lines } = await journal.open(2);
    expect([['"one"'], ['"one, rewritten"']]).toContainEqual(lines);
    await journal.append(['"two"']);
    user.kill();
    expect(await linesIn(memory)).toEqual([...lines, '"two"']);
  }
});

test('a damaged record is counted and stays, through a copy too; the others are read', async () => {
  const memory = aMemoryFolder();
  const { journal } = await opened(memory, 1);
  await journal.append(['"one"', '"TWO"', '"three"']);
  const file = memory.files.get('slot-0');
  const at = Buffer.from(file?.bytes ?? []).indexOf('TWO');
  file?.bytes.set([0], at);
  const copied = await opened(memory, 2);
  expect([copied.lines, copied.setAside]).toEqual([['"one"', '"three"'], 1]);
  await copied.journal.append(['"four"']);
  copied.user.kill();
  expect(await opened(memory, 3)).toMatchObject({ lines: ['"one"', '"three"', '"four"'], setAside: 1 });
});

test('a slot whose stamp is damaged is counted, and nobody writes into it', async () => {
  const memory = aMemoryFolder();
  const first = await opened(memory, 1);
  await first.journal.append(['"one"']);
  first.user.kill();
  memory.files.get('slot-0')?.bytes.set([1], 5);
  const before = memory.files.get('slot-0')?.bytes.slice();
  const { journal, setAside } = await opened(memory, 2);
  expect(setAside).toBe(1);
  await journal.append(['"two"']);
  await journal.compact(['"three"']);
  expect(memory.files.get('slot-0')?.bytes).toEqual(before);
});
