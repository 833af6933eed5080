/** Flows drawn at random take every case the way another engine takes it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { leadBoth } from './lead-both.ts';
import { writtenAndRead } from './written-and-read.ts';

/** The smallest have nothing in which engines could differ. */
const flows = randomFlow.filter(({ elements }) => elements.length > 12);
/** Often so much that several conditions hold. */
const facts = fc.record({ x: fc.oneof(fc.nat(9), fc.constantFrom(8, 9)) });
const picks = fc.infiniteStream(fc.nat(1_000_000));
const mostTurns = 15;

test('a flow drawn at random is run as bpmn-elements runs it', async () => {
  let entered = 0;
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(flows, facts, picks, async (drawn, known, picked) => {
      const flow = await writtenAndRead(drawn);
      const draw = () => picked.next().value ?? 0;
      let turns = 0;
      for (const { act, ours, theirs } of leadBoth(flow, {
        from: elementIdSchema.parse('start'),
        facts: known,
        draw,
      })) {
        expect(ours, act).toEqual(theirs);
        entered += ours.entered.length;
        if (ours.hasEnded) ended++;
        if (++turns === mostTurns) break;
      }
    }),
    { seed, numRuns: 30 },
  );
  expect(entered).toBeGreaterThan(200);
  expect(ended).toBeGreaterThan(10);
});
