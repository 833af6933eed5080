import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, Drafts } from '#renderer/data/client.ts';
import { composerDraftKey, newCaseDraftKey, startDraftKey, stepDraftKey } from '#renderer/data/draft-keys.ts';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, viewOf } from '#test/support/world.ts';
import { putBack, putBackPlace } from './put-back.ts';

const words = fc.stringMatching(/^[a-zç]{3,20}$/);

function aShelf(world: ReturnType<typeof aWorld>, before: Readonly<Record<string, string>> = {}) {
  const held = new Map(Object.entries(before));
  const drafts: Drafts = {
    find: (key) => {
      const text = held.get(key);
      return text === undefined ? undefined : ({ key, text, at: 0, isKept: true } satisfies Draft);
    },
    write: (key, text) => void held.set(key, text),
    drop: (key) => void held.delete(key),
    keys: () => [...held.keys()],
    subscribe: () => () => undefined,
  };
  return { held, shelf: { drafts, rows: viewOf(world) } };
}

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

test('what the start of a flow asked goes back to where it was asked, with the flow', () => {
  const { held, shelf } = aShelf(aWorld());
  const flowId = idOf('orders');
  const byHand = { flowVersionId: idOf('version'), form: { order: 'A-7' } };
  expect(putBack(refused('case.open', { flowId, subject: 'Vaso', byHand }, null), shelf)?.address).toBe(
    '/queue/new',
  );
  expect(held.get(startDraftKey(flowId, 'order'))).toBe('A-7');
  expect(held.get(newCaseDraftKey('flowId'))).toBe(flowId);
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
