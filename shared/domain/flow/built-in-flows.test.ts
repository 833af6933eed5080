/** Every built-in flow is whole: what it names exists, every way leads on, every word is there in every language. */
import { describe, expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { languages, type Words, wordsSchema } from '#shared/lib/words.ts';
import { elementsOf, messagesOf, reachedFrom, startsOf } from '#test/support/flow-paths.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { laneOf, transitionsFrom } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { FormField } from './form.ts';
import type { ElementId } from './ids.ts';
import { fieldsFor, outcomesAt } from './outcomes.ts';

/** What the tellers of scripts and of messages know; a message knows the case's form besides. */
const inScripts = ['company', 'agent', 'customer', 'case', 'subject', 'partOfDay'];
const inMessages = ['company', 'agent', 'customer', 'case', 'subject'];
const inEscalations = ['reason'];

describe.each(builtInFlows.map((flow) => [flow.key, flow] as const))('%s', (_key, flow) => {
  const ids = (things: readonly { readonly id: string }[]) => things.map((thing) => thing.id);

  test('no two things of a kind have one id, and no arrow that of an element', () => {
    const steps = elementsOf(flow, 'step');
    const lists = [
      [...ids(flow.elements), ...ids(flow.transitions)],
      ids(flow.lanes),
      flow.lanes.map((lane) => lane.letter),
      ids(flow.messages),
      ids(flow.categories),
      ids(flow.rules),
      ...forms(flow).map((form) => ids(form)),
      ...steps.map((step) => ids(step.checklist)),
    ];
    for (const list of lists) expect(new Set(list).size, list.join()).toBe(list.length);
  });

  test('every id named is there', () => {
    for (const element of flow.elements) expect(ids(flow.lanes)).toContain(element.laneId);
    for (const { from, to } of flow.transitions) expectAll([from, to], ids(flow.elements));
    expectAll(messagesOf(flow.elements), ids(flow.messages));
    for (const step of elementsOf(flow, 'step'))
      for (const field of step.form) expectAll(field.onlyFor, ids(outcomesAt(flow, step.id)));
    expect(ids(elementsOf(flow, 'step'))).toContain(flow.reopensAt);
  });

  test('every template is sent somewhere', () => {
    expect([...messagesOf(flow.elements)].sort()).toEqual([...ids(flow.messages)].sort());
  });

  test('there is one start for requests, and where a step can be escalated one way up and one back', () => {
    expect(startsOf(flow, 'request')).toHaveLength(1);
    const canEscalate = elementsOf(flow, 'step').some((step) => step.canEscalate);
    expect(startsOf(flow, 'escalation')).toHaveLength(canEscalate ? 1 : 0);
    expect(elementsOf(flow, 'end').some(({ event }) => event.kind === 'return')).toBe(canEscalate);
  });

  test('every element is reached', () => {
    expect([...reachedFrom(flow, startsOf(flow))].sort()).toEqual([...ids(flow.elements)].sort());
  });

  test('only escalations reach a lane that is only there under escalation, and they stay in such lanes', () => {
    for (const trigger of ['request', 'escalation'] as const)
      for (const id of reachedFrom(flow, startsOf(flow, trigger)))
        expect(laneOf(flow, id).isOnlyUnderEscalation, id).toBe(trigger === 'escalation');
  });

  test('every end is an end, everything else leads on to one', () => {
    const ends = ids(elementsOf(flow, 'end'));
    for (const element of flow.elements) {
      const ways = transitionsFrom(flow, element.id).length;
      const joins = flow.transitions.filter(({ to }) => to === element.id).length > 1;
      if (element.kind === 'end') expect(ways, element.id).toBe(0);
      else if (element.kind === 'gateway') expect(ways, element.id).toBeGreaterThan(joins ? 0 : 1);
      // What is last in a sub-process ends it.
      else expect(ways, element.id).toBe(isLastInside(flow, element) ? 0 : 1);
      expect(
        [...reachedFrom(flow, [element.id])].some((id) => ends.includes(id)),
        element.id,
      ).toBe(true);
    }
  });

  test('the customer is waited for, and nobody else', () => {
    const waitedFor = elementsOf(flow, 'step').filter(({ task }) => task === 'receive');
    const theirs = elementsOf(flow, 'step').filter(({ laneId }) => laneId === 'customer');
    expect(ids(waitedFor)).toEqual(ids(theirs));
  });

  test('nothing leads into a start', () => {
    const starts = ids(elementsOf(flow, 'start'));
    for (const { id, to } of flow.transitions) expect(starts, id).not.toContain(to);
  });

  test('every outcome has the words of its button and their consequence', () => {
    // What a rule decides nobody presses.
    const asked = elementsOf(flow, 'gateway').filter(({ decidedBy }) => decidedBy === 'person');
    for (const { id } of [...elementsOf(flow, 'step'), ...asked.filter(({ id }) => isDecision(flow, id))])
      for (const outcome of outcomesAt(flow, id)) {
        expect(outcome.name, outcome.id).not.toBeNull();
        expect(outcome.consequence, outcome.id).not.toBeNull();
      }
  });

  test('every word is there in every language', () => {
    const all = wordsIn(flow);
    expect(all.length).toBeGreaterThan(flow.elements.length);
    for (const words of all)
      for (const language of languages) {
        const text = words[language];
        expect(text, words['pt-BR']).toMatch(/^\S(.*\S)?$/s);
        expect(text, text).not.toMatch(/ {2}|TODO/);
      }
  });

  test('a choice has options, nothing else has', () => {
    for (const field of forms(flow).flat())
      expect(field.options.length > 0, field.id).toBe(field.type === 'choice');
  });

  test('what every case has since it was opened is not asked again', () => {
    const fields = elementsOf(flow, 'step').flatMap(({ form }) => ids(form));
    for (const had of ['channel', 'subject', 'language', 'customer']) expect(fields).not.toContain(had);
  });

  test('a field means the same wherever it is asked', () => {
    const types = new Map<string, string>();
    for (const field of forms(flow).flat()) {
      expect(types.get(field.id) ?? field.type, field.id).toBe(field.type);
      types.set(field.id, field.type);
    }
  });

  test('scripts and messages use known variables, the same in every language', () => {
    const asked = forms(flow)
      .flat()
      .map((field) => field.id);
    const found = flow.decisions?.flatMap(({ outputs }) => ids(outputs)) ?? [];
    for (const step of elementsOf(flow, 'step')) {
      expectAll(variablesIn(step.instruction), found);
      if (step.script !== null) expectAll(variablesIn(step.script), inScripts);
    }
    for (const { text } of flow.messages)
      expectAll(variablesIn(text), [...inMessages, ...inEscalations, ...asked]);
  });

  test('an instruction names only what a table has said before', () => {
    for (const { id, instruction } of elementsOf(flow, 'step'))
      for (const variable of variablesIn(instruction))
        expect(unfound(flow, variable), `${variable} of ${id}`).not.toContain(id);
  });

  test('a message tells only what was surely asked before', () => {
    for (const element of flow.elements) {
      const { id } = element;
      const [messageId] = messagesOf([element]);
      const text = flow.messages.find((message) => message.id === messageId)?.text;
      for (const variable of text === undefined ? [] : variablesIn(text)) {
        if (inMessages.includes(variable)) continue;
        const isEscalated = laneOf(flow, id).isOnlyUnderEscalation;
        if (inEscalations.includes(variable)) expect(isEscalated, id).toBe(true);
        else expect(unasked(flow, variable), `${variable} of ${id}`).not.toContain(id);
      }
    }
  });
});

test.each([
  ['T2', '_5.2', 'M2.12'],
  ['T2', '_7a', 'M2.13'],
  ['T4', '_6b', 'M5'],
])('leads are told of what comes to them: in %s nothing comes to %s but by %s', (key, stepId, messageId) => {
  const flow = must(
    builtInFlows.find((one) => one.key === key),
    key,
  );
  expect(flow.messages.find(({ id }) => id === messageId)?.to).toBe('lead');
  const before = flow.transitions.filter(({ to }) => to === stepId).map(({ from }) => from);
  expect(messagesOf(flow.elements.filter(({ id }) => before.includes(id)))).toEqual([messageId]);
  expect(before).toHaveLength(1);
});

test('the product team is told how severe a problem is', () => {
  const loop = builtInFlows.find(({ key }) => key === 'T3.3');
  const told = loop?.messages.find(({ id }) => id === 'M2');
  for (const language of languages) expect(told?.text[language]).toContain('{severity}');
});

/** A gateway that parts; one that joins has a single way out. */
function isDecision(flow: FlowVersion, id: ElementId): boolean {
  return transitionsFrom(flow, id).length > 1;
}

/** The sub-process goes on where nothing leads on inside. */
function isLastInside(flow: FlowVersion, { id, within }: FlowElement): boolean {
  return within !== undefined && transitionsFrom(flow, id).length === 0;
}

function forms(flow: FlowVersion): readonly (readonly FormField[])[] {
  return [...elementsOf(flow, 'start'), ...elementsOf(flow, 'step')].map((element) => element.form);
}

/** What a case can reach while nobody had to fill in this field. */
function unasked(flow: FlowVersion, fieldId: string): ReadonlySet<string> {
  const asking = new Set<string>();
  for (const step of elementsOf(flow, 'step'))
    for (const { id } of outcomesAt(flow, step.id))
      if (fieldsFor(step.form, id).some((field) => field.id === fieldId && field.isRequired)) asking.add(id);
  return reachedFrom(flow, startsOf(flow, 'request'), (transition) => !asking.has(transition.id));
}

/** What a case can reach while no table has said this. */
function unfound(flow: FlowVersion, outputId: string): ReadonlySet<string> {
  const says = new Set(
    flow.decisions?.flatMap(({ id, outputs }) => (outputs.some((one) => one.id === outputId) ? [id] : [])),
  );
  const saying = new Set<string>(
    elementsOf(flow, 'automatic').flatMap(({ id, decisionId = '' }) => (says.has(decisionId) ? [id] : [])),
  );
  return reachedFrom(flow, startsOf(flow, 'request'), ({ from }) => !saying.has(from));
}

function expectAll(members: readonly string[], list: readonly string[]): void {
  expect(members.filter((member) => !list.includes(member))).toEqual([]);
}

/** Every text of a flow, wherever it stands. */
function wordsIn(value: unknown): readonly Words[] {
  if (typeof value !== 'object' || value === null) return [];
  const words = wordsSchema.safeParse(value);
  return words.success ? [words.data] : Object.values(value).flatMap(wordsIn);
}

/** The variables of a text, once each; the languages must agree. */
function variablesIn(words: Words): readonly string[] {
  const [first, ...others] = languages.map((language) =>
    [...new Set([...words[language].matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort(),
  );
  for (const other of others) expect(other, words['pt-BR']).toEqual(first);
  return first ?? [];
}
