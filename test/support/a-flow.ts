/** Small flows for the tests of the engine, written as a list of elements and of arrows. */
import { type FlowElement, flowElementSchema } from '#shared/domain/flow/flow-element.ts';
import {
  type FlowVersion,
  flowVersionSchema,
  type Transition,
  transitionSchema,
} from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import type { Words } from '#shared/lib/words.ts';

type Parts = Partial<Record<keyof FlowVersion, unknown>>;

/** `A-B` is an arrow from A to B and its id; `A-B if x > 3` has a condition, `A-B else` is the default. */
export function aFlow(
  elements: readonly FlowElement[],
  arrows: readonly string[],
  parts: Parts = {},
): FlowVersion {
  const [first] = elements.filter(({ kind, within }) => kind === 'step' && within === undefined);
  return flowVersionSchema.parse({
    id: '0d3f6bb5-6f0b-4c0f-9a34-6a1e5c2b7f10',
    flowId: '5e0a4e0a-63a7-4d0e-8d1f-2b9e7c1d4a20',
    key: 'test',
    number: 1,
    name: words('test'),
    publishedAt: 0,
    lanes: [
      {
        id: 'lane',
        name: words('lane'),
        letter: 'A',
        tone: 'agent',
        role: 'agent',
        isOnlyUnderEscalation: false,
      },
    ],
    elements,
    transitions: arrows.map(arrow),
    messages: [],
    categories: [],
    reopensAt: first?.id ?? 'start',
    rules: [],
    diagram: { lanes: {}, width: 0, shapes: {}, edges: {} },
    ...parts,
  });
}

export function arrow(text: string): Transition {
  const [id = '', ...rest] = text.split(' ');
  const [from, to] = id.split('-');
  const said = rest.join(' ');
  return transitionSchema.parse({
    id,
    from,
    to,
    name: words(id),
    consequence: null,
    ...(said.startsWith('if ') && { condition: said.slice(3) }),
    ...(said === 'else' && { isDefault: true }),
  });
}

export function words(text: string): Words {
  return { 'pt-BR': text, es: text, en: text };
}

function element(kind: FlowElement['kind'], id: string, parts: object): FlowElement {
  return flowElementSchema.parse({ kind, id, laneId: 'lane', name: words(id), ...parts });
}

/** A line of text nobody has to fill in, where nothing else is said. */
export function aField(id: string, parts: Partial<FormField> = {}): FormField {
  const plain = { help: null, type: 'text', options: [], isRequired: false, onlyFor: [] } as const;
  return { id, label: words(id), ...plain, ...parts };
}

export const start = (id = 'start', parts: object = {}): FlowElement =>
  element('start', id, { trigger: 'request', form: [], ...parts });

export const step = (id: string, parts: object = {}): FlowElement =>
  element('step', id, {
    task: 'user',
    instruction: words(id),
    script: null,
    form: [],
    checklist: [],
    effect: null,
    canEscalate: false,
    ...parts,
  });

export const gateway = (
  id: string,
  kind: 'exclusive' | 'inclusive' | 'parallel' | 'event',
  decidedBy: 'person' | 'rule' = 'rule',
  parts: object = {},
): FlowElement => element('gateway', id, { gateway: kind, decidedBy, ...parts });

export const automatic = (id: string, parts: object = {}): FlowElement =>
  element('automatic', id, { task: 'service', ...parts });

export const thrown = (id: string, event: object, parts: object = {}): FlowElement =>
  element('throw', id, { event, ...parts });

export const caught = (id: string, event: object, parts: object = {}): FlowElement =>
  element('catch', id, { event, ...parts });

export const boundary = (
  id: string,
  attachedTo: string,
  event: object,
  isInterrupting = true,
  parts: object = {},
): FlowElement => element('boundary', id, { attachedTo, event, isInterrupting, ...parts });

export const subProcess = (id: string, parts: object = {}): FlowElement =>
  element('sub-process', id, { isEvent: false, ...parts });

export const call = (id: string, calls: string | null, parts: object = {}): FlowElement =>
  element('call', id, { calls, ...parts });

export const end = (id = 'end', event: object = { kind: 'none' }, parts: object = {}): FlowElement =>
  element('end', id, { event, ...parts });

export const timer = (value: string): object => ({ kind: 'timer', timer: { kind: 'duration', value } });
