/** Going on: out of an element by its ways, up in another token, out of a sub-process, or to an end. */
import { getElement, transitionsFrom } from './elements.ts';
import type { Transition } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { Join } from './joins.ts';
import { isAsked } from './outcomes.ts';
import type { Move, Token, TokenId } from './position.ts';
import { decideWays } from './rules.ts';
import type { Run } from './run.ts';

/** What a way is taken with: why, the facts a rule decided by, the message it had waited for. */
export type Leave = Partial<Pick<Move, 'why' | 'facts' | 'takes'>>;

/** On by every way out; a way with a condition only where it holds. Without any, the token ends here. */
export function leave(run: Run, token: Token, as: Leave = {}): void {
  const ways = transitionsFrom(run.version, token.elementId);
  if (ways.length === 0) consume(run, token, as);
  else if (ways.some(({ condition }) => condition !== undefined)) takeByRule(run, token, 'all', as);
  else takeAll(run, token, ways, as);
}

/** On by the first way whose condition holds, or by all of them. */
export function takeByRule(run: Run, token: Token, take: 'first' | 'all', as: Leave = {}): void {
  const ways = transitionsFrom(run.version, token.elementId);
  const decided = decideWays(ways, run.facts(), run.at, take);
  if (decided.kind === 'failed') run.stop(token.id, token.elementId, 'rule-failed');
  else if (ways.length === 0) consume(run, token, as);
  else if (decided.value.length === 0) run.stop(token.id, token.elementId, 'no-path');
  else takeAll(run, token, decided.value, { ...as, facts: decided.read });
}

/** The token takes the first way, and for each other one a token is born. */
export function takeAll(run: Run, token: Token, ways: readonly Transition[], as: Leave = {}): void {
  const { id, elementId, parentId } = token;
  const [first, ...others] = ways;
  if (first === undefined) return;
  run.enter({ tokenId: id, from: elementId, via: first.id, to: first.to, why: 'passed', ...as });
  for (const { id: via, to } of others)
    run.enter({ tokenId: run.born(), from: elementId, via, to, why: 'parted', ...inside(parentId) });
}

/** The tokens of a join go on as one. */
export function goOnAsOne(run: Run, [into, ...others]: Join): void {
  for (const { id, elementId } of others)
    run.make({ tokenId: id, from: elementId, via: null, to: null, why: 'joined' });
  const { id, elementId } = into;
  // It has met the others: what it waits for from here on is somebody's decision.
  if (isAsked(run.version, getElement(run.version, elementId)))
    run.make({ tokenId: id, from: elementId, via: null, to: elementId, why: 'passed' });
  else leave(run, into);
}

/** The token is no more; the last inside a sub-process lets the one that waits outside go on. */
export function consume(run: Run, token: Token, as: Leave = {}): void {
  run.make({ tokenId: token.id, from: token.elementId, via: null, to: null, why: 'ended', ...as });
  const parent = token.parentId === undefined ? undefined : run.find(token.parentId);
  if (parent === undefined || run.tokens().some(({ parentId }) => parentId === parent.id)) return;
  const element = getElement(run.version, parent.elementId);
  if (element.kind === 'sub-process' && element.isEvent) consume(run, parent);
  else leave(run, parent);
}

/** Taken away by hand; what it was inside of goes on where it was the last. */
export function remove(run: Run, token: Token): void {
  cancelInside(run, token);
  consume(run, token, { why: 'cancelled' });
}

/** Taken away by what happens around it, with everything inside it. */
export function cancel(run: Run, token: Token): void {
  cancelInside(run, token);
  run.make({ tokenId: token.id, from: token.elementId, via: null, to: null, why: 'cancelled' });
}

export function cancelInside(run: Run, token: Token): void {
  for (const inner of run.tokens()) if (inner.parentId === token.id) cancel(run, inner);
}

/** Those in the same process or sub-process, and in the same round of it; one that was escalated out of it too. */
export function tokensIn(
  run: Run,
  parentId: TokenId | undefined,
  within: ElementId | undefined,
): readonly Token[] {
  return run
    .tokens()
    .filter(
      (token) =>
        token.parentId === parentId &&
        (parentId !== undefined || getElement(run.version, token.elementId).within === within),
    );
}

export function inside(parentId: TokenId | undefined): Pick<Move, 'parentId'> {
  return parentId === undefined ? {} : { parentId };
}
