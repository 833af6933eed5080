/**
 * A design tried out: one case led through it by a list of decisions, without
 * anybody's work. What a step asks for and the list does not say is taken as
 * done, unless it could decide the way.
 */
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { addDuration } from '#shared/lib/iso-time.ts';
import { languages } from '#shared/lib/words.ts';
import { type AdvanceRefusal, advance, type FlowInput } from './advance.ts';
import { findStep, getElement } from './elements.ts';
import type { FlowVersion, Transition } from './flow-version.ts';
import type { FormField } from './form.ts';
import type { ElementId, TransitionId } from './ids.ts';
import { fieldsFor, outcomeName, outcomesAt } from './outcomes.ts';
import { nowhere, type Position, type Token, tokenIdSchema } from './position.ts';
import type { Fact, Facts } from './rules.ts';
import { firstDue } from './timers.ts';

/** `element` by its id or name; `outcome` a transition by its id or label; `after` an ISO 8601 duration. */
export type PlayDecision = {
  readonly element: string;
  readonly outcome?: string | undefined;
  /** By hand, instead of being completed. */
  readonly escalates?: boolean | undefined;
  readonly form?: Readonly<Record<string, Fact>> | undefined;
  readonly after?: string | undefined;
};

export type PlayProblem =
  /** No token waits at such an element. */
  | 'not-there'
  | 'outcome-unknown'
  /** It has several ways out, and none was said. */
  | 'outcome-missing'
  | 'duration-unreadable'
  /** More fall due than a case ever has. */
  | 'too-many-timers'
  | AdvanceRefusal;

export type Played = {
  /** The elements entered, in order. */
  readonly entered: readonly ElementId[];
  /** Templates of the messages told, in order. */
  readonly messageIds: readonly string[];
  readonly position: Position;
  /** The decision that could not be followed, counted from 0. */
  readonly problem: {
    readonly nth: number;
    readonly kind: PlayProblem;
    readonly fields: readonly string[];
  } | null;
};

/** A timer that comes again each second would go on for as long as somebody says that time passes. */
const mostTimers = 1_000;

export function playFlow(version: FlowVersion, decisions: readonly PlayDecision[]): Played {
  let position: Position = nowhere;
  let facts: Facts = {};
  let at = toInstant(0);
  let fired = 0;
  const entered: ElementId[] = [];
  const messageIds: string[] = [];

  function act(input: FlowInput): PlayProblem | null {
    const result = advance(version, position, input, at, facts);
    if (result.kind === 'refused') {
      lacking = result.missing.map(({ id }) => id);
      return result.reason;
    }
    position = result.position;
    facts = { ...facts, ...result.learned };
    messageIds.push(...result.messageIds);
    for (const { to, why } of result.moves)
      if (to !== null && why !== 'stopped' && why !== 'sent' && why !== 'returned') entered.push(to);
    return null;
  }

  let lacking: readonly string[] = [];
  act({ kind: 'start', tokenId: tokenIdSchema.parse('case') });
  for (const [nth, decision] of decisions.entries()) {
    const kind = follow(decision);
    if (kind !== null) return { entered, messageIds, position, problem: { nth, kind, fields: lacking } };
  }
  return { entered, messageIds, position, problem: null };

  function follow({ element, outcome, escalates, form = {}, after }: PlayDecision): PlayProblem | null {
    if (after !== undefined) {
      const until = addDuration(at, after);
      if (until === undefined) return 'duration-unreadable';
      const problem = passTime(until);
      if (problem !== null) return problem;
    }
    facts = { ...facts, ...form };
    const token = position.tokens.find(({ elementId }) => isCalled(version, elementId, element));
    // A timer that was waited for is a decision too, and has been followed by now.
    if (token === undefined) return entered.some((id) => isTimer(version, id, element)) ? null : 'not-there';
    return escalates ? escalate(token) : complete(token, outcome, form);
  }

  function passTime(until: Instant): PlayProblem | null {
    for (let due = firstDue(position, until); due !== undefined; due = firstDue(position, until)) {
      if (++fired > mostTimers) return 'too-many-timers';
      at = toInstant(Math.max(at, due.dueAt));
      const { tokenId, elementId, dueAt } = due;
      if (act({ kind: 'time', tokenId, elementId, dueAt }) !== null) return null;
    }
    at = until;
    return null;
  }

  function escalate({ id: tokenId, elementId, attempt }: Token): PlayProblem | null {
    return act({ kind: 'escalate', tokenId, elementId, attempt });
  }

  function complete(
    token: Token,
    said: string | undefined,
    form: NonNullable<PlayDecision['form']>,
  ): PlayProblem | null {
    const { id: tokenId, elementId, attempt } = token;
    const ways = outcomesAt(version, elementId);
    const way = said === undefined ? ways[0] : ways.find((one) => isLabelled(version, one, said));
    if (way === undefined && (said !== undefined || ways.length > 0)) return 'outcome-unknown';
    if (said === undefined && ways.length > 1) return 'outcome-missing';
    const outcome = way?.id ?? null;
    return act({
      kind: 'complete',
      ...{ tokenId, elementId, attempt, outcome },
      work: { form: workOf(version, elementId, outcome, form), checked: itemsOf(version, elementId) },
    });
  }
}

/** What the step asks, as far as it was said; free text that was not is filled with a dash. */
function workOf(
  version: FlowVersion,
  elementId: ElementId,
  outcome: TransitionId | null,
  form: Readonly<Record<string, Fact>>,
): Readonly<Record<string, string>> {
  const step = findStep(version, elementId);
  const asked = step === undefined || outcome === null ? [] : fieldsFor(step.form, outcome);
  return Object.fromEntries(
    asked.flatMap((field) => {
      const answer = toAnswer(form[field.id], field);
      return answer === undefined ? [] : [[field.id, answer] as const];
    }),
  );
}

function toAnswer(fact: Fact | undefined, { type }: FormField): string | undefined {
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  if (fact !== undefined && fact !== null) return String(fact);
  return ['text', 'long-text', 'solution', 'article'].includes(type) ? '-' : undefined;
}

function itemsOf(version: FlowVersion, elementId: ElementId): readonly string[] {
  return findStep(version, elementId)?.checklist.map(({ id }) => id) ?? [];
}

function isCalled(version: FlowVersion, id: ElementId, called: string): boolean {
  const { name } = getElement(version, id);
  return id === called || languages.some((language) => isSame(name[language], called));
}

function isLabelled(version: FlowVersion, way: Transition, said: string): boolean {
  const name = outcomeName(version, way);
  return way.id === said || languages.some((language) => isSame(name?.[language] ?? '', said));
}

function isTimer(version: FlowVersion, id: ElementId, called: string): boolean {
  const element = getElement(version, id);
  return 'event' in element && element.event.kind === 'timer' && isCalled(version, id, called);
}

/** As people type it: blanks and capitals aside. */
function isSame(name: string, typed: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(name) !== '' && plain(name) === plain(typed);
}
