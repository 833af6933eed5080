/** What single parts of a design lack: roles, templates, calendars, words; and what cannot be run. */
import { calledAt, findElement, findMessage, transitionsFrom, transitionsTo } from '../elements.ts';
import { escalationStart } from '../escalation.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion } from '../flow-version.ts';
import { canReopenAt } from '../reopening.ts';
import { canBeRead, timerOf } from '../timers.ts';
import { type Problem, toProblem } from './problem.ts';
import { checkWords, isSaid, sentBy } from './words.ts';

export function checkParts(version: FlowVersion): readonly Problem[] {
  return [
    ...checkReopening(version),
    ...checkProcesses(version),
    ...checkLanes(version),
    ...version.elements.flatMap((element) => [
      ...checkMessage(version, element),
      ...checkTimers(element),
      ...checkWords(version, element),
      ...checkRunnable(version, element),
    ]),
    ...version.transitions
      .filter(({ unsupported }) => unsupported !== undefined)
      .map(({ id, unsupported = '' }) => toProblem(id, 'unsupported', 'warning', { what: unsupported })),
  ];
}

function checkReopening(version: FlowVersion): readonly Problem[] {
  const { reopensAt: place } = version;
  const element = findElement(version, place);
  if (element !== undefined && canReopenAt(element)) return [];
  return [toProblem(element?.id ?? null, 'reopens-nowhere', 'error', { place })];
}

/** A case goes through one process, and through those it calls or sends a message to begin. */
function checkProcesses(version: FlowVersion): readonly Problem[] {
  const { elements, messageFlows = [] } = version;
  const withins = new Set(elements.flatMap(({ within }) => within ?? []));
  const processes = [...withins].filter((id) => findElement(version, id) === undefined);
  const called = new Set(elements.map((element) => (element.kind === 'call' ? element.calls : null)));
  const begun = new Set(
    messageFlows.flatMap(({ to }) => {
      const element = findElement(version, to);
      return element?.kind === 'start' && element.within !== undefined ? [element.within] : [];
    }),
  );
  return processes
    .filter((id) => !called.has(id) && !begun.has(id))
    .map((id) => toProblem(id, 'process-not-begun', 'warning'));
}

/** In a lane without a role anyone records what happened: right for a customer's, not for work somebody owes. */
function checkLanes(version: FlowVersion): readonly Problem[] {
  const isWork = (element: FlowElement) =>
    element.kind === 'step' && (element.task === 'user' || element.task === 'manual');
  return version.lanes
    .filter(
      ({ id, role }) => role === null && version.elements.some((one) => one.laneId === id && isWork(one)),
    )
    .map(({ id }) => {
      const mend = { kind: 'give-role', laneId: id, role: 'agent' } as const;
      return toProblem(id, 'lane-without-role', 'warning', {}, mend);
    });
}

function checkMessage(version: FlowVersion, element: FlowElement): readonly Problem[] {
  const messageId = sentBy(element);
  if (messageId === undefined) return [];
  const message = messageId === null ? undefined : findMessage(version, messageId);
  // One that says nothing is none.
  if (message !== undefined && isSaid(message.text)) return [];
  const goesToAProcess = version.messageFlows?.some(
    ({ from, to }) => from === element.id && findElement(version, to) !== undefined,
  );
  return goesToAProcess === true ? [] : [toProblem(element.id, 'message-without-template', 'error')];
}

function checkTimers(element: FlowElement): readonly Problem[] {
  const timer = timerOf(element);
  if (timer === undefined) return [];
  if (!canBeRead(timer)) return [toProblem(element.id, 'timer-unreadable', 'error', { value: timer.value })];
  if (timer.kind === 'date' || timer.calendar !== undefined) return [];
  const mend = { kind: 'count-always', elementId: element.id } as const;
  return [toProblem(element.id, 'timer-without-calendar', 'warning', {}, mend)];
}

function checkRunnable(version: FlowVersion, element: FlowElement): readonly Problem[] {
  const found: Problem[] = [];
  if (element.kind === 'call' && calledAt(version, element) === null)
    found.push(toProblem(element.id, 'nothing-to-run', 'error'));
  if (element.kind === 'sub-process' && element.isEvent && isTied(version, element))
    found.push(toProblem(element.id, 'event-sub-process-tied', 'error'));
  if (element.kind === 'step' && element.canEscalate && escalationStart(version) === undefined)
    found.push(toProblem(element.id, 'escalates-nowhere', 'error'));
  if (element.kind === 'sub-process' && !version.elements.some(({ within }) => within === element.id))
    found.push(toProblem(element.id, 'nothing-inside', 'warning'));
  if (element.unsupported !== undefined)
    found.push(toProblem(element.id, 'unsupported', 'error', { what: element.unsupported }));
  return found;
}

function isTied(version: FlowVersion, { id }: FlowElement): boolean {
  return transitionsTo(version, id).length + transitionsFrom(version, id).length > 0;
}
