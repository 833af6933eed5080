/** A flow played by a test, act by act, at a time it sets. */
import { advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type ElementId, elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import {
  applyMove,
  type Move,
  nowhere,
  type PendingTimer,
  type Position,
  type Token,
  tokenIdSchema,
} from '#shared/domain/flow/position.ts';
import type { Facts } from '#shared/domain/flow/rules.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';

export type Play = ReturnType<typeof play>;

/** `from` is one of several starts. */
export function play(version: FlowVersion, facts: Facts = {}, from?: ElementId) {
  let position: Position = nowhere;
  let known = facts;
  let now = 0;
  const moves: Move[] = [];
  const messageIds: string[] = [];

  function act(input: FlowInput): void {
    const at = toInstant(now);
    const result = advance(version, position, input, at, known);
    if (result.kind === 'refused') throw new Error(`${input.kind} refused: ${result.reason}`);
    // Whoever has the moves alone comes to the same place.
    const folded = result.moves.reduce((before, move) => applyMove(before, move, at), position);
    if (JSON.stringify(folded) !== JSON.stringify(result.position))
      throw new Error('The moves lead elsewhere');
    position = result.position;
    known = { ...known, ...result.learned };
    moves.push(...result.moves);
    messageIds.push(...result.messageIds);
  }

  function tokenAt(id: string): Token {
    return must(
      position.tokens.find(({ elementId }) => elementId === id),
      `a token at ${id}`,
    );
  }

  function place(id: string) {
    const { id: tokenId, elementId, attempt } = tokenAt(id);
    return { tokenId, elementId, attempt };
  }

  /** Completes what a token waits for at `id`; by the only way out where none is said. */
  function complete(id: string, outcome?: string, ...also: readonly string[]): void {
    const ways = outcomesAt(version, elementIdSchema.parse(id));
    act({
      kind: 'complete',
      ...place(id),
      outcome: outcome === undefined ? (ways[0]?.id ?? null) : transitionIdSchema.parse(outcome),
      also: also.map((way) => transitionIdSchema.parse(way)),
      work: { form: {}, checked: [] },
    });
  }

  /** The clock comes to where a timer is due, and it happens. */
  function timeUp({ tokenId, elementId, dueAt }: PendingTimer): void {
    now = Math.max(now, dueAt);
    act({ kind: 'time', tokenId, elementId, dueAt });
  }

  /** Lets time pass, and every timer that falls due in it happen, one after the other. */
  function wait(ms: number): void {
    const until = now + ms;
    for (;;) {
      const due = (position.timers ?? []).toSorted((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined || due.dueAt > until) break;
      timeUp(due);
    }
    now = until;
  }

  act({
    kind: 'start',
    tokenId: tokenIdSchema.parse('first'),
    ...(from !== undefined && { elementId: from }),
  });
  return {
    act,
    complete,
    wait,
    timeUp,
    tokenAt,
    place,
    ask: (input: FlowInput) => advance(version, position, input, toInstant(now), known),
    position: () => position,
    known: () => known,
    moves: (): readonly Move[] => moves,
    messageIds: (): readonly string[] => messageIds,
    /** Where tokens are, in the order of their names. */
    at: () => position.tokens.map(({ elementId }) => String(elementId)).sort(),
    /** Every element entered, in order. */
    entered: () =>
      moves.flatMap(({ to, why }) => (to === null || why === 'stopped' || why === 'sent' ? [] : [to])),
    faults: () => position.tokens.flatMap(({ fault }) => fault ?? []),
  };
}
