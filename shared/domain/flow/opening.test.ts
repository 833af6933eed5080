import { expect, test } from 'vitest';
import { aField, aFlow, end, start, step, words } from '#test/support/a-flow.ts';
import type { FormField } from './form.ts';
import { askedAtStart, missingAtStart, type Opening } from './opening.ts';

const beginning = (...form: readonly FormField[]) =>
  aFlow([start('start', { form }), step('A'), end()], ['start-A', 'A-end'], {
    categories: [{ id: 'billing', label: words('billing') }],
  });
const opening: Opening = {
  ...{ subject: 'Order', text: 'Two chairs', category: '', form: {} },
  newCustomer: { name: 'Joana', email: '', phone: '' },
};
const missing = (field: FormField, parts: Partial<Opening> = {}) =>
  missingAtStart(beginning(field), { ...opening, ...parts });

test('the start asks only what a case has no place of its own for', () => {
  const own = ['name', 'email', 'phone', 'subject', 'text'].map((id) => aField(id));
  const version = beginning(...own, aField('topic', { type: 'category' }), aField('order'));
  expect(askedAtStart(version).map(({ id }) => id)).toEqual(['order']);
});

test('a field that only shares the name of such a place is asked', () => {
  const byMail = aField('email', { type: 'yes-no', isRequired: true });
  expect(askedAtStart(beginning(byMail))).toEqual([byMail]);
  expect(missing(byMail)).toEqual([{ kind: 'field', id: 'email' }]);
  expect(missing(byMail, { form: { email: 'yes' } })).toEqual([]);
});

test('what the start must have is missing until it is answered, in the form or in its own place', () => {
  const required = (id: string, type: FormField['type'] = 'text') => aField(id, { isRequired: true, type });
  expect(missing(required('order'))).toEqual([{ kind: 'field', id: 'order' }]);
  expect(missing(required('order'), { form: { order: ' ' } })).toEqual([{ kind: 'field', id: 'order' }]);
  expect(missing(required('order'), { form: { order: 'A-7' } })).toEqual([]);
  expect(missing(required('text'))).toEqual([]);
  expect(missing(required('text'), { text: '', form: { text: 'elsewhere' } })).toEqual([
    { kind: 'field', id: 'text' },
  ]);
  expect(missing(required('topic', 'category'))).toEqual([{ kind: 'field', id: 'topic' }]);
  expect(missing(required('topic', 'category'), { category: 'billing' })).toEqual([]);
  expect(missing(aField('order'))).toEqual([]);
});

test('a customer who is known is not asked who they are', () => {
  const email = aField('email', { isRequired: true });
  expect(missing(email)).toEqual([{ kind: 'field', id: 'email' }]);
  expect(missing(email, { newCustomer: null })).toEqual([]);
});

test('a choice of the start is one of its options', () => {
  const options = [{ id: 'red', label: words('red') }];
  const colour = aField('colour', { type: 'choice', options });
  expect(missing(colour, { form: { colour: 'blue' } })).toEqual([{ kind: 'option', id: 'colour' }]);
});
