/**
 * Putting a case right by hand: a token is moved, sent on without its work,
 * begun again, added or taken away. Whoever may do it says why; the moves are
 * part of the history like any other.
 */
import { assertNever } from '#shared/lib/must.ts';
import { findElement, findTransition, getElement, transitionsFrom } from './elements.ts';
import { escalationPart } from './escalation.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion, Transition } from './flow-version.ts';
import type { ElementId, TransitionId } from './ids.ts';
import { cancelInside, leave, remove } from './leave.ts';
import { isAsked, outcomesAt } from './outcomes.ts';
import { isThere, type Position, type Seen, type Token, type TokenId } from './position.ts';
import type { Run } from './run.ts';
import { take } from './take.ts';

export type RepairAct =
  /** Somewhere else, whatever the drawing says. */
  | (Seen & { readonly act: 'move'; readonly to: ElementId })
  /** On by a way out, without the work. Null where nothing leads on. */
  | (Seen & { readonly act: 'skip'; readonly outcome: TransitionId | null })
  /** Here once more, as the next attempt. */
  | (Seen & { readonly act: 'repeat' })
  | (Seen & { readonly act: 'cancel' })
  | { readonly act: 'add'; readonly tokenId: TokenId; readonly to: ElementId };

export type Repair = RepairAct & { readonly kind: 'repair' };

export type RepairRefusal =
  | 'token-moved'
  | 'outcome-unknown'
  /** None a token of its level can be put at. */
  | 'element-unknown'
  | 'case-ended';

/** Undefined where it could begin. */
export function repair(
  version: FlowVersion,
  position: Position,
  input: Repair,
  run: Run,
): { readonly reason: RepairRefusal } | undefined {
  if (position.tokens.length === 0) return { reason: 'case-ended' };
  if (input.act === 'add') {
    if (run.find(input.tokenId) !== undefined) return { reason: 'token-moved' };
    return put(version, run, undefined, input.tokenId, input.to);
  }
  const token = run.find(input.tokenId);
  if (!isThere(token, input)) return { reason: 'token-moved' };
  switch (input.act) {
    case 'move':
      return put(version, run, token, token.id, input.to);
    case 'repeat':
      return put(version, run, token, token.id, token.elementId);
    case 'skip':
      return skip(version, run, token, input.outcome);
    case 'cancel':
      remove(run, token);
      return;
    default:
      return assertNever(input);
  }
}

/**
 * A token stands only where one of its own level can: what it is moved to has
 * to be part of the same process or sub-process, since elsewhere nothing would
 * wait for it to end.
 */
function put(
  version: FlowVersion,
  run: Run,
  token: Token | undefined,
  tokenId: TokenId,
  to: ElementId,
): { readonly reason: RepairRefusal } | undefined {
  const element = findElement(version, to);
  if (element === undefined || !canBePutAt(element) || !isOnLevelOf(version, token, element))
    return { reason: 'element-unknown' };
  if (token !== undefined) cancelInside(run, token);
  // Out of the part escalations go to, it has nowhere to come back from any more.
  const isBack = token !== undefined && token.returnsTo !== null && !escalationPart(version).has(to);
  const from = token?.elementId ?? null;
  run.enter({ tokenId, from, via: null, to, why: 'repaired', ...(isBack && { returnsTo: null }) });
  return;
}

/** The level of an escalated token is that of the step it left; where it went all of them go. */
function isOnLevelOf(version: FlowVersion, token: Token | undefined, element: FlowElement): boolean {
  if (token === undefined) return element.within === undefined;
  if (token.returnsTo !== null && escalationPart(version).has(element.id)) return true;
  const home = token.returnsTo?.elementId ?? token.elementId;
  return element.within === getElement(version, home).within;
}

function skip(
  version: FlowVersion,
  run: Run,
  token: Token,
  outcome: TransitionId | null,
): { readonly reason: RepairRefusal } | undefined {
  const { id: tokenId, elementId } = token;
  const ways = waysPast(version, elementId);
  const as = { why: 'repaired' } as const;
  if (outcome === null) {
    if (ways.length > 1) return { reason: 'outcome-unknown' };
    cancelInside(run, token);
    leave(run, token, as);
    return;
  }
  const way = findTransition(version, outcome);
  const isOwn = way?.from === elementId;
  if (way === undefined || !(isOwn || ways.includes(way))) return { reason: 'outcome-unknown' };
  // What happens at the edge says itself whether the work stops.
  if (isOwn) cancelInside(run, token);
  if (isOwn && isDecidedByRule(version, elementId))
    run.enter({ tokenId, from: elementId, via: outcome, to: way.to, ...as });
  else take(run, token, [way], as);
  return;
}

/** The ways a token can be sent on by hand: what people choose from, or a rule would, or an event. */
export function waysPast(version: FlowVersion, elementId: ElementId): readonly Transition[] {
  const element = getElement(version, elementId);
  const isChoice = isDecidedByRule(version, elementId) || isEventGateway(element);
  const own = isChoice ? transitionsFrom(version, elementId) : [];
  return [...new Set([...own, ...outcomesAt(version, elementId)])];
}

/** Whoever sends a token on past a rule says the way, since the rule may be what failed. */
function isDecidedByRule(version: FlowVersion, elementId: ElementId): boolean {
  const element = getElement(version, elementId);
  const isDecision =
    element.kind === 'gateway' && (element.gateway === 'exclusive' || element.gateway === 'inclusive');
  const hasConditions = transitionsFrom(version, elementId).some(({ condition }) => condition !== undefined);
  return (isDecision || hasConditions) && !isAsked(version, element);
}

function isEventGateway(element: FlowElement): boolean {
  return element.kind === 'gateway' && element.gateway === 'event';
}

/** Where people may want a token to stand: the places of the level an element is at, or of the flow's own, in its order. */
export function placesBeside(version: FlowVersion, elementId: ElementId | null): readonly FlowElement[] {
  const within = elementId === null ? undefined : findElement(version, elementId)?.within;
  return version.elements.filter(
    (element) => placeKinds.includes(element.kind) && canBePutAt(element) && element.within === within,
  );
}

const placeKinds: readonly FlowElement['kind'][] = ['step', 'sub-process', 'call', 'catch', 'end'];

/** An event that happens to something else cannot be stood at. */
function canBePutAt(element: FlowElement): boolean {
  return element.kind !== 'boundary' && !(element.kind === 'sub-process' && element.isEvent);
}
