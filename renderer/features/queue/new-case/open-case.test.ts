import { expect, test } from 'vitest';
import { newCaseDraftKey } from '#renderer/data/draft-keys.ts';
import { toActor } from '#shared/domain/people/actor.ts';
import { aField, aFlow, end, start, step } from '#test/support/a-flow.ts';
import { heldDrafts } from '#test/support/held-drafts.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, viewOf } from '#test/support/world.ts';
import { openCase } from './open-case.ts';

const callers = aFlow(
  [start('start', { form: [aField('phone', { isRequired: true })] }), step('A'), end()],
  ['start-A', 'A-end'],
);

function aDesk(typed: Readonly<Record<string, string>>) {
  const world = aWorld({ version: callers });
  const before = Object.entries(typed).map(([field, text]) => [newCaseDraftKey(field), text]);
  const { held, drafts } = heldDrafts(Object.fromEntries(before));
  const opened: string[] = [];
  const desk: Parameters<typeof openCase>[0] = {
    ...{ drafts, rows: viewOf(world), actor: () => toActor(world.people.agent), newId: () => idOf('case') },
    mutate: (name) => {
      opened.push(name);
      return { kind: 'applied', m: idOf('m'), kept: Promise.resolve() };
    },
  };
  return { held, opened, open: () => openCase(desk, 'pt-BR') };
}

test('whoever lacks what only a new customer is asked is taken for one, so that the form asks it', () => {
  const { held, opened, open } = aDesk({ subject: 'Vaso', customerText: 'Joana' });
  expect(open()).toEqual({ kind: 'unanswered' });
  expect(held.get(newCaseDraftKey('customerId'))).toBe('new');
  held.set(newCaseDraftKey('phone'), '555');
  expect(open().kind).toBe('opened');
  expect([opened, held.size]).toEqual([['case.open'], 0]);
});

test('so is whoever has more in such a field than fits there', () => {
  const { held, open } = aDesk({ subject: 'Vaso', customerText: 'Joana', phone: '5'.repeat(500) });
  expect(open()).toEqual({ kind: 'too-long' });
  expect(held.get(newCaseDraftKey('customerId'))).toBe('new');
});
