/** What the mutators of a case share: finding it, and writing it back with the event that tells what happened. */
import { z } from 'zod';
import type { CaseEvent, Happening, SentMessage } from '#shared/domain/case/case-event.ts';
import { factsOf, withLearned } from '#shared/domain/case/facts.ts';
import { recorded } from '#shared/domain/case/recorded.ts';
import { type CaseId, caseName, type SupportCase } from '#shared/domain/case/support-case.ts';
import { type AdvanceResult, advance, type FlowInput } from '#shared/domain/flow/advance.ts';
import { answersInWords } from '#shared/domain/flow/answers.ts';
import { findElement, getLane, getMessage } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type ElementId, elementIdSchema } from '#shared/domain/flow/ids.ts';
import { type Move, type Position, type Seen, tokenIdSchema } from '#shared/domain/flow/position.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { companyId } from '#shared/domain/people/company.ts';
import type { Customer } from '#shared/domain/people/customer.ts';
import type { Role } from '#shared/domain/people/person.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { fillIn, inLanguage } from '#shared/lib/words.ts';
import {
  type Key,
  type MutationContext,
  type Outcome,
  type Refused,
  type Rows,
  refused,
  type Write,
} from './mutator.ts';

export type OpenedCase = {
  readonly supportCase: SupportCase;
  readonly version: FlowVersion;
  readonly customer: Customer;
  readonly company: string;
};

/** Where the author saw the token: part of the arguments of whatever moves it. */
export const seenArgs = {
  tokenId: tokenIdSchema,
  elementId: elementIdSchema,
  attempt: z.number().int().positive(),
};

/** The answers of a form, by the ids of its fields. */
export const answersSchema = z.record(z.string().max(40), z.string().max(20_000)).readonly();

type SeenInCase = Seen & { readonly caseId: CaseId };

/** What can be done to a token where its author saw it. */
type Act = DistributiveOmit<Extract<FlowInput, { attempt: number }>, keyof Seen>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export type MovedCase = {
  readonly kind: 'moved';
  readonly opened: OpenedCase;
  /** The case where it came to rest, with what was recorded and found out on the way. */
  readonly next: SupportCase;
  readonly moves: readonly Move[];
  readonly messageIds: readonly string[];
};

/** Moves the token its author saw, if they may work in its lane and it is still there. */
export function moveCase(
  rows: Rows,
  { caseId, tokenId, elementId, attempt }: SeenInCase,
  act: Act,
  context: MutationContext,
): MovedCase | Refused {
  const opened = findOpened(rows, caseId);
  if (opened === undefined) return refused('not-found');
  const { supportCase, version } = opened;
  if (supportCase.position.endedAt !== null) return refused('case-ended');
  if (!mayWorkAt(version, elementId, context.actor.roles)) return refused('not-your-lane');
  return moveOpened(rows, opened, { ...act, tokenId, elementId, attempt }, context);
}

/** As `moveCase`, for who need not work in that lane. */
export function moveOpened(
  rows: Rows,
  opened: OpenedCase,
  input: FlowInput,
  context: MutationContext,
): MovedCase | Refused {
  const { supportCase, version } = opened;
  const at = momentAfter(supportCase.changedAt, context.at);
  const worked = withWork(supportCase, version, input);
  const result = advance(version, supportCase.position, input, at, factsOf(worked, version));
  if (result.kind === 'refused') return refusedByFlow(result);
  const { position, moves, messageIds, learned } = result;
  const next = movedTo(position, { ...opened, supportCase: worked }, rows);
  return { kind: 'moved', opened, next: withLearned(next, learned), moves, messageIds };
}

/** The case with the answers of the step that is left: the rules after it go by them, in the same breath. */
function withWork(supportCase: SupportCase, version: FlowVersion, input: FlowInput): SupportCase {
  if (input.kind !== 'complete' || input.outcome === null) return supportCase;
  const { elementId, outcome, also, work } = input;
  const done = { elementId, outcome, also, form: work.form };
  return { ...supportCase, ...recorded(supportCase, version, done) };
}

/** A case with the flow version it is pinned to, its customer, who has it, and the company. */
export function caseKeys(rows: Rows, id: CaseId): readonly Key[] {
  const supportCase = rows.find('case', id);
  const first: readonly Key[] = [
    { kind: 'case', id },
    { kind: 'company', id: companyId },
  ];
  if (supportCase === undefined) return first;
  return [
    ...first,
    { kind: 'flow-version', id: supportCase.flowVersionId },
    { kind: 'customer', id: supportCase.customerId },
    ...(supportCase.assigneeId === null ? [] : [{ kind: 'person' as const, id: supportCase.assigneeId }]),
  ];
}

export function findOpened(rows: Rows, id: CaseId): OpenedCase | undefined {
  const supportCase = rows.find('case', id);
  const version = supportCase && rows.find('flow-version', supportCase.flowVersionId);
  const customer = supportCase && rows.find('customer', supportCase.customerId);
  if (!supportCase || !version || !customer) return undefined;
  return { supportCase, version, customer, company: rows.find('company', companyId)?.name ?? '' };
}

/**
 * The case where it came to rest. Whoever has it keeps it as long as there is
 * work in it that they may do: in others' lanes it waits for somebody of those,
 * with nobody.
 */
export function movedTo(position: Position, { supportCase, version }: OpenedCase, rows: Rows): SupportCase {
  const { assigneeId } = supportCase;
  const assignee = assigneeId === null ? undefined : rows.find('person', assigneeId);
  // One that waits at a join is work for nobody.
  const places = standingTokens(position).filter(({ via }) => via === undefined);
  const mayStay =
    assignee === undefined ||
    places.length === 0 ||
    places.some(({ elementId }) => mayWorkAt(version, elementId, assignee.roles));
  return { ...supportCase, position, assigneeId: mayStay ? assigneeId : null };
}

export type CaseChange = {
  readonly happening: Happening;
  readonly moves?: readonly Move[];
  readonly messages?: readonly SentMessage[];
  readonly isMerged?: true;
};

/** The case as it is from now on and the event that made it so. `also` are rows written beside it. */
export function changed(
  next: SupportCase,
  change: CaseChange,
  context: MutationContext,
  also: readonly Write[] = [],
): Outcome {
  const at = momentAfter(next.changedAt, context.at);
  const event: CaseEvent = {
    id: context.id('event'),
    caseId: next.id,
    by: context.actor.id,
    at,
    claimedAt: context.claimedAt,
    happening: change.happening,
    moves: change.moves ?? [],
    messages: change.messages ?? [],
  };
  return {
    kind: 'done',
    writes: [{ kind: 'case', id: next.id, doc: { ...next, changedAt: at, archivedAt: null } }, ...also],
    events: [event],
    ...(change.isMerged && { isMerged: change.isMerged }),
  };
}

/** The history of a case never runs backwards, whatever a clock says. */
export function momentAfter(previous: Instant, claimed: Instant): Instant {
  return toInstant(Math.max(previous, claimed));
}

function refusedByFlow(result: AdvanceResult & { kind: 'refused' }): Refused {
  return refused(
    result.reason,
    result.missing.map((missing) => missing.id),
  );
}

/** Whether someone may work in the lane of an element. A lane without a role is everyone's. */
export function mayWorkAt(version: FlowVersion, elementId: ElementId, roles: readonly Role[]): boolean {
  const element = findElement(version, elementId);
  const role = element === undefined ? null : getLane(version, element.laneId).role;
  return role === null || roles.includes(role);
}

/** The flow's messages as they are told now, in the customer's language. */
export function tellMessages(
  messageIds: readonly string[],
  opened: OpenedCase,
  values: Readonly<Record<string, string>>,
): readonly SentMessage[] {
  const { supportCase, version, customer, company } = opened;
  const language = customer.language;
  const known = {
    ...answersInWords(version, supportCase.form, language),
    ...values,
    company,
    customer: customer.name,
    case: caseName(supportCase),
    subject: supportCase.subject,
  };
  return messageIds.map((messageId) => {
    const template = getMessage(version, messageId);
    return { messageId, to: template.to, language, text: fillIn(inLanguage(template.text, language), known) };
  });
}
