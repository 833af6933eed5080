/**
 * Timers as data: when a token comes somewhere, what the clock will do is
 * written down. Whoever keeps the clock sends it back as an input when it is
 * due; nothing here waits.
 *
 * A token that comes back from an escalation begins its timers anew: the time
 * the process owner took is not the step's.
 */
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { addDuration, parseMoment, parseRepetition } from '#shared/lib/iso-time.ts';
import { boundariesOf, eventSubProcessesWithin, getElement, transitionsFrom } from './elements.ts';
import type { FlowElement, Timer } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { PendingTimer, Position, TokenId } from './position.ts';

/** Undefined where one of them says no time that can be read. */
export type Timers = readonly PendingTimer[] | undefined;

/** What runs while a token is at an element. */
export function timersAt(version: FlowVersion, element: FlowElement, tokenId: TokenId, at: Instant): Timers {
  switch (element.kind) {
    case 'catch':
      return pending([element], tokenId, at);
    case 'gateway':
      if (element.gateway !== 'event') return [];
      return pending(
        transitionsFrom(version, element.id).map((way) => getElement(version, way.to)),
        tokenId,
        at,
      );
    case 'step':
    case 'automatic':
      return pending(boundariesOf(version, element.id), tokenId, at);
    case 'sub-process':
    case 'call': {
      const inside = element.kind === 'call' ? element.calls : element.id;
      const starts = inside === null ? [] : startsOfEvents(version, inside);
      return pending([...boundariesOf(version, element.id), ...starts], tokenId, at);
    }
    default:
      return [];
  }
}

/** Whether it says a time, and for one that comes again a time that passes. */
export function canBeRead(timer: Timer): boolean {
  const from = toInstant(0);
  const due = firstTime(timer, from);
  return due !== undefined && (timer.kind !== 'cycle' || due > from);
}

/** What runs as long as the case does. */
export function timersOfFlow(version: FlowVersion, at: Instant): Timers {
  return pending(startsOfEvents(version, null), null, at);
}

/** What is due first, by then. */
export function firstDue({ timers = [] }: Position, by: Instant): PendingTimer | undefined {
  return timers.filter(({ dueAt }) => dueAt <= by).toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

/** The next time of a timer that comes again, after it was due. */
export function nextTime(version: FlowVersion, timer: PendingTimer): PendingTimer | undefined {
  const { repeats, dueAt, elementId } = timer;
  if (repeats === undefined) return undefined;
  const cycle = timerOf(getElement(version, elementId));
  const each = cycle === undefined ? undefined : parseRepetition(cycle.value)?.each;
  const next = each === undefined ? undefined : addDuration(dueAt, each);
  return next === undefined ? undefined : toPending(timer.tokenId, elementId, next, repeats && repeats - 1);
}

function startsOfEvents(version: FlowVersion, within: ElementId | null): readonly FlowElement[] {
  return eventSubProcessesWithin(version, within).map(({ start }) => start);
}

function pending(elements: readonly FlowElement[], tokenId: TokenId | null, at: Instant): Timers {
  const found: PendingTimer[] = [];
  for (const element of elements) {
    const timer = timerOf(element);
    if (timer === undefined) continue;
    const dueAt = firstTime(timer, at);
    if (dueAt === undefined) return undefined;
    const times = timer.kind === 'cycle' ? parseRepetition(timer.value)?.times : 1;
    found.push(
      toPending(tokenId, element.id, dueAt, times === null || times === undefined ? null : times - 1),
    );
  }
  return found;
}

function firstTime(timer: Timer, at: Instant): Instant | undefined {
  if (timer.kind === 'date') return parseMoment(timer.value);
  const each = timer.kind === 'cycle' ? parseRepetition(timer.value)?.each : timer.value;
  return each === undefined ? undefined : addDuration(at, each);
}

function toPending(
  tokenId: TokenId | null,
  elementId: ElementId,
  dueAt: Instant,
  repeats: number | null,
): PendingTimer {
  return { tokenId, elementId, dueAt, ...((repeats === null || repeats > 0) && { repeats }) };
}

/** Undefined where it is no timer event. */
export function timerOf(element: FlowElement): Timer | undefined {
  if (element.kind === 'start') return element.timer;
  if (element.kind !== 'catch' && element.kind !== 'boundary') return undefined;
  return element.event.kind === 'timer' ? element.event.timer : undefined;
}
