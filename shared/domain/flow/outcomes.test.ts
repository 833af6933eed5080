import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';
import { findStep } from './elements.ts';
import type { FlowVersion } from './flow-version.ts';
import type { FormField } from './form.ts';
import { elementIdSchema, transitionIdSchema } from './ids.ts';
import { fieldsFor, missingFor, onlyOutcome, outcomesAt, type StepWork } from './outcomes.ts';

const s2 = elementIdSchema.parse('S2');
const s4 = elementIdSchema.parse('S4');
const s9 = elementIdSchema.parse('S9');

test('a step before a decision offers the decision’s paths', () => {
  expect(outcomesAt(heflo, s2).map((outcome) => outcome.id)).toEqual(['G1-no', 'G1-yes']);
  expect(onlyOutcome(heflo, s2)).toBeUndefined();
});

test('any other step has one way out', () => {
  expect(outcomesAt(heflo, s4).map((outcome) => outcome.id)).toEqual(['S4-M3']);
  expect(onlyOutcome(heflo, s4)?.id).toBe('S4-M3');
});

test('what to ask the customer is a field of asking only', () => {
  const { form } = must(findStep(heflo, s2), 'S2');
  expect(fieldsFor(form, transitionIdSchema.parse('G1-yes')).map((field) => field.id)).toEqual(['category']);
  expect(fieldsFor(form, transitionIdSchema.parse('G1-no')).map((field) => field.id)).toEqual([
    'category',
    'question',
  ]);
});

test('a value that is no option is named, and only once', () => {
  const missing = (category: string) =>
    missingFor(heflo, s2, transitionIdSchema.parse('G1-yes'), { form: { category }, checked: [] });
  expect(missing('no such category')).toEqual([{ kind: 'option', id: 'category' }]);
  expect(missing('  ')).toEqual([{ kind: 'field', id: 'category' }]);
  expect(missing('billing')).toEqual([]);
});

test('an item that must be ticked is named until it is', () => {
  const missing = (checked: readonly string[]) =>
    missingFor(heflo, s9, transitionIdSchema.parse('S9-S10'), { form: {}, checked });
  expect(missing([])).toEqual([{ kind: 'item', id: 'no-personal-data' }]);
  expect(missing(['no-personal-data'])).toEqual([]);
});

test('an optional choice may stay empty but not be something else', () => {
  const flow = withField({ type: 'choice', options: [{ id: 'red', label: heflo.name }] });
  expect(missingAtS9(flow, {})).toEqual([]);
  expect(missingAtS9(flow, { extra: '' })).toEqual([]);
  expect(missingAtS9(flow, { extra: 'red' })).toEqual([]);
  expect(missingAtS9(flow, { extra: 'blue' })).toEqual([{ kind: 'option', id: 'extra' }]);
});

test('a yes-no field takes yes and no', () => {
  const flow = withField({ type: 'yes-no', options: [] });
  expect(missingAtS9(flow, { extra: 'no' })).toEqual([]);
  expect(missingAtS9(flow, { extra: 'perhaps' })).toEqual([{ kind: 'option', id: 'extra' }]);
});

function missingAtS9(flow: FlowVersion, form: StepWork['form']) {
  return missingFor(flow, s9, transitionIdSchema.parse('S9-S10'), { form, checked: ['no-personal-data'] });
}

/** The HEFLO flow with one more, optional field at S9. */
function withField(part: Pick<FormField, 'type' | 'options'>): FlowVersion {
  const field: FormField = {
    id: 'extra',
    label: heflo.name,
    help: null,
    isRequired: false,
    onlyFor: [],
    ...part,
  };
  const elements = heflo.elements.map((element) =>
    element.kind === 'step' && element.id === s9 ? { ...element, form: [field] } : element,
  );
  return { ...heflo, elements };
}
