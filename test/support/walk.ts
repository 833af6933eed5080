/**
 * A case walked through its flow by a test: one call a person's act, each
 * kept as the event the mutators would write. Time passes a minute an act.
 */
import type { CaseEvent, Happening } from '#shared/domain/case/case-event.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { type AdvanceResult, advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { elementIdSchema, type TransitionId, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { fieldsFor, onlyOutcome, type StepWork } from '#shared/domain/flow/outcomes.ts';
import { nowhere, type Position, type Token, tokenIdSchema } from '#shared/domain/flow/position.ts';
import { type PersonId, personIdSchema } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';

const root = 'b5a1f0de-0c9b-4a52-8f6e-3d1b8c4a7e10';
const caseId = caseIdSchema.parse(derivedId(root, 'case'));
const openedAt = Date.UTC(2026, 2, 9, 12);

/** A person of the tests, the same for the same name. */
export function personId(name: string): PersonId {
  return personIdSchema.parse(derivedId(root, name));
}

export function tokenId(label: string): Token['id'] {
  return tokenIdSchema.parse(derivedId(root, label));
}

/** Whatever the step asks when it is left by `outcome`: every field filled, every item ticked. */
export function fullWork(version: FlowVersion, elementId: string, outcome: string): StepWork {
  const step = findStep(version, elementIdSchema.parse(elementId));
  const fields = fieldsFor(step?.form ?? [], transitionIdSchema.parse(outcome));
  return {
    form: Object.fromEntries(fields.map((field) => [field.id, anAnswer(version, field)])),
    checked: (step?.checklist ?? []).map((item) => item.id),
  };
}

function anAnswer(version: FlowVersion, field: FormField): string {
  if (field.type === 'choice') return must(field.options[0], `an option of ${field.id}`).id;
  if (field.type === 'category') return must(version.categories[0], 'a category').id;
  return field.type === 'yes-no' ? 'yes' : `what was said about ${field.id}`;
}

export type Walk = ReturnType<typeof startWalk>;

export function startWalk(version: FlowVersion) {
  let position: Position = nowhere;
  const events: CaseEvent[] = [];
  const messageIds: string[] = [];

  function ask(input: FlowInput): AdvanceResult {
    return advance(version, position, input, toInstant(openedAt + events.length * 60_000));
  }

  function act(input: FlowInput, happening: Happening, by: string): void {
    const at = toInstant(openedAt + events.length * 60_000);
    const result = ask(input);
    if (result.kind === 'refused') throw new Error(`${input.kind} refused: ${result.reason}`);
    position = result.position;
    messageIds.push(...result.messageIds);
    const id = derivedId(root, `event ${events.length}`);
    events.push({
      id,
      caseId,
      by: personId(by),
      at,
      claimedAt: at,
      happening,
      moves: result.moves,
      messages: [],
    });
  }

  function token(): Token {
    return must(position.tokens[0], 'the token of a case that goes on');
  }

  /** Completes the step the token rests at; without an outcome, by the only one there is. */
  function complete(outcome?: string, by = 'Ana'): void {
    const { id, elementId, attempt } = token();
    const way: TransitionId =
      outcome === undefined
        ? must(onlyOutcome(version, elementId), `the only way out of ${elementId}`).id
        : transitionIdSchema.parse(outcome);
    const work = fullWork(version, elementId, way);
    const happening: Happening = { kind: 'step-completed', elementId, attempt, outcome: way, ...work };
    act({ kind: 'complete', tokenId: id, elementId, attempt, outcome: way, work }, happening, by);
  }

  function escalate(by = 'Ana'): void {
    const { id, elementId, attempt } = token();
    act(
      { kind: 'escalate', tokenId: id, elementId, attempt },
      { kind: 'escalated', elementId, text: 'stuck' },
      by,
    );
  }

  function giveBack(by = 'Ana'): void {
    const { id, elementId, attempt } = token();
    act(
      { kind: 'return', tokenId: id, elementId, attempt },
      { kind: 'returned', elementId, text: 'decided' },
      by,
    );
  }

  function reopen(by = 'Ana'): void {
    const id = tokenId(`token ${events.length}`);
    act({ kind: 'reopen', tokenId: id }, { kind: 'reopened', text: 'not content' }, by);
  }

  act({ kind: 'start', tokenId: tokenId('token 0') }, { kind: 'opened', text: 'help' }, 'Ana');
  return {
    ask,
    complete,
    escalate,
    giveBack,
    reopen,
    token,
    events,
    messageIds,
    position: () => position,
    /** Every element the token entered, in order. */
    path: () => events.flatMap((event) => event.moves.flatMap((move) => (move.to === null ? [] : [move.to]))),
  };
}
