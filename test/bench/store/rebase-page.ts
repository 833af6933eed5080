/** Runs in a page: the same rebase over memory and over Dexie, by turns. */
import { createHeldRows, type HeldChange } from '#renderer/data/held-rows.ts';
import { createOverlay, type Listed } from '#renderer/data/overlay.ts';
import { runPending, toPending } from '#renderer/data/pending-mutation.ts';
import { createChance } from '#server/demo/seeded.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { type Actor, toActor } from '#shared/domain/people/actor.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { writesOf } from '#shared/mutations/mutator.ts';
import { aPerson } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { inParts, timed, toFlatRow } from '../peers/contender.ts';
import { openDexieRows } from '../peers/dexie.ts';
import { sampleRows } from './sample-rows.ts';

export type RebaseInput = {
  readonly rows: number;
  readonly pulled: number;
  readonly pending: number;
  readonly rounds: number;
};
/** `overlay` and `dexie` take rows out of a text, `sameIds` rows with the strings of the held ones; `found` only looks for rows. */
export type RebaseTimes = {
  readonly overlay: readonly number[];
  readonly dexie: readonly number[];
  readonly sameIds: readonly number[];
  readonly found: readonly number[];
};

Reflect.set(globalThis, 'measureRebase', measureRebase);

async function measureRebase({ rows, pulled, pending, rounds }: RebaseInput): Promise<RebaseTimes> {
  const actor = toActor(aPerson());
  const chance = createChance(pulled);
  const first = sampleRows(rows).map(
    ({ id, kind, parent, ver, doc }) => ({ id, kind, parent, ver, doc }) as Row,
  );
  const cases = first.filter(({ kind }) => kind === 'case');
  const listed = picked(cases, pending).map(({ id }, nth): Listed => {
    const args = { caseId: id, text: `note ${nth}` };
    const work = { m: idOf(`m ${nth}`), name: 'case.note', v: 1, args, base: {}, at: toInstant(1_000 + nth) };
    return { pending: toPending(work), isVoid: false };
  });
  const overlay = createOverlay(createHeldRows(first.map(toChange)), actor);
  overlay.rebase(listed);
  const stored = await storeInDexie(first, listed, actor);
  const byId = new Map(first.map((row) => [row.id, row]));
  const times = {
    overlay: [] as number[],
    dexie: [] as number[],
    sameIds: [] as number[],
    found: [] as number[],
  };
  let ver = 1_000_000;
  for (let round = 1; round <= rounds; round++) {
    const news = newer().map(outOfText);
    const changes = news.map(toChange);
    await timed(times.overlay, () => overlay.rebase(listed, { changes, isAll: false }));
    await timed(times.dexie, () => stored.rebase(news));
    const same = newer().map(toChange);
    await timed(times.sameIds, () => overlay.rebase(listed, { changes: same, isAll: false }));
    const ids = newer().map((row) => outOfText(row).id);
    await timed(times.found, () => {
      if (ids.some((id) => !byId.has(id))) throw new Error('A row is not there');
    });
  }
  return times;

  function newer(): readonly Row[] {
    ver += 1_000_000;
    return picked(first, pulled).map((row) => ({ ...row, ver: row.ver + ver }));
  }

  /** Different ones, from anywhere among them. */
  function picked(all: readonly Row[], count: number): readonly Row[] {
    const some = new Set<Row>();
    while (some.size < count) some.add(chance.pick(all));
    return [...some];
  }
}

/**
 * Rows as confirmed, what the waiting changes made of them written over them. A
 * rebase puts back what was there before, applies what came, runs the changes
 * again, and writes what all that makes of the rows in one transaction. What was
 * there before is at hand in memory.
 */
async function storeInDexie(first: readonly Row[], listed: readonly Listed[], actor: Actor) {
  const table = openDexieRows();
  await inParts(first.map(toFlatRow), (part) => table.bulkPut(part));
  const ids = new Set(listed.map(({ pending }) => String(pending.work.args.caseId)));
  const confirmed = new Map(first.filter(({ id }) => ids.has(id)).map((row) => [row.id, row]));

  async function rebase(news: readonly Row[]): Promise<void> {
    await table.db.transaction('rw', table, async () => {
      const buffer = new Map<string, Row>(confirmed);
      for (const row of news) {
        buffer.set(row.id, row);
        if (ids.has(row.id)) confirmed.set(row.id, row);
      }
      const rows = { find: (_kind: string, id: string) => buffer.get(id)?.doc as never };
      for (const { pending } of listed) {
        const outcome = runPending(pending, rows, actor);
        if (outcome.kind === 'refused') throw new Error(`Refused: ${outcome.code}`);
        for (const { id, kind, parent = null, doc } of writesOf(outcome))
          buffer.set(id, { id, kind, parent, ver: 0, doc } as Row);
      }
      await table.bulkPut([...buffer.values()].map(toFlatRow));
    });
  }

  await rebase([]);
  return { rebase };
}

function toChange(row: Row): HeldChange {
  return { kind: row.kind, id: row.id, at: row.ver, row: Object.freeze(row) };
}

/** As it comes out of the text of a pull: its id is another string than that of the row held. */
function outOfText(row: Row): Row {
  return JSON.parse(JSON.stringify(row));
}
