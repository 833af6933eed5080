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
import { isAsked, outcomeName, outcomesAt } from './outcomes.ts';
import { isThere, type Position, type Seen, type Token, type TokenId } from './position.ts';
import type { Run } from './run.ts';
import { take } from './take.ts';

type TokenAct =
  /** Somewhere else, whatever the drawing says. */
  | { readonly act: 'move'; readonly to: ElementId }
  /** On by a way out, without the work. Null where nothing leads on. */
  | { readonly act: 'skip'; readonly outcome: TransitionId | null }
  /** Here once more, as the next attempt. */
  | { readonly act: 'repeat' }
  | { readonly act: 'cancel' };

type AddAct = { readonly act: 'add'; readonly to: ElementId };

export type RepairAct = (Seen & TokenAct) | (AddAct & { readonly tokenId: TokenId });

/** What somebody wants done, before it is said to which token. */
export type ChosenAct = TokenAct | AddAct;
export type RepairKind = ChosenAct['act'];

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
    return put(version, run, null, input.tokenId, input.to);
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

function put(
  version: FlowVersion,
  run: Run,
  token: Token | null,
  tokenId: TokenId,
  to: ElementId,
): { readonly reason: RepairRefusal } | undefined {
  const element = findElement(version, to);
  if (element === undefined || !canBePutAt(version, token)(element)) return { reason: 'element-unknown' };
  if (token !== null) cancelInside(run, token);
  // Out of the part escalations go to, it has nowhere to come back from any more.
  const isBack = token !== null && token.returnsTo !== null && !escalationPart(version).has(to);
  const from = token?.elementId ?? null;
  run.enter({ tokenId, from, via: null, to, why: 'repaired', ...(isBack && { returnsTo: null }) });
  return;
}

/**
 * A token stands only where one of its own level can: what it is put at has to
 * be part of the same process or sub-process, since elsewhere nothing would
 * wait for it to end. The level of an escalated one is that of the step it
 * left; where it went all of them go. One that is added (null) is of the flow's
 * own. An event that happens to something else cannot be stood at.
 */
function canBePutAt(version: FlowVersion, token: Token | null): (element: FlowElement) => boolean {
  const home = token === null ? null : getElement(version, token.returnsTo?.elementId ?? token.elementId);
  const part = token?.returnsTo ? escalationPart(version) : null;
  return (element) => {
    if (element.kind === 'boundary' || (element.kind === 'sub-process' && element.isEvent)) return false;
    // Who was not escalated has nothing to come back to.
    if (element.kind === 'end' && element.event.kind === 'return' && !token?.returnsTo) return false;
    return element.within === home?.within || part?.has(element.id) === true;
  };
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

/** Where people may want a token to stand, or one that is added (null), in the order of the flow. */
export function placesFor(version: FlowVersion, token: Token | null): readonly FlowElement[] {
  const canBeHere = canBePutAt(version, token);
  return version.elements.filter((element) => placeKinds.includes(element.kind) && canBeHere(element));
}

const placeKinds: readonly FlowElement['kind'][] = ['step', 'sub-process', 'call', 'catch', 'end'];

/** A way or a place; one without a name goes by what it leads to, or is. */
export type RepairChoice = Pick<FlowElement, 'kind' | 'name'> & { readonly id: ElementId | TransitionId };

/** What there is to choose for an act on a token: none where it needs no choice. */
export function repairChoices(version: FlowVersion, token: Token, act: RepairKind): readonly RepairChoice[] {
  if (act === 'skip')
    return waysPast(version, token.elementId).map((way) => {
      const { kind, name } = getElement(version, way.to);
      return { id: way.id, kind, name: outcomeName(version, way) ?? name };
    });
  return act === 'move' || act === 'add' ? placesFor(version, act === 'add' ? null : token) : [];
}

/** Null until what the act needs is chosen. */
export function chosenAct(
  version: FlowVersion,
  token: Token,
  act: RepairKind,
  choice: string | null,
): ChosenAct | null {
  switch (act) {
    case 'move':
    case 'add': {
      const place = placesFor(version, act === 'add' ? null : token).find(({ id }) => id === choice);
      return place === undefined ? null : { act, to: place.id };
    }
    case 'skip': {
      const ways = waysPast(version, token.elementId);
      const way = ways.find(({ id }) => id === choice);
      return way === undefined && ways.length > 0 ? null : { act, outcome: way?.id ?? null };
    }
    default:
      return { act };
  }
}

/** To this token, as it is seen now. */
export function actOn(
  { id: tokenId, elementId, attempt }: Token,
  chosen: ChosenAct,
): (Seen & TokenAct) | AddAct {
  return chosen.act === 'add' ? chosen : { ...chosen, tokenId, elementId, attempt };
}
