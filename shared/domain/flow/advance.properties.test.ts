/** What holds whatever people do, in whatever order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { anEvent } from '#test/support/an-event.ts';
import { messagesOf } from '#test/support/flow-paths.ts';
import { heflo } from '#test/support/flows.ts';
import { seed } from '#test/support/seed.ts';
import { fullWork, tokenId } from '#test/support/walk.ts';
import { advance, type FlowInput, restsAt } from './advance.ts';
import { getElement, laneOf } from './elements.ts';
import { missingFor, outcomesAt } from './outcomes.ts';
import { type Move, nowhere, type Position } from './position.ts';

/** True once in so many draws. */
const seldom = (times: number) => fc.nat(times - 1).map((drawn) => drawn === 0);

/**
 * An act as it is drawn at random; `toInput` makes it an input. Most acts are
 * what a person could do on the screen, so that cases get far; a wild one
 * names anything at all, a stale one an attempt that is not the present one.
 */
const act = fc.record({
  kind: fc.constantFrom(
    'complete',
    'complete',
    'complete',
    'complete',
    'escalate',
    'return',
    'reopen',
    'start',
  ),
  /** Which of the outcomes, or of the elements and transitions. */
  pick: fc.nat(1000),
  isWild: seldom(5),
  isStale: seldom(8),
  work: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({
        form: fc.dictionary(fc.constantFrom('category', 'question', 'solution', 'facts'), fc.string()),
        checked: fc.array(fc.constantFrom('reviewed', 'no-personal-data', 'read-whole')),
      }),
    },
  ),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const started: Act = { kind: 'start', pick: 0, isWild: false, isStale: false, work: undefined };

const acts = fc.array(act, { maxLength: 80, size: 'max' });

test('any acts in any order keep the position whole, or are refused with a reason', () => {
  let moved = 0;
  fc.assert(
    fc.property(acts, (drawn) => {
      for (const { result, after, entered, sent } of lived(drawn)) {
        if (result.kind === 'refused') {
          expect(result.reason === 'work-missing').toBe(result.missing.length > 0);
          continue;
        }
        moved++;
        expect(after.tokens.length).toBe(after.endedAt === null ? 1 : 0);
        for (const token of after.tokens) {
          expect(restsAt(heflo, token.elementId)).toBe(true);
          expect(laneOf(heflo, token.elementId).isOnlyUnderEscalation).toBe(token.returnsTo !== null);
        }
        expect(after.attempts).toEqual(entered);
        expect(result.messageIds).toEqual(sent);
        expect(result.moves.length).toBeGreaterThan(0);
      }
    }),
    { seed },
  );
  expect(moved).toBeGreaterThan(500);
});

test('the position is the fold of the moves', () => {
  fc.assert(
    fc.property(acts, (drawn) => {
      const events: CaseEvent[] = [];
      for (const { result, after, at } of lived(drawn)) {
        if (result.kind === 'refused') continue;
        events.push(anEvent(result.moves, at));
        expect(foldPosition(events)).toEqual(after);
      }
    }),
    { seed },
  );
});

test('the same input from the same position gives the same answer, and changes nothing it was given', () => {
  fc.assert(
    fc.property(acts, (drawn) => {
      for (const { before, input, result, at } of lived(drawn)) {
        const copy = structuredClone({ before, input });
        expect(advance(heflo, copy.before, copy.input, at)).toEqual(result);
        expect(copy).toEqual({ before, input });
      }
    }),
    { seed },
  );
});

test('what was completed once is refused for ever after', () => {
  fc.assert(
    fc.property(acts, (drawn) => {
      const completed: FlowInput[] = [];
      for (const { input, result, after, at } of lived(drawn)) {
        if (input.kind === 'complete' && result.kind === 'moved') completed.push(input);
        for (const again of completed)
          expect(advance(heflo, after, again, at)).toMatchObject({ kind: 'refused', reason: 'token-moved' });
      }
    }),
    { seed },
  );
});

test('work is missing exactly as long as something is listed as missing', () => {
  fc.assert(
    fc.property(acts, (drawn) => {
      for (const { before, input, result } of lived(drawn)) {
        if (input.kind !== 'complete' || (result.kind === 'refused' && result.reason !== 'work-missing'))
          continue;
        const missing = missingFor(
          heflo,
          must(before.tokens[0], 'the token').elementId,
          must(input.outcome, 'an outcome'),
          input.work,
        );
        expect(result.kind === 'refused' ? result.missing : []).toEqual(missing);
        expect(new Set(missing.map(({ id }) => id)).size).toBe(missing.length);
      }
    }),
    { seed },
  );
});

test('from wherever a case has come to, it can be brought to its end', () => {
  fc.assert(
    fc.property(acts, fc.infiniteStream(fc.nat(1000)), (drawn, picks) => {
      let position = [...lived(drawn)].at(-1)?.after ?? nowhere;
      for (let count = 0; position.endedAt === null && count < 500; count++) {
        const pick = must(picks.next().value, 'a pick');
        const input = toInput(position, { ...started, kind: 'complete', pick });
        const result = advance(heflo, position, input, toInstant(count));
        if (result.kind === 'refused') throw new Error(`${input.kind} refused: ${result.reason}`);
        position = result.position;
      }
      expect(position.endedAt).not.toBeNull();
    }),
    { seed },
  );
});

/** The acts one after the other, each with what it met and what it led to. */
function* lived(drawn: readonly Act[]) {
  let before: Position = nowhere;
  let entered: Readonly<Record<string, number>> = {};
  for (const [index, one] of [started, ...drawn].entries()) {
    const at = toInstant(1_772_500_000_000 + index);
    const input = toInput(before, one);
    const result = advance(heflo, before, input, at);
    const moves = result.kind === 'moved' ? result.moves : [];
    entered = counted(entered, moves);
    const after = result.kind === 'moved' ? result.position : before;
    yield { before, input, result, after, at, entered, sent: sentBy(moves) };
    before = after;
  }
}

function toInput(position: Position, { kind, pick, isWild, isStale, work }: Act): FlowInput {
  const token = position.tokens[0];
  const id = isWild && pick % 3 === 0 ? tokenId('somebody else’s') : (token?.id ?? tokenId(`token ${pick}`));
  const elementId = isWild || token === undefined ? from(heflo.elements, pick).id : token.elementId;
  const attempt = (token?.attempt ?? 1) + (isStale ? 1 : 0);
  switch (kind) {
    case 'start':
    case 'reopen':
      return { kind, tokenId: id };
    case 'return':
    case 'escalate':
      return { kind, tokenId: id, elementId, attempt };
    case 'complete': {
      const outcomes = outcomesAt(heflo, elementId);
      const outcome = from(isWild || outcomes.length === 0 ? heflo.transitions : outcomes, pick).id;
      return {
        kind,
        tokenId: id,
        elementId,
        attempt,
        outcome,
        work: work ?? fullWork(heflo, elementId, outcome),
      };
    }
  }
}

function from<T>(list: readonly T[], pick: number): T {
  return must(list[pick % list.length], 'one of the list');
}

/** How often each element was entered; a return goes on with the attempt it left. */
function counted(
  before: Readonly<Record<string, number>>,
  moves: readonly Move[],
): Readonly<Record<string, number>> {
  const after = { ...before };
  for (const { to, why } of moves) if (to !== null && why !== 'returned') after[to] = (after[to] ?? 0) + 1;
  return after;
}

function sentBy(moves: readonly Move[]): readonly string[] {
  return moves.flatMap(({ to }) => {
    const element = to === null ? undefined : getElement(heflo, to);
    return element?.kind === 'throw' ? messagesOf([element]) : [];
  });
}
