/** What comes to a token from outside itself: time, messages, errors and escalations. */
import { assertNever } from '#shared/lib/must.ts';
import { type EventSubProcess, eventSubProcessesWithin, getElement, transitionsFrom } from './elements.ts';
import { findCatcher, heardAround, interrupts, parentAround, type Thrown } from './events.ts';
import type { Boundary, ElementOf } from './flow-element.ts';
import type { ElementId } from './ids.ts';
import { cancel, cancelInside, inside, type Leave, leave, tokensIn } from './leave.ts';
import { receiverOf } from './messages.ts';
import type { Move, PendingTimer, Token, TokenId } from './position.ts';
import type { Run } from './run.ts';
import { nextTime } from './timers.ts';

/** What the token waits for happens: the event it is at, or one its event gateway leads to. */
export function happen(run: Run, token: Token, eventId: ElementId, as: Leave = {}): void {
  if (token.elementId === eventId) {
    leave(run, token, as);
    return;
  }
  const way = transitionsFrom(run.version, token.elementId).find(({ to }) => to === eventId);
  if (way === undefined) return;
  run.make({ why: 'occurred', ...as, tokenId: token.id, from: token.elementId, via: way.id, to: eventId });
  const there = run.find(token.id);
  if (there !== undefined) leave(run, there);
}

/** A boundary event happens to the token at what it is attached to. */
export function happenAtEdge(run: Run, host: Token, boundary: Boundary, timer?: PendingTimer): void {
  const { id, elementId, parentId } = host;
  const entry = { from: elementId, via: null, to: boundary.id, why: 'occurred' } as const;
  if (interrupts(boundary)) {
    cancelInside(run, host);
    run.enter({ ...entry, tokenId: id });
  } else {
    run.enter({ ...entry, tokenId: run.born(), ...inside(parentId), ...over(timer) }, again(run, timer));
  }
}

/** Somebody hears, while the token is where it is, of what begins an event sub-process around it. */
export function happenAround(run: Run, token: Token, start: ElementOf<'start'>): void {
  const heard = heardAround(run.version, getElement(run.version, token.elementId));
  const begun = heard.find((one) => one.start.id === start.id);
  if (begun === undefined) return;
  const parentId = parentAround(run.version, run, token, begun.subProcess.within);
  beginEventSubProcess(run, begun, parentId);
}

/** A timer is due. `token` is the one it belongs to; those of the whole flow belong to none. */
export function fire(run: Run, timer: PendingTimer, token: Token | undefined): void {
  const event = getElement(run.version, timer.elementId);
  if (event.kind === 'start') {
    const subProcess = event.within === undefined ? undefined : getElement(run.version, event.within);
    if (subProcess?.kind === 'sub-process')
      beginEventSubProcess(run, { subProcess, start: event }, timer.tokenId ?? undefined, timer);
  } else if (token !== undefined && event.kind === 'boundary') {
    happenAtEdge(run, token, event, timer);
  } else if (token !== undefined) {
    happen(run, token, timer.elementId);
  }
}

/** An error or an escalation is raised. Whether somebody takes it. */
export function raise(run: Run, token: Token, thrown: Thrown): boolean {
  const catcher = findCatcher(run.version, run, token, thrown);
  if (catcher === undefined) return false;
  if (catcher.kind === 'boundary') happenAtEdge(run, catcher.host, catcher.boundary);
  else beginEventSubProcess(run, catcher.eventSubProcess, catcher.parentId);
  return true;
}

/** Tells the message, and brings it to the process of this version it goes to. */
export function send(run: Run, token: Token, messageId: string | null): void {
  if (messageId !== null) run.tell(messageId);
  const flows = run.version.messageFlows ?? [];
  for (const { to } of flows.filter(({ from }) => from === token.elementId)) {
    const receiver = receiverOf(run.version, run.tokens(), to);
    if (receiver === undefined) continue;
    switch (receiver.kind) {
      case 'start':
        run.enter({ tokenId: run.born(), from: null, via: null, to, why: 'occurred' });
        break;
      case 'event-sub-process':
        beginEventSubProcess(run, receiver.eventSubProcess, receiver.parentId);
        break;
      case 'boundary':
        happenAtEdge(run, receiver.host, receiver.boundary);
        break;
      case 'waiting':
        happen(run, receiver.token, to, { why: 'occurred' });
        break;
      case 'nobody-yet':
        run.make({ tokenId: token.id, from: token.elementId, via: null, to, why: 'sent' });
        break;
      default:
        assertNever(receiver);
    }
  }
}

/** A message for where the token waits that came before it did. */
export function takeFromInbox(run: Run, token: Token): void {
  const inbox = run.inbox();
  if (inbox.length === 0) return;
  const element = getElement(run.version, token.elementId);
  const waitsFor =
    element.kind === 'gateway'
      ? transitionsFrom(run.version, token.elementId).map(({ to }) => to)
      : [token.elementId];
  const takes = waitsFor.find((id) => inbox.includes(id));
  if (takes !== undefined) happen(run, token, takes, { why: 'occurred', takes });
}

/** An event begins its event sub-process, beside the tokens around it or in their place. */
function beginEventSubProcess(
  run: Run,
  { subProcess, start }: EventSubProcess,
  parentId: TokenId | undefined,
  timer?: PendingTimer,
): void {
  const around = tokensIn(run, parentId, subProcess.within);
  const tokenId = run.born();
  const isInterrupting = interrupts(start);
  // What it interrupts waits for none of the others any more.
  const beside = eventSubProcessesWithin(run.version, subProcess.within ?? null);
  const drops = beside.flatMap((one) => (one.start.timer === undefined ? [] : one.start.id));
  run.enter(
    {
      tokenId,
      from: null,
      via: null,
      to: subProcess.id,
      why: 'occurred',
      ...inside(parentId),
      ...over(timer),
      ...(isInterrupting && drops.length > 0 && { drops }),
    },
    isInterrupting ? [] : again(run, timer),
  );
  if (isInterrupting) for (const token of around) if (run.find(token.id) !== undefined) cancel(run, token);
  const first = { tokenId: run.born(), from: subProcess.id, via: null, to: start.id, parentId: tokenId };
  run.enter({ ...first, why: 'parted' });
}

/** That the timer is over, where it belongs to another than the one that is born. */
function over(timer: PendingTimer | undefined): Pick<Move, 'fired'> {
  return timer === undefined ? {} : { fired: { tokenId: timer.tokenId, elementId: timer.elementId } };
}

function again(run: Run, timer: PendingTimer | undefined): readonly PendingTimer[] {
  const next = timer === undefined ? undefined : nextTime(run.version, timer);
  return next === undefined ? [] : [next];
}
