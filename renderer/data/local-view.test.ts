import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seenCaseIn } from '#shared/domain/case/refusal.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { type Kind, kinds, type Row } from '#shared/domain/kinds.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aCustomer, aPerson, aTeam, caseToOpen, monday } from '../../test/support/builders.ts';
import { heflo } from '../../test/support/flows.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import { companyRows } from '../../test/support/sync-space.ts';
import { fullWork } from '../../test/support/walk.ts';
import { isPending } from './client.ts';
import { createHeldRows, type HeldChange } from './held-rows.ts';
import { createLocalView, type LocalView } from './local-view.ts';
import type { Work } from './pending-mutation.ts';

const actor = toActor(aPerson());
const customerId = aCustomer().id;

const company: readonly HeldChange[] = companyRows().map(({ kind, id, doc }, n) => {
  const row = { kind, id, parent: null, ver: n + 1, doc } as Row;
  return { kind, id, at: row.ver, row };
});

function aView(): LocalView {
  const view = createLocalView(actor);
  view.update([], { isAll: true, held: createHeldRows(company) });
  return view;
}

const customerAt = (ver: number, phone: string): HeldChange => {
  const row: Row = { kind: 'customer', id: customerId, parent: null, ver, doc: aCustomer({ phone }) };
  return { kind: 'customer', id: customerId, at: ver, row };
};

let made = 0;
function propose(view: LocalView, name: string, args: object): Work | undefined {
  made += 1;
  const proposal = view.propose(name, args, { m: idOf(`m ${made}`), at: toInstant(monday + made) });
  return proposal.kind === 'applied' ? proposal.work : undefined;
}

function shown(view: LocalView): unknown {
  return (Object.keys(kinds) as Kind[]).map((kind) =>
    [...view.rows.all(kind)].sort((one, other) => (one.id < other.id ? -1 : 1)),
  );
}

const firstCase = idOf('case first');
const caseIds = [firstCase, idOf('case second')];
const aMutation = fc.oneof(
  fc.record({
    name: fc.constant('case.open'),
    args: fc.constantFrom(...caseIds).map((caseId) => caseToOpen({ caseId, flowId: heflo.flowId })),
  }),
  fc.record({
    name: fc.constant('case.note'),
    args: fc.record({ caseId: fc.constantFrom(...caseIds), text: fc.constantFrom('um', 'dois') }),
  }),
  fc.record({
    name: fc.constant('customer.edit'),
    args: fc.record({ customerId: fc.constant(customerId), fields: fc.record({ phone: fc.string() }) }),
  }),
);
const anAct = fc.oneof(
  { weight: 3, arbitrary: aMutation },
  /** The server confirms so many of the oldest, or tells of a change of somebody else. */
  fc.record({ settle: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ phone: fc.string() }),
);

test('what a person may do follows their row, in work that waits too', () => {
  const view = aView();
  const before = view.actor();
  expect(before).toEqual(actor);
  const work = must(
    propose(view, 'case.open', caseToOpen({ caseId: firstCase, flowId: heflo.flowId })),
    'work',
  );
  const assignee = () => view.rows.find('case', firstCase)?.doc.assigneeId;
  expect(assignee()).toBeNull();
  const list = [{ work, isVoid: false }];
  view.update(list, { changes: [customerAt(101, '1')], isAll: false });
  expect(view.actor()).toBe(before);
  const person = aPerson({ roles: ['field'] });
  const row: Row = { kind: 'person', id: person.id, parent: null, ver: 102, doc: person };
  view.update(list, { changes: [{ kind: 'person', id: person.id, at: 102, row }], isAll: false });
  expect(view.actor().roles).toEqual(['field']);
  // Whoever works in the field has what they open.
  expect(assignee()).toBe(person.id);
});

test('what is shown is always the pending work run over the held rows', () => {
  fc.assert(
    fc.property(fc.array(anAct, { maxLength: 25 }), (acts) => {
      const view = aView();
      let works: readonly Work[] = [];
      let held: readonly HeldChange[] = company;
      let ver = 100;
      const list = () => works.map((work) => ({ work, isVoid: false }));
      for (const act of acts) {
        if ('name' in act)
          works = [...works, ...([propose(view, act.name, act.args)].filter(Boolean) as Work[])];
        else if ('settle' in act) {
          works = works.slice(act.settle);
          view.update(list());
        } else {
          ver += 1;
          const change = customerAt(ver, act.phone);
          held = [...held, change];
          view.update(list(), { changes: [change], isAll: false });
        }
        // Read in between, so that what was made when asked for must be made again.
        shown(view);
        const other = createLocalView(actor);
        other.update(list(), { isAll: true, held: createHeldRows(held) });
        expect(shown(view)).toEqual(shown(other));
      }
    }),
    { seed },
  );
});

test('a list is the same array until a row of its kind changes', () => {
  const view = aView();
  propose(view, 'case.open', caseToOpen({ caseId: firstCase, flowId: heflo.flowId }));
  const [cases, customers] = [view.rows.all('case'), view.rows.all('customer')];
  propose(view, 'customer.edit', { customerId, fields: { phone: '1' } });
  expect(view.rows.all('case')).toBe(cases);
  expect(view.rows.all('customer')).not.toBe(customers);
});

test('the events of another case stay the same array', () => {
  const view = aView();
  const [first, second] = caseIds as [string, string];
  for (const caseId of caseIds) propose(view, 'case.open', caseToOpen({ caseId, flowId: heflo.flowId }));
  const events = view.rows.childrenOf('event', first);
  propose(view, 'case.note', { caseId: second, text: 'um' });
  expect(view.rows.childrenOf('event', first)).toBe(events);
  propose(view, 'case.note', { caseId: first, text: 'um' });
  expect(view.rows.childrenOf('event', first)).toHaveLength(events.length + 1);
});

test('predictions are in the order they were made, after everything confirmed', () => {
  const view = aView();
  const caseId = firstCase;
  propose(view, 'case.open', caseToOpen({ caseId, flowId: heflo.flowId }));
  for (const text of ['um', 'dois', 'três']) propose(view, 'case.note', { caseId, text });
  const events = view.rows.childrenOf('event', caseId);
  expect(events.every(isPending)).toBe(true);
  expect(events.map(({ doc }) => ('text' in doc.happening ? doc.happening.text : ''))).toEqual([
    caseToOpen({ flowId: heflo.flowId }).text,
    'um',
    'dois',
    'três',
  ]);
  expect(events.map(({ ver }) => ver)).toEqual([...events.map(({ ver }) => ver)].sort((a, b) => a - b));
});

test('the base tells what the author saw, own earlier edits included', () => {
  const view = aView();
  const before = aCustomer().phone;
  const first = propose(view, 'customer.edit', { customerId, fields: { phone: '1' } });
  const second = propose(view, 'customer.edit', { customerId, fields: { phone: '2' } });
  expect(first?.base).toMatchObject({ [customerId]: { phone: before } });
  expect(second?.base).toMatchObject({ [customerId]: { phone: '1' } });
});

test('a field given and left alone is in the base, so that it is known to be nobody’s change', () => {
  const view = aView();
  const { name, phone } = aCustomer();
  const work = propose(view, 'customer.edit', { customerId, fields: { name, phone: '9' } });
  expect(work?.base).toMatchObject({ [customerId]: { name, phone } });
});

test('the base of a case tells what its author called it, and in which words', () => {
  const view = aView();
  const caseId = firstCase;
  propose(view, 'case.open', caseToOpen({ caseId, flowId: heflo.flowId }));
  const { number, localCode, subject, flowVersionId } = must(view.rows.find('case', firstCase)?.doc, 'it');
  const note = must(propose(view, 'case.note', { caseId, text: 'um' }), 'a note');
  expect(seenCaseIn({ base: note.base, caseId: caseIdSchema.parse(caseId) })).toEqual({
    ...{ number, localCode, subject, flowVersionId },
  });
});

test('what is refused here is not kept, and the screen is as before', () => {
  const view = aView();
  const before = shown(view);
  expect(
    propose(view, 'customer.edit', { customerId: idOf('nobody'), fields: { phone: '1' } }),
  ).toBeUndefined();
  expect(shown(view)).toEqual(before);
});

test('a listener is called once for one change', () => {
  const view = aView();
  let calls = 0;
  view.rows.subscribe(() => {
    calls += 1;
  });
  const work = must(
    propose(view, 'case.open', caseToOpen({ caseId: firstCase, flowId: heflo.flowId })),
    'work',
  );
  expect(calls).toBe(1);
  view.update([{ work, isVoid: false }]);
  expect(calls).toBe(1);
  view.update([], { changes: [customerAt(100, '1')], isAll: false });
  expect(calls).toBe(2);
});

test('work of a build this one does not know is kept and changes nothing here', () => {
  const view = aView();
  const before = shown(view);
  const work: Work = { m: idOf('m'), name: 'case.foretell', v: 9, args: {}, base: {}, at: monday };
  view.update([{ work, isVoid: false }]);
  expect(shown(view)).toEqual(before);
});

test('work the server would not read is shown as refused, with every word', () => {
  const view = aView();
  const work = must(propose(view, 'customer.edit', { customerId, fields: { phone: '7' } }), 'work');
  view.update([{ work, isVoid: true }]);
  const refusal = must(view.rows.all('refusal')[0], 'a refusal');
  expect(refusal.doc).toMatchObject({ m: work.m, name: 'customer.edit', args: work.args, settledAt: null });
  expect(view.rows.find('customer', customerId)?.doc.phone).toBe(aCustomer().phone);
  expect(view.findVoid(refusal.id)).toEqual(work);
});

test('a NUL or half a character pasted into a text does not stop it', () => {
  const view = aView();
  const work = propose(view, 'customer.edit', {
    customerId,
    fields: { phone: '1\u00002\ud800', name: 'Zé 🙂' },
  });
  expect(work?.args.fields).toEqual({ phone: '12\ufffd', name: 'Zé 🙂' });
});

test('a team of the company is still found after a new generation replaced everything', () => {
  const view = aView();
  view.update([], { isAll: true, held: createHeldRows(company.filter(({ kind }) => kind === 'team')) });
  expect(view.rows.all('customer')).toEqual([]);
  expect(view.rows.find('team', aTeam().id)?.doc).toEqual(aTeam());
});

test('work on a case that is not on this computer is sent, and shown once the case is here', () => {
  const author = aView();
  propose(author, 'case.open', caseToOpen({ caseId: firstCase, flowId: heflo.flowId }));
  const doc = must(author.rows.find('case', firstCase), 'a case').doc;
  const row: Row = { kind: 'case', id: firstCase, parent: null, ver: 500, doc };
  const view = aView();
  const work = must(propose(view, 'case.note', { caseId: firstCase, text: 'They called again.' }), 'work');
  expect(view.rows.all('event')).toEqual([]);
  const changes = [{ kind: 'case' as const, id: firstCase, at: 500, row }];
  view.update([{ work, isVoid: false }], { changes, isAll: false });
  expect(view.rows.childrenOf('event', firstCase)).toHaveLength(1);
});

test('what is missing beside the case would be here if there were any: that is refused at once', () => {
  const args = { caseId: firstCase, to: idOf('nobody'), before: null };
  expect(propose(aView(), 'case.assign', args)).toBeUndefined();
});

test('work whose effect is held already is not done a second time, while nobody has said so', () => {
  const view = aView();
  const caseId = firstCase;
  const opened = propose(view, 'case.open', caseToOpen({ caseId, flowId: heflo.flowId }));
  const [token] = must(view.rows.find('case', caseId), 'a case').doc.position.tokens;
  const { id: tokenId, elementId, attempt } = must(token, 'where it stands');
  const outcome = 'G1-no';
  const done = { caseId, tokenId, elementId, attempt, outcome, ...fullWork(heflo, 'S2', outcome) };
  const works = [opened, propose(view, 'case.completeStep', done)];
  const rows = [...view.rows.all('case'), ...view.rows.all('event')];
  const changes = rows.map((row, n): HeldChange => {
    const ver = 200 + n;
    return { kind: row.kind, id: row.id, at: ver, row: { ...row, ver } as Row };
  });
  const list = works.map((work) => ({ work: must(work, 'work'), isVoid: false }));
  view.update(list, { changes, isAll: false });
  const happenings = view.rows.childrenOf('event', caseId).map(({ doc }) => doc.happening.kind);
  expect(happenings).toEqual(['opened', 'step-completed']);
  expect(view.rows.find('case', caseId)?.doc.lateIds).toEqual([]);
});
