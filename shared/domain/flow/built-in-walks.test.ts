/** Every built-in flow is walked: every branch of it by somebody, each walk to where it should come. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '#shared/lib/must.ts';
import { reachedFrom, startsOf } from '#test/support/flow-paths.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { transitionsFrom } from './elements.ts';
import { type Played, playFlow } from './play-flow.ts';

/** `ends`: where its tokens wait in the end, or that it has ended. */
const walkSchema = z.object({
  title: z.string(),
  decisions: z.array(
    z.strictObject({
      element: z.string(),
      outcome: z.string().optional(),
      form: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
      after: z.string().optional(),
    }),
  ),
  ends: z.string(),
});

const folder = new URL('../../../test/support/walks/', import.meta.url);
const walked = readdirSync(folder).map((file) => {
  const key = file.replace(/\.json$/, '');
  const flow = must(
    builtInFlows.find((version) => version.key === key),
    key,
  );
  const walks = z.array(walkSchema).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return { key, flow, walks };
});

test('every built-in flow is walked, T0 by tests of its own', () => {
  expect([...walked.map(({ key }) => key), 'T0'].sort()).toEqual(builtInFlows.map(({ key }) => key).sort());
});

describe.each(walked)('$key', ({ flow, walks }) => {
  test.each(walks)('$title', ({ decisions, ends }) => {
    const played = playFlow(flow, decisions);
    expect(played.problem).toBeNull();
    expect(endOf(played)).toBe(ends);
  });

  test('no branch is left out', () => {
    const taken = new Set(walks.flatMap(({ decisions }) => takenIn(playFlow(flow, decisions))));
    const normal = reachedFrom(flow, startsOf(flow, 'request'));
    const branches = flow.transitions.filter(
      ({ from }) => normal.has(from) && transitionsFrom(flow, from).length > 1,
    );
    expect(branches.map(({ from, to }) => `${from} ${to}`).filter((way) => !taken.has(way))).toEqual([]);
    const entered = new Set(walks.flatMap(({ decisions }) => playFlow(flow, decisions).entered));
    expect([...normal].filter((id) => !entered.has(id))).toEqual([]);
  });
});

function endOf({ position }: Played): string {
  return position.endedAt === null ? position.tokens.map(({ elementId }) => elementId).join(',') : 'ended';
}

/** From where to where it went, one element after the other. */
function takenIn({ entered }: Played): readonly string[] {
  return entered.slice(1).map((id, nth) => `${entered[nth]} ${id}`);
}
