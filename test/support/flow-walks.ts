/** The walks of a flow, kept in test/support/walks: what is decided, and where that should lead. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type PlayDecision, type Played, playFlow } from '#shared/domain/flow/play-flow.ts';
import { must } from '#shared/lib/must.ts';
import { reachedFrom, startsOf } from './flow-paths.ts';

const walkSchema = z.strictObject({
  title: z.string(),
  /** As `raia flow play` takes them. */
  decisions: z.array(
    z.strictObject({
      element: z.string(),
      outcome: z.string().optional(),
      escalates: z.boolean().optional(),
      form: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
      after: z.string().optional(),
    }),
  ),
  /** Every element entered, in order. */
  goes: z.string(),
  /** The messages told, in order, and to whom. */
  tells: z.string(),
  /** The end it comes to, or where it waits. */
  ends: z.string(),
});

export function readWalks(key: string): readonly z.infer<typeof walkSchema>[] {
  const file = new URL(`walks/${key}.json`, import.meta.url);
  return z.array(walkSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Every walk comes to where it should, and all of them together by every branch. */
export function testWalks(flow: FlowVersion, key: string): void {
  const walks = readWalks(key);

  test.each(walks)('$title', ({ decisions, goes, tells, ends }) => {
    expect(walked(flow, decisions)).toEqual({ problem: null, goes, tells, ends });
  });

  test('no branch is left out', () => {
    const played = walks.map(({ decisions }) => playFlow(flow, decisions).entered);
    const entered = new Set<string>(played.flat());
    expect([...reachedFrom(flow, startsOf(flow))].filter((id) => !entered.has(id))).toEqual([]);
    const taken = new Set(played.flatMap(takenIn));
    const branches = flow.transitions.filter(({ from }) => transitionsFrom(flow, from).length > 1);
    expect(branches.map(({ from, to }) => `${from} ${to}`).filter((way) => !taken.has(way))).toEqual([]);
  });
}

export function walked(flow: FlowVersion, decisions: readonly PlayDecision[]) {
  const played = playFlow(flow, decisions);
  const { entered, messageIds, problem } = played;
  const toldTo = (id: string) =>
    must(
      flow.messages.find((message) => message.id === id),
      id,
    ).to;
  return {
    problem,
    goes: entered.join(' '),
    tells: messageIds.map((id) => `${id} to ${toldTo(id)}`).join(', '),
    ends: endOf(played),
  };
}

function endOf({ entered, position }: Played): string {
  if (position.endedAt !== null) return must(entered.at(-1), 'the end of a walk');
  return `waits at ${position.tokens.map(({ elementId }) => elementId).join(' ')}`;
}

/** From where to where it went, one element after the other. */
function takenIn(entered: Played['entered']): readonly string[] {
  return entered.slice(1).map((id, nth) => `${entered[nth]} ${id}`);
}
