import { expect, test } from 'vitest';
import type { RowsView } from '#renderer/data/client.ts';
import { createHeldRows, type HeldChange } from '#renderer/data/held-rows.ts';
import { createOverlay, type Overlay } from '#renderer/data/overlay.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { later, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf } from '#test/support/world.ts';
import { type CaseTable, createCaseTable } from './case-table.ts';
import { catchUp, isFarBehind } from './catch-up.ts';
import { type QueueOrder, queueOrders } from './queue-query.ts';

const world = aWorld();
const sample = caseOf(world, aCase(world, { caseId: idOf('sample') }).id);

/** Cases that have come, changed and opened at moments that follow nothing. */
function coming(count: number, from = 0): readonly HeldChange[] {
  return Array.from({ length: count }, (_, index) => {
    const nth = from + index;
    const moment = (factor: number) => later(monday, ((nth * factor) % 5_003) * 1000);
    const id = `${String(nth).padStart(8, '0')}-0000-7000-8000-000000000000` as typeof sample.id;
    const doc = { ...sample, id, changedAt: moment(7_919), openedAt: moment(104_729) };
    return { kind: 'case', id, at: 1, row: { id, kind: 'case', parent: null, ver: 1, doc } };
  });
}

const viewOf = (count: number): Overlay =>
  createOverlay(createHeldRows(coming(count)), toActor(world.people.agent));

function bringUpToDate(table: CaseTable, rows: RowsView): void {
  table.update({
    cases: rows.all('case'),
    versions: rows.all('flow-version'),
    customers: rows.all('customer'),
  });
}

function idsIn(table: CaseTable, order: QueueOrder): readonly string[] {
  const list = table.select({ view: 'any', order, laneKey: null, stepKey: null, text: '' }, '');
  return Array.from({ length: list.length }, (_, index) => list.itemAt(index).id);
}

test('very many cases are put in order a part at a time, and stand as if they had come at once', async () => {
  const rows = viewOf(23_000);
  const table = createCaseTable('pt-BR');
  const counts: number[] = [];
  await catchUp(table, rows, 'changed', { pause: async () => void counts.push(table.count()) });
  expect(counts).toEqual([5_000, 10_000, 15_000, 20_000]);
  bringUpToDate(table, rows);
  const atOnce = createCaseTable('pt-BR');
  bringUpToDate(atOnce, rows);
  for (const order of queueOrders) expect(idsIn(table, order)).toEqual(idsIn(atOnce, order));
});

test('what comes meanwhile is taken too, by however many lists that wait', async () => {
  const rows = viewOf(12_000);
  const table = createCaseTable('pt-BR');
  let more = coming(9_000, 12_000);
  const pause = async () => {
    rows.rebase([], { isAll: false, changes: more });
    more = [];
  };
  await Promise.all(queueOrders.map((order) => catchUp(table, rows, order, { pause })));
  expect(isFarBehind(table, 21_000)).toBe(false);
  bringUpToDate(table, rows);
  expect(new Set(idsIn(table, 'oldest')).size).toBe(21_000);
});

test('few cases wait for nothing', () => {
  const table = createCaseTable('pt-BR');
  expect(isFarBehind(table, 5_000)).toBe(false);
  expect(isFarBehind(table, 5_001)).toBe(true);
});
