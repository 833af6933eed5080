/** One flow element of a BPMN file as the engine runs it. What it cannot run is named and kept. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Language } from '#shared/lib/words.ts';
import type { Part } from './bpmn-file.ts';
import { extensionIn, idOf, isSet, kindOf, lowerFirst, nameIn, partIn, partsIn, textIn } from './parts.ts';
import { readForm, readStep } from './read-step.ts';
import { readWords } from './words.ts';

/** Before the schema of flow elements has looked at it. */
export type DraftElement = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly laneId: string;
  readonly kind: FlowElement['kind'];
};

export type Around = {
  readonly laneId: string;
  readonly within: string | undefined;
  readonly language: Language;
  /** Processes of the file, by their ids. */
  readonly callable: ReadonlySet<string>;
  /** The sequence flows out of an element, which not every tool repeats there. */
  readonly waysFrom: (element: Part) => readonly Part[];
};

/** Undefined for what no token can be at, such as a data object. */
export function readElement(part: Part, around: Around): DraftElement | undefined {
  const parsed = readKind(part, around);
  if (parsed === undefined) return undefined;
  const { unsupported: own, ...rest } = parsed;
  const unsupported = own ?? repetitionOf(part);
  const extension = namedBy(part);
  return {
    id: idOf(part),
    laneId: around.laneId,
    name: readWords(extension, 'name', nameIn(part), around.language),
    ...(around.within !== undefined && { within: around.within }),
    ...rest,
    ...(unsupported !== undefined && { unsupported }),
  };
}

type Parsed = Readonly<Record<string, unknown>> & {
  readonly kind: FlowElement['kind'];
  readonly unsupported?: string;
};

function readKind(part: Part, around: Around): Parsed | undefined {
  const kind = kindOf(part);
  switch (kind) {
    case 'StartEvent':
      return readStart(part, around.language);
    case 'EndEvent':
      return { kind: 'end', ...readThrown(part, ['message', 'escalation', 'error', 'terminate']) };
    case 'IntermediateThrowEvent':
      return { kind: 'throw', ...readThrown(part, ['message', 'escalation']) };
    case 'IntermediateCatchEvent':
      return { kind: 'catch', ...readCaught(part, ['message', 'timer']) };
    case 'BoundaryEvent':
      return {
        kind: 'boundary',
        attachedTo: textIn(partIn(part, 'attachedToRef'), 'id') ?? '',
        isInterrupting: part.get('cancelActivity') !== false,
        ...readCaught(part, ['message', 'timer', 'escalation', 'error']),
      };
    case 'Task':
    case 'UserTask':
      return { kind: 'step', task: 'user', ...readStep(part, around.language) };
    case 'ManualTask':
      return { kind: 'step', task: 'manual', ...readStep(part, around.language) };
    case 'ReceiveTask':
      return { kind: 'step', task: 'receive', ...readStep(part, around.language) };
    case 'ServiceTask':
      return isExternal(part)
        ? { kind: 'step', task: 'external', ...readStep(part, around.language) }
        : { kind: 'automatic', task: 'service' };
    case 'SendTask':
      return { kind: 'automatic', task: 'send', ...messageOf(part) };
    case 'BusinessRuleTask':
      return { kind: 'automatic', task: 'rule', ...decisionOf(part) };
    case 'ScriptTask':
      return { kind: 'automatic', task: 'service', unsupported: 'scriptTask' };
    case 'SubProcess':
      return { kind: 'sub-process', isEvent: isSet(part, 'triggeredByEvent') };
    case 'Transaction':
    case 'AdHocSubProcess':
      return { kind: 'sub-process', isEvent: false, unsupported: lowerFirst(kind) };
    case 'CallActivity':
      return { kind: 'call', calls: calledBy(part, around.callable) };
    default:
      return readGateway(part, kind, around);
  }
}

function readGateway(part: Part, kind: string, { waysFrom }: Around): Parsed | undefined {
  const types: Readonly<Record<string, string>> = {
    ExclusiveGateway: 'exclusive',
    InclusiveGateway: 'inclusive',
    ParallelGateway: 'parallel',
    EventBasedGateway: 'event',
    ComplexGateway: 'exclusive',
  };
  const gateway = types[kind];
  if (gateway === undefined) return undefined;
  return {
    kind: 'gateway',
    gateway,
    decidedBy: deciderOf(part, gateway, waysFrom(part)),
    ...(kind === 'ComplexGateway' && { unsupported: 'complexGateway' }),
  };
}

/** A rule where every path has a condition that can be read, or is the default; otherwise whoever works there. */
function deciderOf(part: Part, gateway: string, ways: readonly Part[]): 'person' | 'rule' {
  const said = textIn(extensionIn(part, 'raia:Gateway'), 'decidedBy');
  if (said === 'person' || said === 'rule') return said;
  if (gateway === 'parallel' || gateway === 'event' || ways.length < 2) return 'rule';
  const byDefault = partIn(part, 'default');
  return ways.every((way) => way === byDefault || readCondition(way) !== undefined) ? 'rule' : 'person';
}

/** FEEL, said by its language or by `=` before it, as other engines write it. */
export function readCondition(way: Part): string | undefined {
  const expression = partIn(way, 'conditionExpression');
  const body = textIn(expression, 'body')?.trim();
  if (body === undefined || body === '') return undefined;
  if (body.startsWith('=')) return body.slice(1).trim();
  return /feel/i.test(textIn(expression, 'language') ?? '') ? body : undefined;
}

function readStart(part: Part, language: Language): Parsed {
  const runs = ['message', 'timer', 'escalation', 'error'];
  const { event, unsupported } = readCaught(part, runs);
  const form = readForm(extensionIn(part, 'raia:Start'), language);
  const [definition] = definitionsOf(part);
  const isTriggered = definition !== undefined && runs.includes(readEvent(definition).kind);
  return {
    kind: 'start',
    trigger: isTriggered ? event.kind : 'request',
    form,
    ...('timer' in event && { timer: event.timer }),
    ...('code' in event && typeof event.code === 'string' && { code: event.code }),
    ...(part.get('isInterrupting') === false && { isInterrupting: false }),
    ...(unsupported !== undefined && { unsupported }),
  };
}

type Event = { readonly kind: string; readonly [key: string]: unknown };
type ReadEvent = { readonly event: Event; readonly unsupported?: string };

function readThrown(part: Part, runs: readonly string[]): ReadEvent {
  return readFirst(part, runs, { kind: 'none' });
}

/** What is caught and cannot be run waits like a message: whoever knows that it happened records it. */
function readCaught(part: Part, runs: readonly string[]): ReadEvent {
  return readFirst(part, runs, { kind: 'message', messageId: null });
}

/** The first of its definitions is run, where it can be; of the others the second is named. */
function readFirst(part: Part, runs: readonly string[], otherwise: Event): ReadEvent {
  const [definition, second] = definitionsOf(part);
  const event = definition === undefined ? undefined : readEvent(definition);
  const isRun = event !== undefined && runs.includes(event.kind);
  const named = isRun ? second : definition;
  return {
    event: isRun ? event : otherwise,
    ...(named !== undefined && { unsupported: lowerFirst(kindOf(named)) }),
  };
}

/** Those an event has itself, and those it refers to elsewhere in the file. */
export function definitionsOf(part: Part): readonly Part[] {
  return [...partsIn(part, 'eventDefinitions'), ...partsIn(part, 'eventDefinitionRef')];
}

function readEvent(definition: Part): Event {
  switch (kindOf(definition)) {
    case 'MessageEventDefinition':
      return { kind: 'message', messageId: null, ...messageOf(definition) };
    case 'TimerEventDefinition':
      return { kind: 'timer', timer: readTimer(definition) };
    case 'EscalationEventDefinition':
      return { kind: 'escalation', code: codeOf(partIn(definition, 'escalationRef'), 'escalationCode') };
    case 'ErrorEventDefinition':
      return { kind: 'error', code: codeOf(partIn(definition, 'errorRef'), 'errorCode') };
    case 'TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      return { kind: 'other' };
  }
}

function readTimer(definition: Part) {
  const calendar = textIn(extensionIn(definition, 'raia:Timer'), 'calendar');
  const counted = calendar === undefined ? {} : { calendar };
  const value = (name: string) => textIn(partIn(definition, name), 'body')?.trim();
  const [duration, cycle] = [value('timeDuration'), value('timeCycle')];
  if (duration !== undefined) return { kind: 'duration', value: duration, ...counted };
  if (cycle !== undefined) return { kind: 'cycle', value: cycle, ...counted };
  return { kind: 'date', value: value('timeDate') ?? '' };
}

function codeOf(declared: Part | undefined, name: string): string | null {
  return declared === undefined ? null : (textIn(declared, name) ?? idOf(declared));
}

/** Only a message with a template of ours is one that can be told. */
function messageOf(part: Part): { readonly messageId?: string } {
  const message = partIn(part, 'messageRef');
  const template = message && extensionIn(message, 'raia:Template');
  return template === undefined ? {} : { messageId: idOf(template) };
}

function decisionOf(part: Part): { readonly decisionId?: string } {
  const decisionId = textIn(extensionIn(part, 'raia:Automatic'), 'decision');
  return decisionId === undefined ? {} : { decisionId };
}

function isExternal(part: Part): boolean {
  return textIn(extensionIn(part, 'raia:Step'), 'task') === 'external';
}

function calledBy(part: Part, callable: ReadonlySet<string>): string | null {
  const called = textIn(part, 'calledElement');
  return called !== undefined && callable.has(called) ? called : null;
}

/** Done several times, or to undo something: BPMN that is kept and not run. */
function repetitionOf(part: Part): string | undefined {
  const loop = partIn(part, 'loopCharacteristics');
  if (loop !== undefined) return lowerFirst(kindOf(loop));
  return isSet(part, 'isForCompensation') ? 'isForCompensation' : undefined;
}

/** The extensions of ours that hold the words of an element, each of another kind of it. */
const naming = new Set(['raia:Step', 'raia:Start', 'raia:Gateway', 'raia:Automatic', 'raia:Named']);

export function namedBy(part: Part): Part | undefined {
  return partsIn(partIn(part, 'extensionElements'), 'values').find(({ $type }) => naming.has($type));
}
