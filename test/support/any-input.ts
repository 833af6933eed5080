/**
 * Whatever may be done to a case: mostly what a screen or the clock would, and
 * now and then what names a pass that is over, a way that is not there, or
 * anything at all. The case may be taken to another version of its flow.
 */
import fc from 'fast-check';
import { advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema, type TransitionId, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { type ElementMapping, type Migrated, migrate } from '#shared/domain/flow/migrate.ts';
import { outcomesAt, takenTogether } from '#shared/domain/flow/outcomes.ts';
import { planMigration } from '#shared/domain/flow/plan-migration.ts';
import type { Position, Token } from '#shared/domain/flow/position.ts';
import { type ChosenAct, placesFor, waysPast } from '#shared/domain/flow/repair.ts';
import type { Facts } from '#shared/domain/flow/rules.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { oneOf } from './flow-edits.ts';
import { fullWork, tokenId } from './walk.ts';

const kinds = [
  ...([
    'complete',
    'complete',
    'complete',
    'complete',
    'complete',
    'complete',
    'time',
    'time',
    'time',
  ] as const),
  ...(['escalate', 'escalate', 'return', 'return', 'return', 'reopen', 'start', 'migrate'] as const),
  ...(['move', 'skip', 'repeat', 'add', 'cancel'] as const),
] as const;

/** An act as it is drawn; `toInput` makes it an input. */
export const anyAct = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(10_000),
  place: fc.nat(10_000),
  /** What of it is wrong: 0 to 4 and otherwise nothing. */
  wild: fc.oneof({ weight: 4, arbitrary: fc.constant(9) }, fc.nat(4)),
});
export type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

export type Input =
  | FlowInput
  | { readonly kind: 'migrate'; readonly to: FlowVersion; readonly mapping: ElementMapping };

/** The input, and when it comes. `other` is the version the case may be taken to. */
export function toInput(
  version: FlowVersion,
  other: FlowVersion,
  position: Position,
  act: Act,
  now: Instant,
): { readonly input: Input; readonly at: Instant } {
  const { pick, place, wild } = act;
  const kind = fittingKind(version, position, act);
  const one = { tokenId: tokenId(`${kind} at ${now}`) };
  switch (kind) {
    case 'start': {
      const start = oneOf(wild === 0 ? version.elements : [], place);
      const elementId = wild === 1 ? unknown : start?.id;
      return { input: { kind, ...one, ...(elementId && { elementId }) }, at: now };
    }
    case 'reopen':
      return { input: { kind, ...one }, at: now };
    case 'time':
      return timeOf(position, act, now);
    case 'migrate': {
      const mapping =
        wild === 9
          ? planMigration(version, other, [{ position }], new Map(), now).mapping
          : anyMapping(version, other, act);
      return { input: { kind, to: other, mapping }, at: now };
    }
    default: {
      const token = oneOf(tokensFor(version, position, kind, wild), pick);
      const attempt = (token?.attempt ?? 1) + (wild === 1 ? 1 : 0);
      const elementId =
        (wild === 2 || token === undefined ? oneOf(version.elements, place)?.id : token.elementId) ?? unknown;
      const seen = {
        tokenId: wild === 0 || token === undefined ? one.tokenId : token.id,
        elementId,
        attempt,
      };
      if (kind === 'escalate' || kind === 'return') return { input: { kind, ...seen }, at: now };
      if (kind === 'complete')
        return { input: { kind, ...seen, ...choice(version, elementId, act) }, at: now };
      if (kind === 'add') {
        const to =
          wild === 3 ? oneOf(version.elements, place)?.id : oneOf(placesFor(version, null), pick)?.id;
        return { input: { kind: 'repair', ...one, act: kind, to: to ?? unknown }, at: now };
      }
      return { input: { kind: 'repair', ...seen, ...repairOf(version, token, kind, act) }, at: now };
    }
  }
}

/** What it leads to. */
export function answerTo(
  version: FlowVersion,
  position: Position,
  input: Input,
  at: Instant,
  facts: Facts,
): ReturnType<typeof advance> | Migrated {
  if (input.kind === 'migrate') return migrate(version, input.to, position, input.mapping, at, facts);
  return advance(version, position, input, at, facts);
}

const unknown = elementIdSchema.parse('nowhere');

/** What can be done instead where nobody could do this: most of it is not wild. */
function fittingKind(version: FlowVersion, position: Position, { kind, wild }: Act): Act['kind'] {
  if (wild < 9) return kind;
  if (position.endedAt !== null) return kind === 'migrate' ? kind : 'reopen';
  const canComplete = position.tokens.some(({ elementId }) => outcomesAt(version, elementId).length > 0);
  if (kind === 'complete' && !canComplete) return position.timers === undefined ? 'skip' : 'time';
  const isIdle = kind === 'start' || kind === 'reopen' || (kind === 'time' && position.timers === undefined);
  const isFor = kind === 'escalate' || kind === 'return';
  const hasNone = isFor && tokensFor(version, position, kind, wild).length === 0;
  return position.tokens.length > 0 && (isIdle || hasNone) ? 'complete' : kind;
}

/** Those that the act can be done to, where there are any. */
function tokensFor(
  version: FlowVersion,
  { tokens }: Position,
  kind: Act['kind'],
  wild: number,
): readonly Token[] {
  const fitting = tokens.filter(({ elementId, returnsTo }) => {
    if (kind === 'complete') return outcomesAt(version, elementId).length > 0;
    if (kind === 'escalate') return findStep(version, elementId)?.canEscalate === true && returnsTo === null;
    return kind !== 'return' || returnsTo !== null;
  });
  const isOnlyFor = kind === 'escalate' || kind === 'return';
  return wild === 3 || (fitting.length === 0 && !isOnlyFor) ? tokens : fitting;
}

/** One way, or several of an inclusive decision; the same one twice where it is wild. */
function choice(version: FlowVersion, elementId: Token['elementId'], { pick, place, wild }: Act) {
  const isKnown = elementId !== unknown;
  const ways = isKnown && wild !== 3 ? outcomesAt(version, elementId) : version.transitions;
  const outcome = place % 17 === 0 ? null : (oneOf(ways, place)?.id ?? null);
  const together = isKnown ? takenTogether(version, elementId).map(({ id }) => id) : [];
  const isOneOfMany = outcome !== null && together.includes(outcome) && pick % 2 === 0;
  const others: readonly TransitionId[] = isOneOfMany ? together.filter((id) => id !== outcome) : [];
  const also = wild === 4 && outcome !== null ? [...others, outcome] : others;
  const nothing = { form: {}, checked: [] };
  const isDone = isKnown && outcome !== null && wild !== 2;
  return { outcome, also, work: isDone ? fullWork(version, elementId, outcome) : nothing };
}

function repairOf(
  version: FlowVersion,
  token: Token | undefined,
  act: 'move' | 'skip' | 'repeat' | 'cancel',
  { place, wild }: Act,
): Exclude<ChosenAct, { readonly act: 'add' }> {
  if (act === 'move') {
    const places = wild === 3 || token === undefined ? version.elements : placesFor(version, token);
    return { act, to: wild === 2 ? unknown : (oneOf(places, place)?.id ?? unknown) };
  }
  if (act === 'skip') {
    const ways = wild === 3 || token === undefined ? version.transitions : waysPast(version, token.elementId);
    return {
      act,
      outcome: oneOf(ways, place)?.id ?? (wild === 2 ? transitionIdSchema.parse('nowhere') : null),
    };
  }
  return { act };
}

/** A timer when it is due; too early, of another moment or of nobody where it is wild. */
function timeOf({ timers = [] }: Position, { pick, wild }: Act, now: Instant) {
  const timer = oneOf(timers, pick);
  const elementId = wild === 2 || timer === undefined ? unknown : timer.elementId;
  const due = timer?.dueAt ?? now;
  const input = {
    kind: 'time',
    tokenId: wild === 0 ? tokenId('nobody') : (timer?.tokenId ?? null),
    elementId,
    dueAt: toInstant(due + (wild === 1 ? 1 : 0)),
  } as const;
  return { input, at: wild === 3 ? now : toInstant(Math.max(now, due)) };
}

/** Some elements are led to any others. */
function anyMapping(version: FlowVersion, other: FlowVersion, { pick, place, wild }: Act): ElementMapping {
  const pairs = Array.from({ length: wild + 1 }, (_, index) => {
    const [one, there] = [oneOf(version.elements, pick + index), oneOf(other.elements, place + index)];
    return [one?.id ?? unknown, there?.id ?? unknown] as const;
  });
  return new Map(pairs);
}
