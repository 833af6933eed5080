/** The flow engine: steps taken through T0, and a long history folded to where the case stands. */
import { foldPosition } from '#shared/domain/case/history.ts';
import { advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { applyMove, type Move, nowhere, type Position } from '#shared/domain/flow/position.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';
import { fullWork, startWalk, tokenId } from '#test/support/walk.ts';
import { type Measured, quantile } from './figure.ts';

const at = toInstant(1_000);

export async function advanceSteps(): Promise<readonly Measured[]> {
  const steps = stepsThroughT0();
  const ours = stepsASecond(steps.length, () => {
    for (const { position, input } of steps) advance(heflo, position, input, at);
  });
  const limit = stepsASecond(steps.length, () => {
    for (const { position, moves } of steps) moves.reduce((now, move) => applyMove(now, move, at), position);
  });
  return [
    {
      name: 'advance',
      what: 'steps completed through T0, each checked for its work',
      unit: 'a second',
      ours,
      peers: { 'the moves alone, unchecked': limit },
      target: { atLeast: 20_000 },
    },
  ];
}

type Step = { readonly position: Position; readonly input: FlowInput; readonly moves: readonly Move[] };

/** Twenty cases, each taking another way wherever there is one. */
function stepsThroughT0(): readonly Step[] {
  const steps: Step[] = [];
  for (let nth = 0; nth < 20; nth++) {
    let position = nowhere;
    let input: FlowInput = { kind: 'start', tokenId: tokenId('token') };
    for (let turn = 0; turn < 12; turn++) {
      const result = advance(heflo, position, input, at);
      if (result.kind === 'refused') throw new Error(`Refused: ${result.reason}`);
      steps.push({ position, input, moves: result.moves });
      position = result.position;
      const token = position.tokens[0];
      if (token === undefined) break;
      const outcomes = outcomesAt(heflo, token.elementId);
      const { id: outcome } = must(outcomes[(nth + turn) % outcomes.length], 'a way out');
      const work = fullWork(heflo, token.elementId, outcome);
      const { elementId, attempt } = token;
      input = { kind: 'complete', tokenId: token.id, elementId, attempt, outcome, work };
    }
  }
  return steps;
}

function stepsASecond(steps: number, takeAll: () => void): number {
  return steps / (medianMs(takeAll) / 1_000);
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

function medianMs(work: () => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < 60; round++) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  return quantile(times, 0.5);
}
