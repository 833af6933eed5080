/** The two finance contacts of T2 are rows a company fills in; the type of person alone leads to them. */
import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { builtInFlows } from '#test/support/flows.ts';
import type { DecisionTable } from './decision-table.ts';
import type { FlowVersion } from './flow-version.ts';
import { playFlow } from './play-flow.ts';

const t2 = must(
  builtInFlows.find(({ key }) => key === 'T2'),
  'T2',
);

function withRows(change: (rows: DecisionTable['rules']) => DecisionTable['rules']): FlowVersion {
  return { ...t2, decisions: t2.decisions?.map((table) => ({ ...table, rules: change(table.rules) })) };
}

/** Where the case of a debtor waits. */
function waitsAt(version: FlowVersion, personType: string): readonly string[] {
  const played = playFlow(version, [
    ...[{ element: '_1' }, { element: '_2' }, { element: '_3', outcome: 'G3-yes' }],
    ...[
      { element: '_3a', outcome: 'G3a-yes' },
      { element: '_3b', form: { personType } },
    ],
  ]);
  expect(played.problem).toBeNull();
  return played.position.tokens.map(({ elementId }) => elementId);
}

test('a contact called otherwise still gets the persons of their row', () => {
  const renamed = withRows((rows) => rows.map((row) => ({ ...row, gives: ['"Maria Souza"'] })));
  expect(waitsAt(renamed, 'natural')).toEqual(['_3.1a']);
  expect(waitsAt(renamed, 'legal')).toEqual(['_3.1b']);
});

test('a type of person without a row goes to neither contact', () => {
  const natural = withRows((rows) => rows.slice(0, 1));
  expect(waitsAt(natural, 'natural')).toEqual(['_3.1a']);
  expect(waitsAt(natural, 'legal')).toEqual(['_3.1c']);
  expect(waitsAt(t2, 'unknown')).toEqual(['_3.1c']);
});
