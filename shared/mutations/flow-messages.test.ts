import { describe, expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { languages } from '#shared/lib/words.ts';
import { aFlow, end, start, step, thrown, words } from '#test/support/a-flow.ts';
import { aCustomer } from '#test/support/builders.ts';
import { heflo } from '#test/support/flows.ts';
import { aCase, aWorld, caseOf, done, walk } from '#test/support/world.ts';

/** What every mutator fills in; `reason` only when a case is escalated. */
const always = ['company', 'agent', 'customer', 'case', 'subject', 'reason'];
const asked = heflo.elements.flatMap((element) =>
  element.kind === 'step' ? element.form.map((field) => field.id) : [],
);

test('the messages of T0 use only variables that a mutator or a form gives', () => {
  const used = heflo.messages.flatMap((message) =>
    languages.flatMap((language) =>
      [...message.text[language].matchAll(/\{(.*?)\}/g)].map((match) => match[1]),
    ),
  );
  expect(used.length).toBeGreaterThan(0);
  expect([...always, ...asked]).toEqual(expect.arrayContaining(used));
});

const throughAll = [
  ['from the base, details asked', 'G1-no', 'S1b-S2', 'G1-yes', 'G2-base', 'S4-M3'],
  [
    'of an unknown problem',
    'G1-yes',
    'G2-internal',
    'S5-M6',
    'G3-unknown',
    'S7-S8',
    'G4-yes',
    'S9-S10',
    'S10-M5',
  ],
  ['of a known problem', 'G1-yes', 'G2-internal', 'S5-M6', 'G3-known', 'G4-no', 'S10-M5'],
];

test.each([
  ['pt-BR', 'Cor: Azul, urgente: Sim'],
  ['es', 'Cor: Azul celeste, urgente: Sí'],
  ['en', 'Cor: Blue, urgente: Yes'],
] as const)('what was chosen is told in words, in the customer’s language (%s)', (language, text) => {
  const blank = { help: null, isRequired: true, onlyFor: [], options: [] };
  const blue = { id: 'b', label: { 'pt-BR': 'Azul', es: 'Azul celeste', en: 'Blue' } };
  const form = [
    { ...blank, id: 'colour', label: words('Cor'), type: 'choice', options: [blue] },
    { ...blank, id: 'urgent', label: words('Urgente'), type: 'yes-no' },
  ];
  const version = aFlow(
    [start('S'), step('ask', { form }), thrown('tell', { kind: 'message', messageId: 'm' }), end('done')],
    ['S-ask', 'ask-tell', 'tell-done'],
    {
      messages: [{ id: 'm', name: words('m'), to: 'agent', text: words('Cor: {colour}, urgente: {urgent}') }],
    },
  );
  const world = aWorld({ version });
  world.put('customer', aCustomer({ language }));
  const { id } = aCase(world);
  const token = must(caseOf(world, id).position.tokens[0], 'a token');
  const seen = { caseId: id, tokenId: token.id, elementId: 'ask', attempt: 1 };
  const answers = { colour: 'b', urgent: 'yes' };
  done(world, 'case.completeStep', { ...seen, outcome: 'ask-tell', form: answers, checked: [] });
  expect(caseOf(world, id).form).toEqual(answers);
  expect(world.eventsOf(id).at(-1)?.messages).toMatchObject([{ text, language }]);
});

describe.each(languages)('in %s', (language) => {
  test.each(throughAll)('no brace stays open in what T0 tells on the way %s', (_, ...way) => {
    const world = aWorld();
    world.put('customer', aCustomer({ language }));
    const { id } = aCase(world);
    const [token] = caseOf(world, id).position.tokens;
    if (token === undefined) throw new Error('An open case has a token');
    const escalation = {
      caseId: id,
      tokenId: token.id,
      elementId: token.elementId,
      attempt: 1,
      text: 'Urgent',
    };
    done(world, 'case.escalate', escalation);
    done(world, 'case.return', { ...escalation, elementId: 'S11' }, { actor: world.people.owner });
    walk(world, id, ...way);
    const told = world.eventsOf(id).flatMap((event) => event.messages);
    expect(told.map((message) => message.messageId)).toEqual(
      expect.arrayContaining(['M1', 'M7', 'M3', 'M4']),
    );
    for (const message of told) {
      expect(message.text, message.messageId).not.toMatch(/[{}]|undefined/);
      expect(message.language).toBe(language);
    }
  });
});
