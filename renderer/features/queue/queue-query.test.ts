import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '#shared/domain/kinds.ts';
import { aCase, aWorld, caseOf, walk } from '#test/support/world.ts';
import { type QueueItem, toQueueItem } from './queue-item.ts';
import { type QueueQuery, queueOrders, queueViews, selectQueue } from './queue-query.ts';

const world = aWorld();
const me = world.people.agent.id;

function itemOf(caseId: string, parts: Partial<Row<'case'>['doc']> = {}): QueueItem {
  const doc = { ...caseOf(world, caseId), ...parts };
  return toQueueItem(
    { id: doc.id, kind: 'case', parent: null, ver: 1, doc },
    {
      findCustomer: (id) => {
        const customer = world.rows.find('customer', id);
        return customer && { id, kind: 'customer', parent: null, ver: 1, doc: customer };
      },
      findVersion: (id) => ({ id, kind: 'flow-version', parent: null, ver: 1, doc: world.version }),
    },
  );
}

const opened = aCase(world, {
  caseId: '01900000-0000-7000-8000-000000000001',
  subject: 'Não consigo emitir',
});
const asked = aCase(world, { caseId: '01900000-0000-7000-8000-000000000002' });
walk(world, asked.id, 'G1-no');
const ended = aCase(world, { caseId: '01900000-0000-7000-8000-000000000003' });
walk(world, ended.id, 'G1-yes', 'G2-base', 'S4-M3');

const all = [itemOf(opened.id, { assigneeId: me }), itemOf(asked.id), itemOf(ended.id)];
const anything: QueueQuery = { view: 'open', order: 'changed', tone: null, stepId: null, text: '' };
const idsFor = (query: Partial<QueueQuery>) =>
  selectQueue(all, { ...anything, ...query }, me).map(({ id }) => id);

test('each view answers its own question', () => {
  expect(idsFor({ view: 'mine' })).toEqual([opened.id]);
  expect(idsFor({ view: 'unassigned' })).toEqual([asked.id]);
  expect(idsFor({ view: 'waiting' })).toEqual([asked.id]);
  expect(idsFor({ view: 'ended' })).toEqual([ended.id]);
});

test('text is found without accents, in any order of its words, by subject, customer and local code', () => {
  expect(idsFor({ text: 'EMITIR nao' })).toEqual([opened.id]);
  expect(idsFor({ text: opened.localCode.toLowerCase() })).toContain(opened.id);
  expect(idsFor({ text: 'queiroz' })).toHaveLength(2);
  expect(idsFor({ text: 'nada disso' })).toEqual([]);
});

test('a lane or a step alone', () => {
  expect(idsFor({ tone: 'client' })).toEqual([asked.id]);
  expect(idsFor({ stepId: opened.position.tokens[0]?.elementId ?? null })).toEqual([opened.id]);
});

test('an order is the same however the cases arrive', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          openedAt: fc.nat(3),
          changedAt: fc.nat(3),
          priority: fc.constantFrom('low', 'normal', 'high'),
        }),
      ),
      fc.constantFrom(...queueOrders),
      fc.constantFrom(...queueViews),
      (parts, order, view) => {
        const items = parts.map(
          (part, place): QueueItem => ({ ...(all[0] as QueueItem), ...part, id: `${place}` }) as QueueItem,
        );
        const query = { ...anything, order, view };
        expect(selectQueue([...items].reverse(), query, me)).toEqual(selectQueue(items, query, me));
      },
    ),
  );
});
