/** What holds in every flow the checker finds no error in, whatever is done to a case and whenever. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { anEvent } from '#test/support/an-event.ts';
import { type Act, answerTo, anyAct, toInput } from '#test/support/any-input.ts';
import { checkedFlow } from '#test/support/checked-flow.ts';
import { frozen } from '#test/support/frozen.ts';
import { runsByItself } from '#test/support/runs-by-itself.ts';
import { seed } from '#test/support/seed.ts';
import { expectStopped, expectTimersBegun, expectWhole } from '#test/support/whole-position.ts';
import { checkFlow, isError } from './check/check-flow.ts';
import type { FlowElement } from './flow-element.ts';
import { type FlowVersion, flowVersionSchema } from './flow-version.ts';
import { isThere, moveSchema, nowhere, type Position, positionSchema } from './position.ts';
import type { Facts } from './rules.ts';

const facts = fc.record({ x: fc.nat(9) });
const acts = fc.array(anyAct, { minLength: 10, maxLength: 50, size: 'max' });

test('tokens rest where something is waited for, and what is over leaves nothing behind', () => {
  fc.assert(
    fc.property(checkedFlow, facts, acts, (flows, known, drawn) => {
      for (const { version, next, before, input, result, after, at } of lived(flows, known, drawn)) {
        expectWhole(next, after, at);
        if (result.kind === 'refused') continue;
        if (input.kind !== 'migrate') expectStopped(version, before, result.moves);
        if (input.kind !== 'migrate') expectTimersBegun(next, after, at);
      }
    }),
    { seed, numRuns: 100 },
  );
});

test('the events alone lead to the position, as they are kept and read again', () => {
  fc.assert(
    fc.property(checkedFlow, facts, acts, (flows, known, drawn) => {
      const events: CaseEvent[] = [];
      const ever = new Set<string>();
      for (const { before, result, after, at } of lived(flows, known, drawn)) {
        if (result.kind === 'refused') continue;
        const kept: unknown = JSON.parse(JSON.stringify(result.moves));
        events.push(anEvent(moveSchema.array().parse(kept), at));
        expect(foldPosition(events)).toEqual(after);
        expect(positionSchema.parse(after)).toEqual(after);
        for (const [id, count] of Object.entries(before.attempts))
          expect(after.attempts[id]).toBeGreaterThanOrEqual(count);
        const born = after.tokens.filter(({ id }) => before.tokens.every((token) => token.id !== id));
        for (const { id } of born) expect(ever).not.toContain(id);
        for (const { tokenId } of result.moves) ever.add(tokenId);
      }
    }),
    { seed, numRuns: 50 },
  );
});

test('the same input leads to the same moves, and changes nothing it was given', () => {
  fc.assert(
    fc.property(checkedFlow, facts, acts, (flows, known, drawn) => {
      for (const { version, before, input, result, at, facts: given } of lived(flows, known, drawn)) {
        // A version of its own remembers nothing of those before.
        const again = answerTo({ ...version }, structuredClone(before), input, at, given);
        expect(again).toEqual(result);
      }
    }),
    { seed, numRuns: 50 },
  );
});

test('what is seen otherwise, chosen twice or not due is refused', () => {
  fc.assert(
    fc.property(checkedFlow, facts, acts, (flows, known, drawn) => {
      for (const { before, input, result, at } of lived(flows, known, drawn)) {
        if (result.kind === 'refused') continue;
        const { tokens, timers = [] } = before;
        const tokenId = 'tokenId' in input ? input.tokenId : null;
        const token = tokens.find(({ id }) => id === tokenId);
        if ('attempt' in input) expect(isThere(token, input)).toBe(true);
        if (input.kind === 'complete') {
          const ways = [input.outcome, ...(input.also ?? [])];
          expect(new Set(ways).size).toBe(ways.length);
        }
        if (input.kind === 'time') {
          const { elementId, dueAt } = input;
          expect(timers).toContainEqual(expect.objectContaining({ tokenId, elementId, dueAt }));
          expect(at).toBeGreaterThanOrEqual(dueAt);
        }
      }
    }),
    { seed, numRuns: 50 },
  );
});

test('a case runs away only in a circle in which nothing is waited for', () => {
  let straight = 0;
  fc.assert(
    fc.property(checkedFlow, facts, acts, (flows, known, drawn) => {
      const circles = flows.map(runsByItself);
      straight += circles.filter((one) => !one).length;
      for (const { next, result } of lived(flows, known, drawn)) {
        const runsAway = result.kind === 'moved' && result.moves.some(({ fault }) => fault === 'runaway');
        if (runsAway) expect(circles[flows.indexOf(next)]).toBe(true);
      }
    }),
    { seed, numRuns: 50 },
  );
  expect(straight).toBeGreaterThan(25);
});

test('every kind of element and of act is among those tried', () => {
  const tried = new Map<string, number>();
  const count = (what: Iterable<string>) => {
    for (const one of what) tried.set(one, (tried.get(one) ?? 0) + 1);
  };
  // Those of one seed: what is seldom would now and then be missing.
  const cases = fc.sample(fc.tuple(checkedFlow, facts, acts), { seed: 1, numRuns: 100 });
  for (const [flows, known, drawn] of cases) {
    for (const flow of flows) {
      expect(flowVersionSchema.parse(flow)).toEqual(flow);
      expect(checkFlow(flow).filter(isError)).toEqual([]);
      count(new Set(flow.elements.map(kindOf)));
    }
    for (const { input, result } of lived(flows, known, drawn)) {
      count([`${input.kind === 'repair' ? input.act : input.kind} ${result.kind}`]);
      if (result.kind === 'moved') count(new Set(result.moves.map(({ why }) => why)));
    }
  }
  expect(everyKind.filter((kind) => (tried.get(kind) ?? 0) < 5)).toEqual([]);
});

const everyKind = [
  ...['step user', 'step receive', 'automatic service', 'automatic send', 'automatic rule', 'call'],
  ...[
    'exclusive person',
    'exclusive rule',
    'inclusive person',
    'inclusive rule',
    'parallel rule',
    'event rule',
  ],
  ...[
    'throw message',
    'throw escalation',
    'catch message',
    'catch timer',
    'sub-process',
    'event sub-process',
  ],
  ...['end none', 'end message', 'end escalation', 'end error', 'end terminate', 'end return'],
  ...['start request', 'start message', 'start timer', 'start escalation', 'start error'],
  ...['start message beside', 'start timer beside', 'start escalation beside'],
  ...['boundary message', 'boundary timer', 'boundary escalation', 'boundary error'],
  ...['boundary message beside', 'boundary timer beside', 'boundary escalation beside'],
  ...['complete', 'time', 'escalate', 'return', 'start', 'reopen', 'migrate'].map((kind) => `${kind} moved`),
  ...['move', 'skip', 'repeat', 'add', 'cancel'].map((kind) => `${kind} moved`),
  ...['complete', 'time', 'escalate', 'return', 'start', 'reopen', 'migrate'].map(
    (kind) => `${kind} refused`,
  ),
  ...['move', 'skip', 'repeat', 'add', 'cancel'].map((kind) => `${kind} refused`),
  ...['occurred', 'parted', 'joined', 'cancelled', 'stopped', 'returned', 'sent', 'migrated'],
];

/** `beside` is an event that does not stop what goes on. */
function kindOf(element: FlowElement): string {
  const { kind } = element;
  switch (kind) {
    case 'step':
    case 'automatic':
      return `${kind} ${element.task}`;
    case 'gateway':
      return `${element.gateway} ${element.decidedBy}`;
    case 'sub-process':
      return element.isEvent ? 'event sub-process' : kind;
    case 'start':
      return `${kind} ${element.trigger}${element.isInterrupting === false ? ' beside' : ''}`;
    case 'boundary':
      return `${kind} ${element.event.kind}${element.isInterrupting ? '' : ' beside'}`;
    case 'call':
      return kind;
    default:
      return `${kind} ${element.event.kind}`;
  }
}

/** The acts one after the other, each with what it met and what it led to; `next` is the version the case is in then. */
function* lived(flows: readonly [FlowVersion, FlowVersion], given: Facts, drawn: readonly Act[]) {
  let [version, other] = flows;
  let before = nowhere;
  let known = given;
  let now = 1_772_500_000_000;
  for (const act of [...drawn.slice(0, 1), starts, ...drawn]) {
    const { input, at } = toInput(version, other, before, act, toInstant(now + minute));
    const result = answerTo(version, frozen(before), input, at, known);
    const after: Position = result.kind === 'moved' ? result.position : before;
    const next = result.kind === 'moved' && input.kind === 'migrate' ? other : version;
    yield { version, next, before, input, result, after, at, facts: known };
    if (next !== version) [version, other] = [other, version];
    if (result.kind === 'moved') known = { ...known, ...result.learned };
    before = after;
    now = at;
  }
}

const minute = 60_000;
const starts: Act = { kind: 'start', pick: 0, place: 0, wild: 9 };
