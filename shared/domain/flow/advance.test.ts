/** Every branch of the HEFLO flow, walked by hand. */
import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, start, step, subProcess } from '#test/support/a-flow.ts';
import { heflo } from '#test/support/flows.ts';
import { fullWork, startWalk, tokenId, type Walk } from '#test/support/walk.ts';
import { advance } from './advance.ts';
import type { FlowVersion } from './flow-version.ts';
import { elementIdSchema, type TransitionId, transitionIdSchema } from './ids.ts';
import { nowhere } from './position.ts';

function walkTo(...outcomes: readonly (string | undefined)[]): Walk {
  const walk = startWalk(heflo);
  for (const outcome of outcomes) walk.complete(outcome);
  return walk;
}

const toInternal = ['G1-yes', 'G2-internal', undefined] as const;

test('a request reaches the attendant with a notification', () => {
  const walk = walkTo();
  expect(walk.path()).toEqual(['S1', 'M1', 'S2']);
  expect(walk.messageIds).toEqual(['M1']);
  expect(walk.token()).toMatchObject({ elementId: 'S2', attempt: 1, returnsTo: null });
});

test('a case solved from the base is closed by the first level and surveyed', () => {
  const walk = walkTo('G1-yes', 'G2-base', undefined);
  expect(walk.path()).toEqual(['S1', 'M1', 'S2', 'G1', 'S3', 'G2', 'S4', 'M3', 'M4', 'End']);
  expect(walk.messageIds).toEqual(['M1', 'M3', 'M4']);
  expect(walk.position()).toMatchObject({
    tokens: [],
    endedAt: must(walk.events.at(-1), 'the last event').at,
  });
});

test('details asked twice count the attempts of the analysis and of the answer', () => {
  const walk = walkTo('G1-no', undefined, 'G1-no', undefined);
  expect(walk.token()).toMatchObject({ elementId: 'S2', attempt: 3 });
  expect(walk.position().attempts).toMatchObject({ S1: 1, S2: 3, G1: 2, M2: 2, S1b: 2 });
  expect(walk.messageIds).toEqual(['M1', 'M2', 'M2']);
});

test('an unknown problem is investigated before it is solved', () => {
  const walk = walkTo(...toInternal, 'G3-unknown');
  expect(walk.path().slice(-6)).toEqual(['G2', 'S5', 'M6', 'S6', 'G3', 'S7']);
  walk.complete();
  expect(walk.token().elementId).toBe('S8');
});

test('a known problem is solved without investigating', () => {
  const walk = walkTo(...toInternal, 'G3-known');
  expect(walk.path().slice(-3)).toEqual(['S6', 'G3', 'S8']);
  expect(walk.path()).not.toContain('S7');
});

test('a solution worth registering is registered, then sent, closed and surveyed', () => {
  const walk = walkTo(...toInternal, 'G3-known', 'G4-yes', undefined, undefined);
  expect(walk.path().slice(-8)).toEqual(['S8', 'G4', 'S9', 'S10', 'M5', 'M3', 'M4', 'End']);
  expect(walk.messageIds).toEqual(['M1', 'M6', 'M5', 'M3', 'M4']);
});

test('a solution not worth registering goes straight to being sent', () => {
  const walk = walkTo(...toInternal, 'G3-unknown', undefined, 'G4-no', undefined);
  expect(walk.path()).not.toContain('S9');
  expect(walk.position().endedAt).not.toBeNull();
});

test('an escalation is heard by the owner and returns to the node it left, in the same attempt', () => {
  const walk = walkTo(...toInternal, 'G3-unknown');
  walk.escalate();
  expect(walk.token()).toMatchObject({
    elementId: 'S11',
    attempt: 1,
    returnsTo: { elementId: 'S7', attempt: 1 },
  });
  expect(walk.messageIds.at(-1)).toBe('M7');
  for (let step = 0; step < 3; step++) walk.complete();
  expect(walk.path().slice(-7)).toEqual(['E1', 'M7', 'S11', 'S12', 'S13', 'E1End', 'S7']);
  expect(walk.token()).toMatchObject({ elementId: 'S7', attempt: 1, returnsTo: null });
  expect(walk.position().attempts.S7).toBe(1);
});

test('the owner may return a case early', () => {
  const walk = walkTo('G1-no', undefined);
  walk.escalate();
  walk.complete();
  walk.giveBack();
  expect(walk.token()).toMatchObject({ elementId: 'S2', attempt: 2, returnsTo: null });
  expect(walk.path().slice(-2)).toEqual(['S12', 'S2']);
});

test('a case escalated twice counts the owner’s attempts', () => {
  const walk = walkTo();
  walk.escalate();
  walk.giveBack();
  walk.escalate();
  expect(walk.token()).toMatchObject({
    elementId: 'S11',
    attempt: 2,
    returnsTo: { elementId: 'S2', attempt: 1 },
  });
});

test('a customer who is not content has the case analysed again', () => {
  const walk = walkTo('G1-yes', 'G2-base', undefined);
  walk.reopen();
  expect(walk.token()).toMatchObject({ elementId: 'S2', attempt: 2 });
  expect(walk.position().endedAt).toBeNull();
});

test('where the flow says no place that is there, nobody reopens a case', () => {
  const walk = startWalk({ ...heflo, reopensAt: elementIdSchema.parse('gone') });
  for (const outcome of ['G1-yes', 'G2-base', undefined]) walk.complete(outcome);
  expect(() => walk.reopen()).toThrow('element-unknown');
});

test('a second completion of the same attempt is refused, also when the token is back at the step', () => {
  const walk = walkTo();
  const { id, elementId, attempt } = walk.token();
  const outcome = transition('G1-no');
  const again = {
    kind: 'complete',
    tokenId: id,
    elementId,
    attempt,
    outcome,
    work: fullWork(heflo, 'S2', 'G1-no'),
  } as const;
  expect(walk.ask(again).kind).toBe('moved');
  walk.complete('G1-no');
  expect(walk.ask(again)).toMatchObject({ kind: 'refused', reason: 'token-moved' });
  walk.complete();
  expect(walk.token().elementId).toBe(elementId);
  expect(walk.ask(again)).toMatchObject({ kind: 'refused', reason: 'token-moved' });
});

test('a completion of the step an escalation left is refused while the owner has the case', () => {
  const walk = walkTo();
  const { id, elementId, attempt } = walk.token();
  const work = fullWork(heflo, 'S2', 'G1-yes');
  walk.escalate();
  expect(
    walk.ask({ kind: 'complete', tokenId: id, elementId, attempt, outcome: transition('G1-yes'), work }),
  ).toMatchObject({ reason: 'token-moved' });
});

test('a step is left only by its own outcomes', () => {
  const walk = walkTo();
  const { id, elementId, attempt } = walk.token();
  const work = fullWork(heflo, 'S2', 'G1-yes');
  for (const outcome of ['S2-G1', 'G2-base', 'nowhere']) {
    const result = walk.ask({
      kind: 'complete',
      tokenId: id,
      elementId,
      attempt,
      outcome: transition(outcome),
      work,
    });
    expect(result).toMatchObject({ kind: 'refused', reason: 'outcome-unknown' });
  }
});

test('work left out is refused with exactly what lacks', () => {
  const walk = walkTo();
  const { id, elementId, attempt } = walk.token();
  const work = { form: { question: '  ' }, checked: [] };
  expect(
    walk.ask({ kind: 'complete', tokenId: id, elementId, attempt, outcome: transition('G1-no'), work }),
  ).toEqual({
    kind: 'refused',
    reason: 'work-missing',
    missing: [
      { kind: 'field', id: 'category' },
      { kind: 'field', id: 'question' },
    ],
  });
});

test('the owner’s steps and the customer’s cannot be escalated', () => {
  const waiting = walkTo('G1-no');
  expect(() => waiting.escalate()).toThrow('cannot-escalate-here');
  const escalated = walkTo();
  escalated.escalate();
  expect(() => escalated.escalate()).toThrow('cannot-escalate-here');
});

test('nobody escalates from within an escalation, whatever the step allows', () => {
  const elements = heflo.elements.map((element) =>
    element.kind === 'step' ? { ...element, canEscalate: true } : element,
  );
  const walk = startWalk({ ...heflo, elements });
  walk.escalate();
  expect(() => walk.escalate()).toThrow('cannot-escalate-here');
});

test('in a flow without a part for escalations nothing can be escalated', () => {
  const elements = heflo.elements.filter(
    (element) => element.kind !== 'start' || element.trigger !== 'escalation',
  );
  expect(() => startWalk({ ...heflo, elements }).escalate()).toThrow('cannot-escalate-here');
});

test('what does not fit the moment is refused with its reason', () => {
  const walk = walkTo();
  const { id, elementId } = walk.token();
  const here = { tokenId: id, elementId, attempt: 1 };
  expect(walk.ask({ kind: 'start', tokenId: tokenId('other') })).toMatchObject({ reason: 'already-started' });
  expect(walk.ask({ ...here, kind: 'return' })).toMatchObject({ reason: 'not-escalated' });
  expect(walk.ask({ ...here, kind: 'return', tokenId: tokenId('other') })).toMatchObject({
    reason: 'token-moved',
  });
  expect(walk.ask({ kind: 'reopen', tokenId: tokenId('other') })).toMatchObject({ reason: 'not-ended' });
  const elsewhere = elementIdSchema.parse('S3');
  expect(walk.ask({ ...here, kind: 'escalate', elementId: elsewhere })).toMatchObject({
    reason: 'token-moved',
  });
  expect(walk.ask({ ...here, kind: 'escalate', attempt: 2 })).toMatchObject({ reason: 'token-moved' });
  const ended = walkTo('G1-yes', 'G2-base', undefined);
  expect(ended.ask({ kind: 'start', tokenId: tokenId('other') })).toMatchObject({
    reason: 'already-started',
  });
});

test('a decision no step leads to waits for a person by itself', () => {
  const walk = startWalk(redirected('M1-S2', 'G1'));
  expect(walk.token().elementId).toBe('G1');
  walk.complete('G1-yes');
  expect(walk.path()).toEqual(['S1', 'M1', 'G1', 'S3']);
});

test('in a flow that runs in a circle of messages the token stops where it begins, and nothing is sent', () => {
  const circle = redirected('M1-S2', 'M1');
  const result = advance(circle, nowhere, { kind: 'start', tokenId: tokenId('token 0') }, heflo.publishedAt);
  expect(result).toMatchObject({
    kind: 'moved',
    position: { tokens: [{ elementId: 'S1', fault: 'runaway' }] },
    messageIds: [],
  });
});

/** The HEFLO flow with one arrow pointing elsewhere. */
function redirected(id: string, to: string): FlowVersion {
  const transitions = heflo.transitions.map((one) =>
    one.id === id ? { ...one, to: elementIdSchema.parse(to) } : one,
  );
  return { ...heflo, transitions };
}

function transition(id: string): TransitionId {
  return transitionIdSchema.parse(id);
}

test('a case begins at a start of the flow, and neither elsewhere nor inside a part of it', () => {
  const part = { within: 'P' };
  const flow = aFlow(
    [start(), start('too'), subProcess('P'), start('inner', part), step('A', part), end()],
    ['start-P', 'too-P', 'inner-A', 'P-end'],
  );
  const begun = (elementId: string) =>
    advance(
      flow,
      nowhere,
      { kind: 'start', tokenId: tokenId('first'), elementId: elementIdSchema.parse(elementId) },
      toInstant(0),
    );
  expect(begun('too')).toMatchObject({ kind: 'moved' });
  for (const id of ['nowhere', 'end', 'inner'])
    expect(begun(id)).toMatchObject({ kind: 'refused', reason: 'element-unknown' });
});
