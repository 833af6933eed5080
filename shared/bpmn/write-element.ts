/** One flow element as BPMN, with what only Raia knows of it in its extension. */

import { transitionsFrom } from '#shared/domain/flow/elements.ts';
import type { FlowElement, Step, Timer } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { assertNever } from '#shared/lib/must.ts';
import type { Part } from './bpmn-file.ts';
import { extensions, type Make, textParts } from './make.ts';
import { writeWords } from './words.ts';

export type Writing = {
  readonly make: Make;
  /** Elements and transitions by their ids, messages by `message ID`. */
  readonly parts: Map<string, Part>;
  /** Errors and escalations, which BPMN declares beside the process. */
  readonly declared: Part[];
};

const tasks = {
  user: 'UserTask',
  manual: 'ManualTask',
  receive: 'ReceiveTask',
  external: 'ServiceTask',
} as const;
const automatics = { service: 'ServiceTask', send: 'SendTask', rule: 'BusinessRuleTask' } as const;
const gateways = {
  exclusive: 'ExclusiveGateway',
  inclusive: 'InclusiveGateway',
  parallel: 'ParallelGateway',
  event: 'EventBasedGateway',
} as const;

export function writeElement(element: FlowElement, version: FlowVersion, writing: Writing): Part {
  const { make } = writing;
  const texts = writeWords('name', element.name);
  const write = (type: string, ours: Part, rest: object = {}) =>
    make(`bpmn:${type}`, {
      id: element.id,
      name: element.name['pt-BR'],
      extensionElements: extensions(make, ours),
      ...rest,
    });
  const named = () => make('raia:Named', { texts: textParts(make, texts) });
  switch (element.kind) {
    case 'start':
      return write(
        'StartEvent',
        make('raia:Start', { texts: textParts(make, texts), fields: writeForm(make, element.form) }),
        {
          eventDefinitions: startEvent(element, writing),
          ...(element.isInterrupting === false && { isInterrupting: false }),
        },
      );
    case 'step':
      return write(tasks[element.task], writeStep(make, element));
    case 'automatic':
      return write(
        automatics[element.task],
        make('raia:Automatic', {
          ...(element.decisionId !== undefined && { decision: element.decisionId }),
          texts: textParts(make, texts),
        }),
        element.messageId === undefined
          ? {}
          : { messageRef: writing.parts.get(`message ${element.messageId}`) },
      );
    case 'gateway': {
      const isDecision = transitionsFrom(version, element.id).length > 1;
      const decidedBy = isDecision ? { decidedBy: element.decidedBy } : {};
      return write(
        gateways[element.gateway],
        make('raia:Gateway', { ...decidedBy, texts: textParts(make, texts) }),
      );
    }
    case 'throw':
      return write('IntermediateThrowEvent', named(), { eventDefinitions: events(element.event, writing) });
    case 'catch':
      return write('IntermediateCatchEvent', named(), { eventDefinitions: events(element.event, writing) });
    case 'boundary':
      return write('BoundaryEvent', named(), {
        attachedToRef: writing.parts.get(element.attachedTo),
        cancelActivity: element.isInterrupting,
        eventDefinitions: events(element.event, writing),
      });
    case 'sub-process':
      return write('SubProcess', named(), { ...(element.isEvent && { triggeredByEvent: true }) });
    case 'call':
      return write('CallActivity', named(), {
        ...(element.calls !== null && { calledElement: element.calls }),
      });
    case 'end':
      return write('EndEvent', named(), { eventDefinitions: events(element.event, writing) });
    default:
      return assertNever(element);
  }
}

function writeStep(make: Make, step: Step): Part {
  const texts = [
    ...writeWords('name', step.name),
    ...writeWords('instruction', step.instruction),
    ...writeWords('script', step.script),
    ...writeWords('topic', step.topic),
  ];
  return make('raia:Step', {
    ...(step.task === 'external' && { task: 'external' }),
    ...(step.effect !== null && { effect: step.effect }),
    ...(step.canEscalate && { canEscalate: true }),
    ...(step.tags !== undefined && { tags: step.tags.join(' ') }),
    texts: textParts(make, texts),
    fields: writeForm(make, step.form),
    items: step.checklist.map(({ id, label, isRequired }) =>
      make('raia:Item', {
        id,
        ...(isRequired && { required: true }),
        texts: textParts(make, writeWords('label', label)),
      }),
    ),
    limits: (step.limits ?? []).map(({ id, name, soft, hard, calendar }) =>
      make('raia:Limit', {
        id,
        ...(soft !== null && { soft }),
        ...(hard !== null && { hard }),
        calendar,
        texts: textParts(make, writeWords('name', name)),
      }),
    ),
  });
}

function writeForm(make: Make, form: readonly FormField[]): readonly Part[] {
  return form.map((field) =>
    make('raia:Field', {
      id: field.id,
      type: field.type,
      ...(field.isRequired && { required: true }),
      ...(field.onlyFor.length > 0 && { onlyFor: field.onlyFor.join(' ') }),
      texts: textParts(make, [...writeWords('label', field.label), ...writeWords('help', field.help)]),
      options: field.options.map(({ id, label }) =>
        make('raia:Option', { id, texts: textParts(make, writeWords('label', label)) }),
      ),
    }),
  );
}

type AnyEvent =
  | Extract<FlowElement, { readonly event: object }>['event']
  | { readonly kind: 'timer'; readonly timer: Timer };

function events(event: AnyEvent, writing: Writing): readonly Part[] {
  const { make, parts } = writing;
  switch (event.kind) {
    case 'none':
    // The part it ends is one an escalation comes back from, which says so itself.
    case 'return':
      return [];
    case 'message':
      return [
        make('bpmn:MessageEventDefinition', {
          ...(event.messageId !== null && { messageRef: parts.get(`message ${event.messageId}`) }),
        }),
      ];
    case 'timer':
      return [writeTimer(make, event.timer)];
    case 'terminate':
      return [make('bpmn:TerminateEventDefinition')];
    case 'error':
      return [make('bpmn:ErrorEventDefinition', declare(event.code, 'error', writing))];
    case 'escalation':
      return [make('bpmn:EscalationEventDefinition', declare(event.code, 'escalation', writing))];
    default:
      return assertNever(event);
  }
}

function startEvent(start: FlowElement & { kind: 'start' }, writing: Writing): readonly Part[] {
  const code = start.code ?? null;
  switch (start.trigger) {
    case 'request':
      return [];
    case 'message':
      return events({ kind: 'message', messageId: null }, writing);
    case 'timer':
      return start.timer === undefined ? [] : events({ kind: 'timer', timer: start.timer }, writing);
    case 'error':
    case 'escalation':
      return events({ kind: start.trigger, code }, writing);
    default:
      return assertNever(start.trigger);
  }
}

function writeTimer(make: Make, timer: Timer): Part {
  const names = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' } as const;
  const calendar = timer.kind === 'date' ? undefined : timer.calendar;
  return make('bpmn:TimerEventDefinition', {
    ...(calendar !== undefined && { extensionElements: extensions(make, make('raia:Timer', { calendar })) }),
    [names[timer.kind]]: make('bpmn:FormalExpression', { body: timer.value }),
  });
}

/** The error or escalation of that code, declared once. */
function declare(code: string | null, kind: 'error' | 'escalation', { make, parts, declared }: Writing) {
  if (code === null) return {};
  const key = `${kind} ${code}`;
  const type = kind === 'error' ? 'bpmn:Error' : 'bpmn:Escalation';
  const known = parts.get(key) ?? make(type, { id: `${kind}-${code}`, name: code, [`${kind}Code`]: code });
  if (!parts.has(key)) declared.push(known);
  parts.set(key, known);
  return { [`${kind}Ref`]: known };
}
