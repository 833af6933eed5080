/** Who takes an error or an escalation: looked for outwards, from where it is raised (BPMN 2.0.2, 10.5.1). */
import {
  boundariesOf,
  type EventSubProcess,
  eventSubProcessesWithin,
  findElement,
  getElement,
  isAround,
} from './elements.ts';
import type { Boundary, FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { Fold, Token, TokenId } from './position.ts';

export type Thrown = { readonly kind: 'error' | 'escalation'; readonly code: string | null };

export type Catcher =
  | { readonly kind: 'boundary'; readonly host: Token; readonly boundary: Boundary }
  | {
      readonly kind: 'event-sub-process';
      readonly eventSubProcess: EventSubProcess;
      readonly parentId: TokenId | undefined;
    };

/** The nearest, and of those beside each other the one that names the code. */
export function findCatcher(
  version: FlowVersion,
  fold: Pick<Fold, 'find'>,
  thrower: Token,
  thrown: Thrown,
): Catcher | undefined {
  let token: Token | undefined = thrower;
  while (token !== undefined) {
    const { parentId, elementId }: Token = token;
    const { within } = getElement(version, elementId);
    const begins = eventSubProcessesWithin(version, within ?? null).filter(
      ({ start, subProcess }) => start.trigger === thrown.kind && subProcess.id !== elementId,
    );
    const eventSubProcess = nearest(begins, ({ start }) => start.code ?? null, thrown);
    if (eventSubProcess !== undefined) {
      const around = parentAround(version, fold, token, within);
      return { kind: 'event-sub-process', eventSubProcess, parentId: around };
    }
    const host: Token | undefined = parentId === undefined ? undefined : fold.find(parentId);
    if (host === undefined) return undefined;
    const attached = boundariesOf(version, host.elementId).filter(({ event }) => event.kind === thrown.kind);
    const boundary = nearest(attached, codeOf, thrown);
    if (boundary !== undefined) return { kind: 'boundary', host, boundary };
    token = host;
  }
  return undefined;
}

/** The events that somebody may hear of while a token is at an element, and which begin a part of the flow of their own. */
export function heardAround(version: FlowVersion, element: FlowElement): readonly EventSubProcess[] {
  const heard: EventSubProcess[] = [];
  for (let inner: FlowElement | undefined = element; inner !== undefined; ) {
    const { id, within }: FlowElement = inner;
    const begins = eventSubProcessesWithin(version, within ?? null);
    const own = begins.find(({ subProcess }) => subProcess.id === id);
    // What stopped everything around it is stopped by nothing beside it.
    if (own === undefined || !interrupts(own.start))
      heard.push(...begins.filter((one) => one !== own && one.start.trigger === 'message'));
    inner = within === undefined ? undefined : findElement(version, within);
  }
  return heard;
}

/** The token around a part of the flow, seen from one that goes on in it; undefined for a process of its own. */
export function parentAround(
  version: FlowVersion,
  fold: Pick<Fold, 'find'>,
  { parentId }: Token,
  scope: ElementId | undefined,
): TokenId | undefined {
  const parent = parentId === undefined ? undefined : fold.find(parentId);
  if (parent === undefined || scope === undefined) return undefined;
  // One that was escalated out of a sub-process is part of it, and elsewhere.
  return isAround(version, parent, scope) ? parentId : parentAround(version, fold, parent, scope);
}

/** Whether it stops what goes on there. What takes an error always does, whatever a file says. */
export function interrupts(catcher: Boundary | EventSubProcess['start']): boolean {
  return catcher.kind === 'boundary'
    ? catcher.isInterrupting || catcher.event.kind === 'error'
    : (catcher.isInterrupting ?? true) || catcher.trigger === 'error';
}

function codeOf({ event }: Boundary): string | null {
  return event.kind === 'error' || event.kind === 'escalation' ? event.code : null;
}

function nearest<T>(list: readonly T[], code: (one: T) => string | null, thrown: Thrown): T | undefined {
  return (
    list.find((one) => code(one) !== null && code(one) === thrown.code) ??
    list.find((one) => code(one) === null)
  );
}
