import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { aField, aFlow, end, step } from '#test/support/a-flow.ts';
import { AnswerField } from './answer-field.tsx';

const version = aFlow([step('A'), end()], ['A-end']);

function yesNo(isRequired: boolean): string {
  const field = aField('gift', { type: 'yes-no', isRequired });
  const props = { field, version, value: 'yes', error: false, onChange: () => undefined };
  return renderToStaticMarkup(createElement(MantineProvider, null, createElement(AnswerField, props)));
}

test('a yes or no that must be answered says so, and one that need not can be taken back', () => {
  const valuesOf = (html: string) => html.match(/(?<=<input[^>]* value=")\w*/g);
  expect(yesNo(true)).toMatch(/role="radiogroup"[^>]* aria-required="true"/);
  expect(valuesOf(yesNo(true))).toEqual(['yes', 'no']);
  expect(yesNo(false)).toMatch(/role="radiogroup"[^>]* aria-required="false"/);
  expect(valuesOf(yesNo(false))).toEqual(['yes', 'no', '']);
});
