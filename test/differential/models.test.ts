/** Flows that people drew, ours and those of others, take every case the way another engine takes it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPackage } from '#server/paths.ts';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { readPeerFlow } from '#test/support/bpmn-elements-flow.ts';
import { seed } from '#test/support/seed.ts';
import { leadBoth } from './lead-both.ts';

const corpus = process.env.RAIA_CORPUS;
const mostTurns = 30;

test.each(bpmnIn(inPackage('resources', 'flows')))('%s is run as bpmn-elements runs it', isRunAlike);

// Told in each run, since tests that are not there are missed by nobody.
if (corpus === undefined) console.info('RAIA_CORPUS is not set: the models of others are not run.');
else
  test.each(bpmnIn(join(corpus, 'bpmn-models')))('the model %s is run as bpmn-elements runs it', isRunAlike);

async function isRunAlike(_: string, path: string): Promise<void> {
  const xml = readFileSync(path, 'utf8');
  const version = await parseFlow(xml);
  const flow = await readPeerFlow(xml, version);
  const entered = new Set<string>();
  for (const from of startsOf(version))
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1_000)), (picked) => {
        const draw = () => picked.next().value ?? 0;
        let turns = 0;
        for (const { act, ours, theirs } of leadBoth(flow, { from, draw })) {
          expect(ours, act).toEqual(theirs);
          for (const id of ours.entered) entered.add(id);
          if (++turns === mostTurns) break;
        }
      }),
      { seed, numRuns: 6 },
    );
  // A case that stood at its start would be alike everywhere.
  expect(entered.size).toBeGreaterThanOrEqual(5);
}

/** Where cases begin: each process at its first start. */
function startsOf(version: FlowVersion): readonly ElementId[] {
  const processes = new Map<string | undefined, ElementId>();
  for (const element of version.elements) {
    const { id, kind, within } = element;
    // Raia begins the other parts by their events, and an escalation by hand, which BPMN does not know: no other
    // engine jumps there and back. Their own tests lead through them.
    const isOfProcess = within === undefined || findElement(version, within) === undefined;
    if (kind !== 'start' || !isOfProcess || element.trigger === 'escalation' || element.trigger === 'error')
      continue;
    if (!processes.has(within)) processes.set(within, id);
  }
  return [...processes.values()];
}

function bpmnIn(folder: string): readonly (readonly [name: string, path: string])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.bpmn'))
    .map((file) => [file, join(folder, file)]);
}
