import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composerDraftKey, newCaseDraftKey, startDraftKey, stepDraftKey } from '#renderer/data/draft-keys.ts';
import { type Refusal, refusalSchema } from '#shared/domain/case/refusal.ts';
import { aField, aFlow, end, words as inAll, start, step } from '#test/support/a-flow.ts';
import { heldDrafts } from '#test/support/held-drafts.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, viewOf } from '#test/support/world.ts';
import { putBackPlace, putBack as putBackTelling } from './put-back.ts';

const words = fc.stringMatching(/^[a-zç]{3,20}$/);

function aShelf(world: ReturnType<typeof aWorld>, before: Readonly<Record<string, string>> = {}) {
  const { held, drafts } = heldDrafts(before);
  return { held, shelf: { drafts, rows: viewOf(world) } };
}

const putBack = (refusal: Refusal, shelf: Parameters<typeof putBackTelling>[1]) =>
  putBackTelling(refusal, shelf, ({ id, value }) => `${id}: ${value}`);

function refused(name: string, args: Readonly<Record<string, unknown>>, caseId: string | null) {
  return refusalSchema.parse({
    ...{ id: idOf('refusal'), m: idOf('m'), name, code: 'token-moved', args, base: {} },
    ...{ caseId, at: 0, settledAt: null },
  });
}

test('no word is lost, wherever the case stands and whatever is being written', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const cases = [
    (text: string) => refused('case.note', { caseId: id, text }, id),
    (text: string) => refused('case.writeMessage', { caseId: id, from: 'agent', text }, id),
    (text: string) => refused('case.handOver', { caseId: id, text }, id),
    (text: string) => refused('case.escalate', { caseId: id, elementId: 'S2', text }, id),
    (text: string) =>
      refused('case.completeStep', { elementId: 'S2', attempt: 1, form: { question: text } }, id),
    (text: string) => refused('case.completeStep', { elementId: 'S5', form: { additional: text } }, id),
    (text: string) => refused('case.completeStep', { elementId: 'S4', form: { solution: text } }, id),
    (text: string) => refused('article.write', { articleId: idOf('a'), fields: { title: text } }, null),
    (text: string) => refused('case.open', { subject: text, newCustomer: { name: text } }, null),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...cases), words, words, (make, text, before) => {
      const first = aShelf(world);
      putBack(make(text), first.shelf);
      const busy = Object.fromEntries([...first.held.keys()].map((key) => [key, before]));
      const second = aShelf(world, busy);
      putBack(make(text), second.shelf);
      for (const { held } of [first, second]) expect([...held.values()].join('\n')).toContain(text);
      // What was being written is still the beginning of its draft, whatever joined it.
      for (const key of Object.keys(busy)) expect(second.held.get(key)).toMatch(new RegExp(`^${before}`));
    }),
  );
});

test('answers go back into the form while the case stands at the step, else into the note', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const here = aShelf(world);
  const form = { question: 'Qual tela?' };
  expect(putBack(refused('case.completeStep', { elementId: 'S2', form }, id), here.shelf)?.tab).toBeNull();
  expect(here.held.get(stepDraftKey(id, 'S2', 1, 'question'))).toBe('Qual tela?');
  const moved = aShelf(world);
  const elsewhere = refused(
    'case.completeStep',
    { elementId: 'S5', form: { additional: 'Desde ontem' } },
    id,
  );
  expect(putBack(elsewhere, moved.shelf)?.tab).toBe('note');
  expect(moved.held.get(composerDraftKey(id, 'note'))).toBe('Desde ontem');
});

const colour = aField('colour', { type: 'choice', options: [{ id: 'red', label: inAll('red') }] });
const orders = aFlow(
  [start('start', { form: [aField('order'), colour] }), step('A'), end()],
  ['start-A', 'A-end'],
  { categories: [{ id: 'vases', label: inAll('vases') }] },
);
const newOrder = (parts: Readonly<Record<string, unknown>> = {}) =>
  refused(
    'case.open',
    {
      ...{
        flowId: orders.flowId,
        localCode: 'L-00001',
        subject: 'Vaso',
        category: 'vases',
        newCustomer: null,
      },
      ...{ byHand: { flowVersionId: orders.id, form: { order: 'A-7', colour: 'red' } }, ...parts },
    },
    null,
  );

test('what the start of a flow asked goes back to where it was asked, with the flow', () => {
  const { held, shelf } = aShelf(aWorld({ version: orders }));
  const newCustomer = { name: 'Joana', phone: '555' };
  expect(putBack(newOrder({ newCustomer }), shelf)?.address).toBe('/queue/new');
  expect(held.get(newCaseDraftKey('phone'))).toBe('555');
  expect(held.get(startDraftKey(orders.flowId, 'order'))).toBe('A-7');
  expect(held.get(startDraftKey(orders.flowId, 'colour'))).toBe('red');
  expect(held.get(newCaseDraftKey('flowId'))).toBe(orders.flowId);
  expect(held.get(newCaseDraftKey('text'))).toBeUndefined();
});

test('what the form would not show joins what was said, under its name', () => {
  const elsewhere = aWorld();
  elsewhere.put('flow-version', orders);
  elsewhere.put('flow', { id: orders.flowId, name: orders.name, currentVersionId: orders.id });
  const chosen = { [newCaseDraftKey('flowId')]: elsewhere.version.flowId };
  const withoutColour = { ...orders, elements: [start('start', { form: [aField('order')] })] };
  const known = { [newCaseDraftKey('customerId')]: idOf('customer') };
  const named = { newCustomer: { name: 'Joana', phone: '555' } };
  const textAfter = (refusal: Refusal, world: ReturnType<typeof aWorld>, before = {}) => {
    const { held, shelf } = aShelf(world, before);
    putBack(refusal, shelf);
    const keys = [...held.keys()].filter((key) => /flowId|start|category|customerText|phone/.test(key));
    return [held.get(newCaseDraftKey('text')), keys];
  };
  const all = 'category: vases\norder: A-7\ncolour: red';
  const told = (text: string, before = {}) => [text, Object.keys(before)];
  // Another flow is chosen, or this one is gone.
  expect(textAfter(newOrder(), elsewhere, chosen)).toEqual(told(all, chosen));
  expect(textAfter(newOrder(), aWorld())).toEqual(told(all));
  // Its start asks for less, or offers something else.
  expect(textAfter(newOrder(), aWorld({ version: withoutColour }))[0]).toBe('colour: red');
  const blue = newOrder({ byHand: { flowVersionId: orders.id, form: { colour: 'blue' } } });
  expect(textAfter(blue, aWorld({ version: orders }))[0]).toBe('colour: blue');
  // A customer who is known is chosen, whose fields the form does not have.
  const form = { ...named, category: '', byHand: null };
  expect(textAfter(newOrder(form), aWorld({ version: orders }), known)).toEqual(
    told('name: Joana\nphone: 555', chosen),
  );
});

test('words about what is not on this computer are put nowhere, where no screen would show them', () => {
  const left = idOf('left');
  for (const refusal of [
    refused('case.note', { caseId: left, text: 'Ligou de novo' }, left),
    refused('case.completeStep', { caseId: left, elementId: 'S2', form: { question: 'Qual?' } }, left),
    refused('customer.edit', { customerId: idOf('customer'), fields: { phone: '555' } }, null),
  ]) {
    const { held, shelf } = aShelf(aWorld());
    expect([putBackPlace(refusal, shelf), putBack(refusal, shelf)]).toEqual([null, null]);
    expect(held.size).toBe(0);
  }
});
