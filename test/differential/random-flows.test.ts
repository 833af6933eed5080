/** Flows drawn at random take every case the way another engine takes it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { readPeerFlow } from '#test/support/bpmn-elements-flow.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { leadBoth } from './lead-both.ts';

const facts = fc.record({ x: fc.nat(9) });
const picks = fc.infiniteStream(fc.nat(1_000_000));
const mostTurns = 15;

test('a flow drawn at random is run as bpmn-elements runs it', async () => {
  let entered = 0;
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(randomFlow, facts, picks, async (drawn, known, picked) => {
      // Both read the file, and Raia too reads what it wrote.
      const xml = await writeBpmn(writeFlowVersion(drawn));
      const version = await parseFlow(xml);
      const flow = await readPeerFlow(xml, version);
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
    { seed, numRuns: 40 },
  );
  expect(entered).toBeGreaterThan(300);
  expect(ended).toBeGreaterThan(10);
});
