import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';
import { must } from '#shared/lib/must.ts';
import { seed } from '#test/support/seed.ts';
import { aCase, aWorld, caseOf, walk } from '#test/support/world.ts';
import { type CaseRows, createCaseTable } from './case-table.ts';
import { findPlace, toQueueItem } from './queue-item.ts';
import { type CaseQuery, queueOrders, queueViews, toStepKey } from './queue-query.ts';

const world = aWorld();
const me = world.people.agent.id;
const versions: CaseRows['versions'] = [
  { id: world.version.id, kind: 'flow-version', parent: null, ver: 1, doc: world.version },
];

type Case = Row<'case'>['doc'];

function aRow(caseId: string, parts: Partial<Case> = {}, ver = 1): Row<'case'> {
  const doc = { ...caseOf(world, caseId), ...parts };
  return { id: doc.id, kind: 'case', parent: null, ver, doc };
}

const opened = aCase(world, {
  caseId: '01900000-0000-7000-8000-000000000001',
  subject: 'Não consigo emitir',
});
const asked = aCase(world, { caseId: '01900000-0000-7000-8000-000000000002' });
walk(world, asked.id, 'G1-no');
const ended = aCase(world, { caseId: '01900000-0000-7000-8000-000000000003' });
walk(world, ended.id, 'G1-yes', 'G2-base', 'S4-M3');

const customers: CaseRows['customers'] = world
  .all('customer')
  .map((doc) => ({ id: doc.id, kind: 'customer', parent: null, ver: 1, doc }));
const laneOf = (step: string) =>
  must(findPlace(world.version, elementIdSchema.parse(step)), step).laneKeys['pt-BR'];
const anything: CaseQuery = { view: 'open', order: 'changed', laneKey: null, stepKey: null, text: '' };

function idsIn(table: ReturnType<typeof createCaseTable>, query: Partial<CaseQuery>): readonly string[] {
  const list = table.select({ ...anything, ...query }, me);
  return Array.from({ length: list.length }, (_, index) => list.itemAt(index).id);
}

function idsFor(query: Partial<CaseQuery>): readonly string[] {
  const table = createCaseTable('pt-BR');
  const cases = [aRow(opened.id, { assigneeId: me }), aRow(asked.id), aRow(ended.id)];
  table.update({ cases, versions, customers });
  return idsIn(table, query);
}

test('each view answers its own question', () => {
  expect(idsFor({ view: 'mine' })).toEqual([opened.id]);
  expect(idsFor({ view: 'unassigned' })).toEqual([asked.id]);
  expect(idsFor({ view: 'waiting' })).toEqual([asked.id]);
  expect(idsFor({ view: 'ended' })).toEqual([ended.id]);
  expect(idsFor({ view: 'any' })).toHaveLength(3);
});

test('text is found without accents, in any order of its words, by subject, customer and local code', () => {
  expect(idsFor({ text: 'EMITIR nao' })).toEqual([opened.id]);
  expect(idsFor({ text: opened.localCode.toLowerCase() })).toContain(opened.id);
  const { organization, code } = customers.find(({ id }) => id === opened.customerId)?.doc ?? {};
  expect(idsFor({ text: String(organization) })).toContain(opened.id);
  expect(idsFor({ text: String(code) })).toContain(opened.id);
  expect(idsFor({ text: 'queiroz' })).toHaveLength(2);
  expect(idsFor({ text: 'nada disso' })).toEqual([]);
});

test('a case is found by its number and by those it had before a restore, beside whoever has them now', () => {
  const table = createCaseTable('pt-BR');
  const cases = [
    aRow(opened.id, { number: 100_007, formerNumbers: [1042] }),
    aRow(asked.id, { number: 1042 }),
  ];
  table.update({ cases, versions, customers });
  expect(idsIn(table, { text: '#100007' })).toEqual([opened.id]);
  expect(new Set(idsIn(table, { text: '1042' }))).toEqual(new Set([opened.id, asked.id]));
});

test('a lane or a step alone', () => {
  expect(idsFor({ laneKey: laneOf('S1b') })).toEqual([asked.id]);
  expect(
    idsFor({ stepKey: toStepKey(opened.flowId, must(opened.position.tokens[0], 'a token').elementId) }),
  ).toEqual([opened.id]);
});

test('a customer who is called otherwise is found by the new name', () => {
  const table = createCaseTable('pt-BR');
  const cases = [aRow(opened.id)];
  table.update({ cases, versions, customers });
  expect(idsIn(table, { text: 'queiroz' })).toHaveLength(1);
  const renamed = customers.map((row) => ({ ...row, ver: 2, doc: { ...row.doc, name: 'Marta Prado' } }));
  table.update({ cases, versions, customers: renamed });
  expect(idsIn(table, { text: 'queiroz' })).toEqual([]);
  expect(idsIn(table, { text: 'prado' })).toHaveLength(1);
});

/** The same by looking at every case. */
function expected(rows: CaseRows, query: CaseQuery): readonly string[] {
  const rank = { high: 0, normal: 1, low: 2 };
  const lines = rows.cases.map((row) => ({
    doc: row.doc,
    item: toQueueItem(
      row,
      rows.customers.find(({ id }) => id === row.doc.customerId),
      rows.versions.find(({ id }) => id === row.doc.flowVersionId),
    ),
    place: findPlace(world.version, row.doc.position.tokens[0]?.elementId),
  }));
  const isWanted = ({ doc, item, place }: (typeof lines)[number]) =>
    ({
      mine: !item.isEnded && doc.assigneeId === me,
      unassigned: !item.isEnded && doc.assigneeId === null,
      open: !item.isEnded,
      waiting: !item.isEnded && place?.isCustomers === true,
      ended: item.isEnded,
      any: true,
    })[query.view] &&
    (query.laneKey === null || place?.laneKeys['pt-BR'] === query.laneKey) &&
    fold(query.text)
      .split(' ')
      .every((word) => fold(`${doc.subject} ${item.customer} ${item.name}`).includes(word));
  return lines
    .filter(isWanted)
    .map(({ doc }) => doc)
    .sort((one, other) => {
      const byId = one.id < other.id ? -1 : 1;
      const byAge = one.openedAt - other.openedAt || byId;
      if (query.order === 'changed') return other.changedAt - one.changedAt || byId;
      return query.order === 'oldest' ? byAge : rank[one.priority] - rank[other.priority] || byAge;
    })
    .map(({ id }) => id);
}

const someCase = fc.record({
  template: fc.constantFrom(opened.id, asked.id, ended.id),
  openedAt: fc.nat(3).map((at) => at as Case['openedAt']),
  changedAt: fc.nat(3).map((at) => at as Case['changedAt']),
  priority: fc.constantFrom('low', 'normal', 'high'),
  assigneeId: fc.constantFrom(me, world.people.colleague.id, null),
});
const someQuery: fc.Arbitrary<CaseQuery> = fc.record({
  view: fc.constantFrom(...queueViews, 'any'),
  order: fc.constantFrom(...queueOrders),
  laneKey: fc.constantFrom(laneOf('S1b'), laneOf('S2'), null),
  stepKey: fc.constant(null),
  text: fc.constantFrom('', 'nao'),
});

test('however cases come, change and leave, a list is what looking at every one of them gives', () => {
  const step = fc.record({
    changes: fc.array(fc.tuple(fc.nat(20), fc.option(someCase, { nil: null })), { maxLength: 12 }),
    query: someQuery,
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const table = createCaseTable('pt-BR');
      const held = new Map<string, Row<'case'>>();
      for (const { changes, query } of steps) {
        for (const [n, parts] of changes) {
          const id = `01900000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}` as Case['id'];
          if (parts === null) held.delete(id);
          else {
            const { template, ...rest } = parts;
            held.set(id, aRow(template, { ...rest, id }, (held.get(id)?.ver ?? 0) + 1));
          }
        }
        const rows = { cases: [...held.values()], versions, customers };
        table.update(rows);
        expect(idsIn(table, query)).toEqual(expected(rows, query));
        const list = table.select(query, me);
        for (let index = 0; index < list.length; index += 1)
          expect(list.indexOf(list.itemAt(index).id)).toBe(index);
        expect(list.indexOf('nobody')).toBe(-1);
        const page = table.select(query, me, 2);
        expect(Array.from({ length: page.length }, (_, index) => page.itemAt(index).id)).toEqual(
          idsIn(table, query).slice(0, 2),
        );
      }
    }),
    { seed },
  );
});
