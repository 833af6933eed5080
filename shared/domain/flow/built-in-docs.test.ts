/** docs/flows.md and the files of the built-in flows name the same things. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roles } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import { elementsOf } from '#test/support/flow-paths.ts';
import { builtInFlows } from '#test/support/flows.ts';
import type { FlowVersion } from './flow-version.ts';

const chapters = readFileSync(new URL('../../../docs/flows.md', import.meta.url), 'utf8').split(/^## /m);

describe.each(builtInFlows)('$key', (flow) => {
  const chapter = must(
    chapters.find((text) => text.startsWith(`${flow.key}:`)),
    flow.key,
  );

  test('every id named in its tables is one of the flow’s file', () => {
    const known = namesIn(flow);
    expect(
      rowsOf(chapter)
        .flatMap(namedIn)
        .filter((name) => !known.has(name)),
    ).toEqual([]);
  });

  test('steps, events and messages are named as elements of it', () => {
    const ids = new Set<string>(flow.elements.map(({ id }) => id));
    const named = [...placesIn(chapter, 'Steps and events'), ...placesIn(chapter, 'Messages')];
    expect(named.filter((name) => !ids.has(name))).toEqual([]);
  });

  test('every step has its place in the table of steps, everything else in one of the tables', () => {
    const steps = placesIn(chapter, 'Steps and events');
    const places = [...steps, ...placesIn(chapter, 'Decisions'), ...placesIn(chapter, 'Messages')];
    expect(elementsOf(flow, 'step').filter(({ id }) => !steps.includes(id))).toEqual([]);
    expect(flow.elements.map(({ id }) => id).filter((id) => !places.includes(id))).toEqual([]);
  });
});

/** What a flow calls things by, and the two of its parts that the tables speak of. */
function namesIn(flow: FlowVersion): ReadonlySet<string> {
  const forms = [...elementsOf(flow, 'start'), ...elementsOf(flow, 'step')].flatMap(({ form }) => form);
  const items = elementsOf(flow, 'step').flatMap(({ checklist }) => checklist);
  const tables = flow.decisions ?? [];
  const named = [flow.elements, flow.transitions, flow.lanes, flow.messages, forms, items, tables];
  return new Set<string>([
    ...named.flat().map(({ id }) => id),
    ...forms.flatMap(({ options }) => options.map(({ id }) => id)),
    ...tables.flatMap(({ outputs }) => outputs.map(({ id }) => id)),
    ...tables.flatMap(({ rules }) =>
      rules.flatMap(({ gives }) => gives.map((given) => given.replaceAll('"', ''))),
    ),
    ...roles,
    'reopensAt',
    'rules',
  ]);
}

/** What a table has in its second column, where things are found. */
function placesIn(chapter: string, title: string): readonly string[] {
  const section = chapter.split(/^### /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  return rowsOf(section).flatMap((row) => namedIn(row.split('|')[2] ?? ''));
}

function rowsOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('|'));
}

/** What stands in code and is no command. */
function namedIn(text: string): readonly string[] {
  return [...text.matchAll(/`(?!raia )([^`]+)`/g)].map((match) => match[1] ?? '');
}
