/** What a token does by itself where it has come: nothing where a person, a message or the clock is waited for. */
import { assertNever } from '#shared/lib/must.ts';
import { calledAt, entriesWithin, getElement } from './elements.ts';
import { parentAround } from './events.ts';
import type { Automatic, ElementOf } from './flow-element.ts';
import { raise, send, takeFromInbox } from './happen.ts';
import type { ElementId } from './ids.ts';
import { findInclusiveJoin, findParallelJoin } from './joins.ts';
import { cancel, cancelInside, consume, goOnAsOne, leave, takeByRule, tokensIn } from './leave.ts';
import { takesMessages } from './messages.ts';
import { isAsked } from './outcomes.ts';
import type { Token } from './position.ts';
import { decideByTable } from './rules.ts';
import type { Run } from './run.ts';
import { timersAt } from './timers.ts';

/** So many elements a run passes by itself; then the flow goes in a circle. */
const automaticLimit = 1000;

/** Lets every token act until each rests, is consumed or cannot go on. False where that has no end. */
export function settle(run: Run): boolean {
  for (let passed = 0; passed < automaticLimit; passed++) {
    const token = run.next();
    if (token !== undefined) act(run, token);
    else if (!openInclusiveJoin(run)) return true;
  }
  return false;
}

/** Stops every token that would act. */
export function halt(run: Run): void {
  for (let token = run.next(); token !== undefined; token = run.next())
    run.stop(token.id, token.elementId, 'runaway');
}

/** Back to the step an escalation took it from, in the same pass. */
export function giveBack(run: Run, token: Token): void {
  const { id, elementId, returnsTo } = token;
  if (returnsTo === null) return;
  cancelInside(run, token);
  const { elementId: to } = returnsTo;
  const timers = timersAt(run.version, getElement(run.version, to), id, run.at) ?? [];
  const move = { tokenId: id, from: elementId, via: null, to, why: 'returned' } as const;
  run.make({ ...move, ...(timers.length > 0 && { timers }) });
}

function act(run: Run, token: Token): void {
  const element = getElement(run.version, token.elementId);
  switch (element.kind) {
    case 'start':
    case 'boundary':
      leave(run, token);
      break;
    case 'step':
    case 'catch':
      if (takesMessages(element)) takeFromInbox(run, token);
      break;
    case 'automatic':
      perform(run, token, element);
      break;
    case 'gateway':
      actAtGateway(run, token, element);
      break;
    case 'throw':
      actAtThrow(run, token, element);
      break;
    case 'sub-process':
      // An event sub-process begins by its event.
      if (!element.isEvent) goInside(run, token, element.id);
      break;
    case 'call': {
      const called = calledAt(run.version, element);
      if (called === null) run.stop(token.id, element.id, 'nothing-to-run');
      else goInside(run, token, called);
      break;
    }
    case 'end':
      actAtEnd(run, token, element);
      break;
    default:
      assertNever(element);
  }
}

function actAtGateway(run: Run, token: Token, gateway: ElementOf<'gateway'>): void {
  switch (gateway.gateway) {
    case 'parallel': {
      // One that did not come by a way was put here by hand, and waits for nobody.
      const join = token.via === undefined ? undefined : findParallelJoin(run.version, run.tokens(), token);
      if (join !== undefined) goOnAsOne(run, join);
      else if (token.via === undefined) leave(run, token);
      break;
    }
    case 'inclusive':
      if (token.via === undefined) decide(run, token, gateway, 'all');
      break;
    case 'exclusive':
      decide(run, token, gateway, 'first');
      break;
    case 'event':
      takeFromInbox(run, token);
      break;
    default:
      assertNever(gateway.gateway);
  }
}

/** A rule decides at once; for a person's decision the token rests. */
function decide(run: Run, token: Token, gateway: ElementOf<'gateway'>, take: 'first' | 'all'): void {
  if (!isAsked(run.version, gateway)) takeByRule(run, token, take);
}

function openInclusiveJoin(run: Run): boolean {
  const join = findInclusiveJoin(run.version, run.tokens());
  if (join !== undefined) goOnAsOne(run, join);
  return join !== undefined;
}

function perform(run: Run, token: Token, { task, messageId, decisionId }: Automatic): void {
  if (task === 'send') send(run, token, messageId ?? null);
  if (!isStillThere(run, token)) return;
  const table = run.version.decisions?.find(({ id }) => id === decisionId);
  if (task !== 'rule' || table === undefined) {
    leave(run, token);
    return;
  }
  const decided = decideByTable(table, run.facts(), run.at);
  if (decided.kind === 'failed') {
    run.stop(token.id, token.elementId, 'rule-failed');
    return;
  }
  run.learn(decided.value);
  leave(run, token, { facts: decided.read });
}

function actAtThrow(run: Run, token: Token, { event }: ElementOf<'throw'>): void {
  if (event.kind === 'message') send(run, token, event.messageId);
  if (event.kind === 'escalation') raise(run, token, event);
  if (isStillThere(run, token)) leave(run, token);
}

function actAtEnd(run: Run, token: Token, { event }: ElementOf<'end'>): void {
  switch (event.kind) {
    case 'none':
      consume(run, token);
      break;
    case 'message':
      send(run, token, event.messageId);
      if (isStillThere(run, token)) consume(run, token);
      break;
    case 'escalation':
      raise(run, token, event);
      if (isStillThere(run, token)) consume(run, token);
      break;
    case 'error':
      if (!raise(run, token, event)) run.stop(token.id, token.elementId, 'error-not-caught');
      break;
    case 'terminate': {
      const { within } = getElement(run.version, token.elementId);
      const parentId = parentAround(run.version, run, token, within);
      for (const other of tokensIn(run, parentId, within)) if (other !== token) cancel(run, other);
      // One that was escalated out of a sub-process ends with it.
      if (isStillThere(run, token)) consume(run, token);
      break;
    }
    case 'return':
      if (token.returnsTo === null) consume(run, token);
      else giveBack(run, token);
      break;
    default:
      assertNever(event);
  }
}

/** Tokens are born inside, and this one waits for them; where there is nothing inside, it goes on. */
function goInside(run: Run, token: Token, within: ElementId): void {
  const entries = entriesWithin(run.version, within);
  const { id: parentId, elementId: from } = token;
  if (entries.length === 0) leave(run, token);
  for (const { id: to } of entries)
    run.enter({ tokenId: run.born(), from, via: null, to, why: 'parted', parentId });
}

/** What it raised or sent may have stopped everything around it. */
function isStillThere(run: Run, token: Token): boolean {
  return run.find(token.id) === token;
}
