/** Runs in a page: the same rebase over memory and over Dexie, by turns. */
import { Dexie } from 'dexie';
import { createHeldRows, type HeldChange } from '#renderer/data/held-rows.ts';
import { createOverlay, type Listed } from '#renderer/data/overlay.ts';
import { runPending, toPending } from '#renderer/data/pending-mutation.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { writesOf } from '#shared/mutations/mutator.ts';

export type RebaseInput = {
  readonly actor: Actor;
  /** Every row is a copy of it. */
  readonly supportCase: SupportCase;
  readonly counts: {
    readonly held: number;
    readonly pulled: number;
    readonly pending: number;
    readonly rounds: number;
  };
};
export type RebaseTimes = { readonly overlay: readonly number[]; readonly dexie: readonly number[] };

Reflect.set(globalThis, 'measureRebase', measureRebase);

async function measureRebase({ actor, supportCase, counts }: RebaseInput): Promise<RebaseTimes> {
  const changeOf = (nth: number, ver: number): HeldChange => {
    const id = idOf(nth);
    const doc = { ...supportCase, id } as SupportCase;
    const row = Object.freeze({ id, kind: 'case', parent: null, ver, doc }) as Row;
    return { kind: 'case', id, at: ver, row };
  };
  const first = range(counts.held).map((nth) => changeOf(nth, nth + 1));
  const listed = range(counts.pending).map((nth): Listed => {
    const args = { caseId: idOf(nth * 7), text: `note ${nth}` };
    const work = { m: idOf(nth), name: 'case.note', v: 1, args, base: {}, at: toInstant(1_000 + nth) };
    return { pending: toPending(work), isVoid: false };
  });
  const overlay = createOverlay(createHeldRows(), actor);
  overlay.rebase(listed, { changes: first, isAll: true });
  const stored = await storeInDexie(first);
  const times = { overlay: [] as number[], dexie: [] as number[] };
  for (let round = 1; round <= counts.rounds; round++) {
    const changes = range(counts.pulled).map((nth) => changeOf(nth * 3, round * 1_000_000 + nth));
    const begun = performance.now();
    overlay.rebase(listed, { changes, isAll: false });
    times.overlay.push(performance.now() - begun);
    times.dexie.push(await stored.rebase(listed, changes, actor));
  }
  return times;
}

/**
 * The confirmed rows in one table, what the waiting changes made of them in
 * another; a rebase clears the second and writes both in one transaction.
 */
async function storeInDexie(first: readonly HeldChange[]) {
  const dexie = new Dexie('rebase');
  // As rows are asked for: all of a kind, the children of one, what is newest.
  dexie.version(1).stores({ held: 'id, kind, parent, ver', written: 'id, kind, parent, ver' });
  const [held, written] = [dexie.table<Row, string>('held'), dexie.table<Row, string>('written')];
  await held.bulkPut(first.flatMap(({ row }) => row ?? []));
  return {
    rebase: async (listed: readonly Listed[], changes: readonly HeldChange[], actor: Actor) => {
      const begun = performance.now();
      await dexie.transaction('rw', held, written, async () => {
        await written.clear();
        await held.bulkPut(changes.flatMap(({ row }) => row ?? []));
        const ids = listed.map(({ pending }) => String(pending.work.args.caseId));
        const found = await held.bulkGet(ids);
        const buffer = new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, row]])));
        const rows = { find: (_kind: string, id: string) => buffer.get(id)?.doc as never };
        for (const { pending } of listed) {
          const outcome = runPending(pending, rows, actor);
          if (outcome.kind === 'refused') throw new Error(`Refused: ${outcome.code}`);
          for (const { id, kind, parent = null, doc } of writesOf(outcome))
            buffer.set(id, { id, kind, parent, ver: 0, doc } as Row);
        }
        await written.bulkPut([...buffer.values()]);
      });
      return performance.now() - begun;
    },
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, nth) => nth);
}

function idOf(nth: number): string {
  return `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
}
