import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '#shared/text/translator.ts';
import { builtIn, heflo } from '#test/support/flows.ts';
import { LaneButtons, LaneField } from './lane-filter.tsx';
import { lanesOf } from './lanes.ts';

const i18n = createTranslator('en');

function shown(filter: typeof LaneButtons, flows: Parameters<typeof lanesOf>[0]): string {
  const lanes = lanesOf(flows, 'en');
  const field = createElement(filter, { lanes, chosen: lanes[1]?.key ?? null });
  const inside = createElement(MantineProvider, null, field);
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, inside));
}

test('a button tells its lane by name, and whether it is chosen', () => {
  const buttons = [...shown(LaneButtons, [heflo]).matchAll(/aria-pressed="(.*?)" aria-label="(.*?)"/g)];
  expect(buttons.map(([, isChosen, name]) => [name, isChosen])).toEqual([
    ['Only the lane Customer', 'false'],
    ['Only the lane Agent', 'true'],
    ['Only the lane Internal agent', 'false'],
    ['Only the lane Process owner', 'false'],
  ]);
});

test('a list names every lane, and the flows of those that not every flow has', () => {
  const field = shown(LaneField, [heflo, builtIn('T3.1')]);
  expect([...field.matchAll(/<option[^>]*>([^<]*)/g)].map(([, name]) => name)).toEqual([
    'Every lane',
    'Customer',
    'Agent',
    'Internal agent · Customer service (HEFLO)',
    'Process owner · Customer service (HEFLO)',
    'Voice assistant · Troubleshooting by phone',
    'Right person · Troubleshooting by phone',
  ]);
  expect(field).toMatch(/selected="">Agent</);
});
