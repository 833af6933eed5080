import { expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { aField, aFlow, automatic, end, gateway, start, step, thrown, words } from '#test/support/a-flow.ts';
import { aCustomer, aPerson, caseToOpen, hours, later, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, outcomeOf, run } from '#test/support/world.ts';

const newCustomer = {
  name: 'Joana Lima',
  code: '',
  organization: '',
  email: '',
  phone: '',
  language: 'es' as const,
};

test('an opened case stands at the first step, with its number, and its position is the fold of its events', () => {
  const world = aWorld();
  const opened = aCase(world);
  expect(opened.number).toBe(4801);
  expect(opened.position.tokens.map((token) => token.elementId)).toEqual(['S2']);
  expect(foldPosition(world.eventsOf(opened.id))).toEqual(opened.position);
});

test('a customer not known yet is written down in the same breath, and the case speaks their language', () => {
  const world = aWorld();
  const opened = aCase(world, { customerId: idOf('customer new'), newCustomer });
  expect(world.rows.find('customer', idOf('customer new'))?.name).toBe('Joana Lima');
  expect(opened.language).toBe('es');
});

test('a customer somebody else wrote down meanwhile stays as it is', () => {
  const world = aWorld();
  aCase(world, { newCustomer });
  expect(world.rows.find('customer', aCustomer().id)).toEqual(aCustomer());
});

test('an imported case keeps the moment the customer asked; a moment in the future becomes now', () => {
  const world = aWorld();
  const old = aCase(world, { caseId: idOf('old'), openedAt: later(monday, -hours(30)) });
  expect(old.openedAt).toBe(later(monday, -hours(30)));
  expect(world.eventsOf(old.id)[0]?.at).toBe(old.openedAt);
  const at = later(monday, hours(1));
  done(
    world,
    'case.open',
    caseToOpen({ flowId: world.version.flowId, caseId: idOf('future'), openedAt: later(at, hours(9)) }),
    { at },
  );
  expect(caseOf(world, idOf('future')).openedAt).toBe(at);
});

test('the same case is not opened twice', () => {
  const world = aWorld();
  aCase(world);
  expect(run(world, 'case.open', caseToOpen({ flowId: world.version.flowId }))).toMatchObject({
    code: 'already-exists',
  });
});

test('nobody opens a case in a team that is not theirs', () => {
  const world = aWorld();
  const args = caseToOpen({ flowId: world.version.flowId });
  expect(run(world, 'case.open', args, { actor: world.people.outsider })).toMatchObject({
    code: 'not-in-team',
  });
});

test('a flow or a customer that is not there is refused', () => {
  const world = aWorld();
  const args = caseToOpen({ flowId: world.version.flowId });
  expect(outcomeOf(world, 'case.open', { ...args, flowId: idOf('nowhere') })).toMatchObject({
    code: 'not-found',
  });
  expect(outcomeOf(world, 'case.open', { ...args, customerId: idOf('nobody') })).toMatchObject({
    code: 'not-found',
  });
});

test('opened again after a restore, a case keeps the numbers it was told; a computer that says so at once is not believed', () => {
  const told = { number: 1042, formerNumbers: [7] };
  for (const [isAgain, formerNumbers] of [
    [true, [1042, 7]],
    [false, []],
  ] as const) {
    const world = aWorld();
    const args = caseToOpen({ flowId: world.version.flowId });
    done(world, 'case.open', args, { isAgain, base: { [args.caseId]: told } });
    expect(caseOf(world, args.caseId)).toMatchObject({ number: 4801, formerNumbers });
  }
});

test('of what a computer says it was told only numbers are kept, each once, and not the one it has', () => {
  for (const [told, formerNumbers] of [
    [{ number: 4801, formerNumbers: [] }, []],
    [{ number: 12, formerNumbers: [12, 4801] }, [12]],
    [{ number: -3, formerNumbers: [] }, []],
    [{ number: '12' }, []],
    [{ number: 1, formerNumbers: Array.from({ length: 500 }, (_, n) => n + 1) }, []],
  ] as const) {
    const world = aWorld();
    const args = caseToOpen({ flowId: world.version.flowId });
    done(world, 'case.open', args, { isAgain: true, base: { [args.caseId]: told } });
    expect(caseOf(world, args.caseId).formerNumbers).toEqual(formerNumbers);
  }
});

test('a rule at the beginning decides by what the case is; what is found out there stays on it and is told', () => {
  const table = {
    ...{ id: 'desk', name: words('desk'), hitPolicy: 'first' },
    inputs: [{ expression: 'category', label: words('category') }],
    outputs: [{ id: 'desk', label: words('desk') }],
    rules: [{ when: ['"billing"'], gives: ['"Finance"'] }],
  };
  const version = aFlow(
    [
      start(),
      automatic('look', { task: 'rule', decisionId: 'desk' }),
      thrown('tell', { kind: 'message', messageId: 'M' }),
      gateway('G', 'exclusive'),
      step('called'),
      step('wrote'),
      end(),
    ],
    [
      ...['start-look', 'look-tell', 'tell-G', 'G-called if channel = "phone"', 'G-wrote else'],
      ...['called-end', 'wrote-end'],
    ],
    {
      decisions: [table],
      messages: [{ id: 'M', name: words('M'), to: 'customer', text: words('Desk: {desk}') }],
    },
  );
  for (const [channel, place] of [
    ['phone', 'called'],
    ['email', 'wrote'],
  ] as const) {
    const world = aWorld({ version });
    const opened = aCase(world, { channel, category: 'billing' });
    expect(opened.position.tokens.map(({ elementId }) => String(elementId))).toEqual([place]);
    expect(opened.form).toEqual({ desk: 'Finance' });
    expect(world.eventsOf(opened.id)[0]?.messages).toMatchObject([{ text: 'Desk: Finance' }]);
  }
});

test('field staff keep the case they open, also where it begins in another lane', () => {
  const version = aFlow([start(), step('A'), end()], ['start-A', 'A-end']);
  const world = aWorld({ version });
  const field = aPerson({ name: 'Rui Sena', roles: ['field'] });
  world.put('person', field);
  const args = caseToOpen({ flowId: version.flowId });
  done(world, 'case.open', args, { actor: field });
  expect(caseOf(world, args.caseId).assigneeId).toBe(field.id);
});

const orders = aFlow(
  [
    start('start', { form: [aField('order', { isRequired: true }), aField('gift', { type: 'yes-no' })] }),
    gateway('G', 'exclusive'),
    step('wrap'),
    step('pack'),
    end(),
  ],
  ['start-G', 'G-wrap if gift', 'G-pack else', 'wrap-end', 'pack-end'],
);
const ordered = (form: Readonly<Record<string, string>>, flowVersionId: string = orders.id) => ({
  ...caseToOpen({ flowId: orders.flowId }),
  byHand: { flowVersionId, form },
});

test('what the start asks is kept on the case and in its history, and the rules after it go by it', () => {
  const world = aWorld({ version: orders });
  const form = { order: 'A-7', gift: 'yes' };
  done(world, 'case.open', ordered(form));
  const opened = caseOf(world, ordered(form).caseId);
  expect(opened.form).toEqual(form);
  expect(opened.position.tokens.map(({ elementId }) => String(elementId))).toEqual(['wrap']);
  expect(world.eventsOf(opened.id)[0]?.happening).toMatchObject({ kind: 'opened', form });
});

test('who opens a case by hand answers what the start must have; what asked nobody is taken as it is', () => {
  const world = aWorld({ version: orders });
  expect(run(world, 'case.open', ordered({ gift: 'yes' }))).toMatchObject({
    ...{ kind: 'refused', code: 'work-missing', details: ['order'] },
  });
  done(world, 'case.open', caseToOpen({ flowId: orders.flowId }));
});

test('a case opened by hand is checked by the version its author saw, though another was published since', () => {
  const world = aWorld({ version: orders });
  const before = { ...orders, id: flowVersionIdSchema.parse(idOf('before')) };
  const asksLess = { ...before, elements: [start(), ...before.elements.slice(1)] };
  world.put('flow-version', asksLess);
  done(world, 'case.open', ordered({}, asksLess.id));
  expect(caseOf(world, ordered({}).caseId).flowVersionId).toBe(orders.id);
});

test('the version somebody says they saw is one of that flow', () => {
  const world = aWorld({ version: orders });
  const other = {
    ...orders,
    id: flowVersionIdSchema.parse(idOf('other')),
    flowId: flowIdSchema.parse(idOf('else')),
  };
  world.put('flow-version', other);
  for (const id of [other.id, idOf('nowhere')])
    expect(run(world, 'case.open', ordered({ order: 'A-7' }, id))).toMatchObject({ code: 'not-found' });
});

test('a case opened by hand is theirs who opens it where it begins in a lane of theirs, and nobody’s elsewhere', () => {
  const begunBy = (role: string | null, isByHand = true) => {
    const lane = {
      id: 'lane',
      name: words('lane'),
      letter: 'A',
      tone: 'agent',
      isOnlyUnderEscalation: false,
    };
    const version = aFlow([start(), step('A'), end()], ['start-A', 'A-end'], { lanes: [{ ...lane, role }] });
    const world = aWorld({ version });
    const args = caseToOpen({ flowId: version.flowId });
    const byHand = { flowVersionId: version.id, form: {} };
    done(world, 'case.open', isByHand ? { ...args, byHand } : args);
    return caseOf(world, args.caseId).assigneeId === world.people.agent.id;
  };
  expect(begunBy('agent')).toBe(true);
  expect(begunBy('agent', false)).toBe(false);
  expect(begunBy('internal-agent')).toBe(false);
  expect(begunBy(null)).toBe(false);
});
