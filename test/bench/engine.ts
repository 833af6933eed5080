/** The flow engine: cases led through a flow, and a long history folded to where the case stands. */
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import { advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import { findTransition } from '#shared/domain/flow/elements.ts';
import { isJoining } from '#shared/domain/flow/joins.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { applyMove, type Move, nowhere, type Position } from '#shared/domain/flow/position.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { enteredBy } from '#test/differential/entered.ts';
import { complete } from '#test/differential/lead-both.ts';
import { startPeer } from '#test/support/bpmn-elements.ts';
import { type PeerFlow, readPeerFlow } from '#test/support/bpmn-elements-flow.ts';
import { builtInFlows, heflo } from '#test/support/flows.ts';
import { fullWork, startWalk, tokenId } from '#test/support/walk.ts';
import { type Measured, quantile } from './figure.ts';

const at = toInstant(1_000);
/** The flow that is led through: the largest there is, with rules, time limits and decisions. */
const flow = must(
  builtInFlows.find(({ key }) => key === 'T2'),
  'T2',
);

export async function advanceSteps(): Promise<readonly Measured[]> {
  const cases = casesThrough();
  const steps = cases.flat();
  const entered = steps.reduce((sum, { moves }) => sum + enteredBy(flow, moves).length, 0);
  const peer = await readPeerFlow(await writeBpmn(writeFlowVersion(flow)), flow);
  const theirs = cases.reduce((sum, one) => sum + enteredByPeer(peer, one), 0);
  if (theirs !== entered) throw new Error(`bpmn-elements entered ${theirs} elements, Raia ${entered}`);
  // A round is over in two milliseconds, and the first hundreds are still being compiled.
  const aSecond = (takeAll: () => void, rounds = 1_000) => entered / (medianMs(takeAll, rounds) / 1_000);
  return [
    {
      name: 'advance',
      what: `elements entered by cases led through ${flow.key}, each step checked for its work`,
      unit: 'a second',
      ours: aSecond(() => {
        for (const { position, input } of steps) advance(flow, position, input, at);
      }),
      peers: {
        'bpmn-elements, which checks no work': aSecond(() => {
          for (const one of cases) enteredByPeer(peer, one);
          // A round takes it a second or two.
        }, 5),
        'the moves alone, unchecked': aSecond(() => {
          for (const { position, moves } of steps)
            moves.reduce((now, move) => applyMove(now, move, at), position);
        }),
      },
      target: { atLeast: 300_000 },
    },
  ];
}

type Step = { readonly position: Position; readonly input: FlowInput; readonly moves: readonly Move[] };

/** Twenty cases, each taking another way wherever there is one. */
function casesThrough(): readonly (readonly Step[])[] {
  return Array.from({ length: 20 }, (_, nth) => {
    const steps: Step[] = [];
    let position = nowhere;
    let input: FlowInput = { kind: 'start', tokenId: tokenId('token') };
    for (let turn = 0; turn < 12; turn++) {
      const result = advance(flow, position, input, at);
      if (result.kind === 'refused') throw new Error(`Refused: ${result.reason}`);
      steps.push({ position, input, moves: result.moves });
      position = result.position;
      // Of several tokens one that waits for somebody's work.
      const token = position.tokens.find(
        (one) => !isJoining(one) && outcomesAt(flow, one.elementId).length > 0,
      );
      if (token === undefined) break;
      const outcomes = outcomesAt(flow, token.elementId);
      const { id: outcome } = must(outcomes[(nth + turn) % outcomes.length], 'a way out');
      const work = fullWork(flow, token.elementId, outcome);
      const { elementId, attempt } = token;
      input = { kind: 'complete', tokenId: token.id, elementId, attempt, outcome, work };
    }
    return steps;
  });
}

/** The same case led through bpmn-elements; how many elements it entered. */
function enteredByPeer(peerFlow: PeerFlow, steps: readonly Step[]): number {
  const [begun, ...completed] = steps;
  const peer = startPeer(peerFlow, must(begun?.moves[0]?.to, 'where the case begins'));
  for (const { position, input } of completed) {
    if (input.kind !== 'complete') continue;
    const token = must(
      position.tokens.find(({ id }) => id === input.tokenId),
      'the token that goes on',
    );
    const way = input.outcome === null ? undefined : findTransition(flow, input.outcome);
    complete(peer, flow, token, way === undefined ? [] : [way]);
  }
  return peer.entered().length;
}

export async function foldEvents(): Promise<readonly Measured[]> {
  const events = aThousandEvents();
  const text = JSON.stringify(events);
  return [
    {
      name: 'fold',
      what: 'a history of 1,000 events folded to its position',
      unit: 'ms',
      ours: medianMs(() => foldPosition(events)),
      peers: { 'reading the same events as JSON': medianMs(() => JSON.parse(text)) },
      target: { atMost: 5 },
    },
  ];
}

/** A case escalated and given back again and again. */
function aThousandEvents() {
  const walk = startWalk(heflo);
  while (walk.events.length < 1_000) {
    walk.escalate();
    walk.giveBack();
  }
  return walk.events.slice(0, 1_000);
}

function medianMs(work: () => unknown, rounds = 60): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  return quantile(times, 0.5);
}
