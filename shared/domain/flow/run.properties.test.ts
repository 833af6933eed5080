/** What holds in any flow whose ways meet again, whatever people and the clock do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Play, play } from '#test/support/play.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { restsAt } from './advance.ts';
import { getElement, transitionsTo } from './elements.ts';
import type { FlowVersion } from './flow-version.ts';
import { outcomesAt } from './outcomes.ts';
import type { Token } from './position.ts';

const picks = fc.infiniteStream(fc.nat(1_000_000));
const facts = fc.record({ x: fc.nat(9) });
const minute = 60_000;

test('tokens rest where something is waited for, and nothing waits for what is not there', () => {
  fc.assert(
    fc.property(randomFlow, facts, picks, (flow, known, drawn) => {
      const played = play(flow, known);
      for (let act = 0; act < 60 && played.position().tokens.length > 0; act++) {
        doSomething(flow, played, next(drawn));
        expectWhole(flow, played);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('every case can be brought to its end, and is at fault nowhere', () => {
  fc.assert(
    fc.property(randomFlow, facts, picks, (flow, known, drawn) => {
      const played = play(flow, known);
      for (let act = 0; act < 3_000 && played.position().endedAt === null; act++) {
        // Loops are left at last.
        if (act < 100) doSomething(flow, played, next(drawn));
        else doSomething(flow, played, act % 7 === 0 ? 0 : act * 1_000);
        expect(played.faults()).toEqual([]);
      }
      expect(played.position()).toMatchObject({ tokens: [] });
      expect(played.position().endedAt).not.toBeNull();
      expect(played.position().timers).toBeUndefined();
    }),
    { seed, numRuns: 300 },
  );
});

/** A token completed by one of the ways that are offered, or time that passes. */
function doSomething(flow: FlowVersion, played: Play, pick: number): void {
  const open = played
    .position()
    .tokens.flatMap((token) => outcomesAt(flow, token.elementId).map((way) => ({ token, way })));
  const chosen = open[Math.floor(pick / 7) % Math.max(open.length, 1)];
  if (chosen === undefined || pick % 7 === 0) {
    played.wait((pick % 180) * minute + hourWhere(played));
    return;
  }
  const { id: tokenId, elementId, attempt } = chosen.token;
  const work = { form: {}, checked: [] };
  played.act({ kind: 'complete', tokenId, elementId, attempt, outcome: chosen.way.id, work });
}

function hourWhere(played: Play): number {
  return played.position().timers === undefined ? 0 : 60 * minute;
}

function expectWhole(flow: FlowVersion, played: Play): void {
  const { tokens, timers = [], endedAt } = played.position();
  expect(new Set(tokens.map(({ id }) => id)).size).toBe(tokens.length);
  expect(endedAt === null).toBe(tokens.length > 0);
  for (const token of tokens) {
    const element = getElement(flow, token.elementId);
    const children = tokens.filter(({ parentId }) => parentId === token.id);
    const isHost = element.kind === 'sub-process' || element.kind === 'call';
    expect(children.length > 0, token.elementId).toBe(isHost);
    if (token.parentId !== undefined) expect(tokens.map(({ id }) => id)).toContain(token.parentId);
    const waits =
      isHost ||
      restsAt(flow, token.elementId) ||
      isWaitingAtJoin(flow, token) ||
      timers.some(({ tokenId }) => tokenId === token.id);
    expect(waits, token.elementId).toBe(true);
  }
  for (const { tokenId } of timers) expect(tokens.map(({ id }) => id)).toContain(tokenId);
}

function isWaitingAtJoin(flow: FlowVersion, token: Token): boolean {
  const element = getElement(flow, token.elementId);
  return element.kind === 'gateway' && token.via !== undefined && transitionsTo(flow, element.id).length > 1;
}

function next(stream: fc.Stream<number>): number {
  return stream.next().value ?? 0;
}
