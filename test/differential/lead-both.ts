/** One case led through Raia and through bpmn-elements, from one file and by the same decisions. */
import { restsAt } from '#shared/domain/flow/advance.ts';
import { getElement, transitionsFrom } from '#shared/domain/flow/elements.ts';
import { interrupts } from '#shared/domain/flow/events.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { isAsked, outcomesAt } from '#shared/domain/flow/outcomes.ts';
import type { PendingTimer, Position, Token } from '#shared/domain/flow/position.ts';
import type { Facts } from '#shared/domain/flow/rules.ts';
import { type Peer, startPeer } from '#test/support/bpmn-elements.ts';
import type { PeerFlow } from '#test/support/bpmn-elements-flow.ts';
import { play } from '#test/support/play.ts';
import { fullWork } from '#test/support/walk.ts';
import { enteredBy, orderIn } from './entered.ts';

/** What one act led to in either engine. */
export type Turn = { readonly act: string; readonly ours: After; readonly theirs: After };
type After = { readonly entered: readonly string[]; readonly hasEnded: boolean };

export type Lead = {
  readonly from: ElementId;
  readonly facts?: Facts;
  /** A number that picks one of what can be done. */
  readonly draw: () => number;
};

/** Turn by turn, until nothing is left to do. */
export function* leadBoth(flow: PeerFlow, { from, facts = {}, draw }: Lead): Generator<Turn> {
  const { version } = flow;
  const inOrder = orderIn(version);
  const ours = play(version, facts, from);
  const theirs = startPeer(flow, from, facts);
  let told = 0;

  function turn(act: string): Turn {
    const moves = ours.moves().slice(told);
    told += moves.length;
    return {
      act,
      ours: {
        entered: inOrder(enteredBy(version, moves)),
        hasEnded: ours.position().endedAt !== null,
      },
      theirs: { entered: inOrder(theirs.entered()), hasEnded: theirs.hasEnded() },
    };
  }

  yield turn('start');
  const happened = new Set<string>();
  for (;;) {
    const open = whatCanBeDone(version, ours.position(), happened);
    const act = open[draw() % open.length];
    if (act === undefined) return;
    if (act.kind === 'time') {
      ours.timeUp(act.timer);
      if (getElement(version, act.timer.elementId).kind === 'start') theirs.begin(act.timer.elementId);
      theirs.timeUp(act.timer.elementId);
      yield turn(`time of ${act.timer.elementId}`);
    } else {
      const { token, way } = act;
      const { id: tokenId, elementId, attempt } = token;
      happened.add(eventOf(act));
      const outcome = way?.id ?? null;
      const work = outcome === null ? { form: {}, checked: [] } : fullWork(version, elementId, outcome);
      const also = alsoTaken(version, way, draw);
      ours.act({
        kind: 'complete',
        tokenId,
        elementId,
        attempt,
        outcome,
        also: also.map(({ id }) => id),
        work,
      });
      complete(theirs, version, token, way === null ? [] : [way, ...also]);
      yield turn(`${elementId} by ${[way, ...also].map((one) => one?.id).join(' and ')}`);
    }
  }
}

/** The same by bpmn-elements: Raia takes a decision with the work before it, and hears events where a token waits. */
export function complete(peer: Peer, version: FlowVersion, token: Token, ways: readonly Transition[]): void {
  const [way] = ways;
  const here = getElement(version, token.elementId);
  const ids = ways.map(({ id }) => id);
  if (way === undefined) {
    peer.signal(here.id);
  } else if (getElement(version, way.from).kind === 'boundary') {
    peer.signal(way.from);
  } else if (getElement(version, way.from).kind === 'start') {
    peer.begin(way.from);
    peer.signal(way.from);
  } else if (here.kind === 'gateway' && here.gateway === 'event') {
    peer.signal(way.to);
  } else if (isAsked(version, here)) {
    peer.decide(here.id, ids);
  } else {
    peer.signal(here.id);
    if (way.from !== here.id) peer.decide(way.from, ids);
  }
}

type Completion = { readonly kind: 'complete'; readonly token: Token; readonly way: Transition | null };
type Act = Completion | { readonly kind: 'time'; readonly timer: PendingTimer };

function whatCanBeDone(
  version: FlowVersion,
  { tokens, timers = [] }: Position,
  happened: ReadonlySet<string>,
): readonly Act[] {
  const completions = tokens
    .filter(
      ({ elementId, via, fault }) => via === undefined && fault === undefined && restsAt(version, elementId),
    )
    .flatMap((token): readonly Completion[] => {
      const ways = outcomesAt(version, token.elementId);
      return (ways.length === 0 ? [null] : ways).map((way) => ({ kind: 'complete', token, way }));
    });
  // An event beside the work is heard again by Raia as long as the work goes on (13.5.3), by bpmn-elements once.
  const anew = completions.filter((act) => !isBeside(version, act.way?.from) || !happened.has(eventOf(act)));
  // bpmn-elements runs an element once at a time, and keeps a second token outside until the first has left.
  const isFree = (event: ElementId | undefined) =>
    event === undefined ||
    !isBeside(version, event) ||
    transitionsFrom(version, event).every(({ to }) => tokens.every(({ elementId }) => elementId !== to));
  return [
    ...anew.filter(({ way }) => isFree(way?.from)),
    ...timers
      .toSorted((one, other) => one.dueAt - other.dueAt)
      .filter(({ elementId }) => isFree(elementId))
      .slice(0, 1)
      .map((timer): Act => ({ kind: 'time', timer })),
  ];
}

/** An event that leaves the work where it is. */
function isBeside(version: FlowVersion, id: ElementId | undefined): boolean {
  const element = id === undefined ? undefined : getElement(version, id);
  return (element?.kind === 'boundary' || element?.kind === 'start') && !interrupts(element);
}

function eventOf({ token, way }: Completion): string {
  return `${way?.from} ${token.id} ${token.attempt}`;
}

/** Where several ways can be decided for, now and then all of them. */
function alsoTaken(version: FlowVersion, way: Transition | null, draw: () => number): readonly Transition[] {
  const from = way === null ? undefined : getElement(version, way.from);
  const isInclusive = from?.kind === 'gateway' && from.gateway === 'inclusive' && isAsked(version, from);
  if (!isInclusive || draw() % 2 === 0) return [];
  return transitionsFrom(version, from.id).filter((other) => other !== way);
}
