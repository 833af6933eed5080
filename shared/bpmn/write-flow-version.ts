/**
 * A flow version as a BPMN file: BPMN for what BPMN has, `raia:` extensions for
 * the rest. Read again it is the same version.
 */
import { findElement } from '#shared/domain/flow/elements.ts';
import { escalationPart } from '#shared/domain/flow/escalation.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Lane, Transition } from '#shared/domain/flow/flow-version.ts';
import type { Words } from '#shared/lib/words.ts';
import type { Part } from './bpmn-file.ts';
import { extensions, type Make, maker, textParts } from './make.ts';
import { raiaNamespace } from './raia-schema.ts';
import { writeWords } from './words.ts';
import { writeDiagram } from './write-diagram.ts';
import { writeElement } from './write-element.ts';

/** `bpmn:Definitions`: one pool with the flow's lanes, and the processes it calls. */
export function writeFlowVersion(version: FlowVersion): Part {
  const make = maker();
  const parts = new Map<string, Part>();
  const messages = version.messages.map((message) => {
    const texts = [...writeWords('name', message.name), ...writeWords('text', message.text)];
    const part = make('bpmn:Message', {
      // Elements that send it may be called as it is.
      id: `message-${message.id}`,
      name: message.name['pt-BR'],
      extensionElements: extensions(
        make,
        make('raia:Template', { id: message.id, to: message.to, texts: textParts(make, texts) }),
      ),
    });
    parts.set(`message ${message.id}`, part);
    return part;
  });
  const declared: Part[] = [];
  for (const element of version.elements)
    parts.set(element.id, writeElement(element, version, { make, parts, declared }));
  for (const way of version.transitions) parts.set(way.id, writeWay(make, way, parts));
  connect(version, parts);
  for (const { id, kind } of version.elements) {
    const inside = kind === 'sub-process' ? contentsOf(version, parts, make, id) : [];
    if (inside.length > 0) parts.get(id)?.set('flowElements', inside);
  }
  const others = otherProcesses(version).map((id) =>
    make('bpmn:Process', { id, flowElements: contentsOf(version, parts, make, id) }),
  );
  const process = make('bpmn:Process', {
    id: `process-${version.key}`,
    name: version.name['pt-BR'],
    isExecutable: true,
    extensionElements: extensions(make, writeFlow(make, version)),
    laneSets: [
      make('bpmn:LaneSet', {
        id: 'lanes',
        lanes: version.lanes.map((lane) => writeLane(make, lane, version, parts)),
      }),
    ],
    flowElements: contentsOf(version, parts, make, undefined),
  });
  const pool = make('bpmn:Participant', { id: 'pool', name: version.name['pt-BR'], processRef: process });
  const collaboration = make('bpmn:Collaboration', { id: 'collaboration', participants: [pool] });
  return make('bpmn:Definitions', {
    id: `definitions-${version.key}`,
    name: version.name['pt-BR'],
    targetNamespace: raiaNamespace,
    exporter: 'Raia',
    rootElements: [collaboration, process, ...others, ...messages, ...declared],
    diagrams: [writeDiagram(make, version, parts, collaboration, pool)],
  });
}

function writeFlow(make: Make, version: FlowVersion): Part {
  return make('raia:Flow', {
    id: version.id,
    flowId: version.flowId,
    key: version.key,
    number: version.number,
    publishedAt: new Date(version.publishedAt).toISOString(),
    reopensAt: version.reopensAt,
    texts: textParts(make, writeWords('name', version.name)),
    rules: version.rules.map((rule) =>
      make('raia:Rule', { id: rule.id, texts: textParts(make, writeWords('text', rule.text)) }),
    ),
    categories: version.categories.map((category) =>
      make('raia:Category', { id: category.id, texts: textParts(make, writeWords('label', category.label)) }),
    ),
    tables: (version.decisions ?? []).map((table) => writeTable(make, table)),
  });
}

function writeTable(make: Make, table: NonNullable<FlowVersion['decisions']>[number]): Part {
  const labelled = (type: string, label: Words, rest: object) =>
    make(type, { ...rest, texts: textParts(make, writeWords('label', label)) });
  return make('raia:Table', {
    id: table.id,
    hitPolicy: table.hitPolicy,
    texts: textParts(make, writeWords('name', table.name)),
    inputs: table.inputs.map(({ expression, label }) => labelled('raia:Input', label, { expression })),
    outputs: table.outputs.map(({ id, label }) => labelled('raia:Output', label, { id })),
    rows: table.rules.map((rule) =>
      make('raia:Row', {
        cells: [
          ...rule.when.map((body) => make('raia:Cell', { of: 'when', body })),
          ...rule.gives.map((body) => make('raia:Cell', { of: 'gives', body })),
        ],
      }),
    ),
  });
}

function writeLane(make: Make, lane: Lane, version: FlowVersion, parts: ReadonlyMap<string, Part>): Part {
  const ours = make('raia:Lane', {
    letter: lane.letter,
    tone: lane.tone,
    ...(lane.role !== null && { role: lane.role }),
    ...(lane.isOnlyUnderEscalation && { onlyUnderEscalation: true }),
    texts: textParts(make, writeWords('name', lane.name)),
  });
  return make('bpmn:Lane', {
    id: lane.id,
    name: lane.name['pt-BR'],
    extensionElements: extensions(make, ours),
    flowNodeRef: version.elements
      .filter((element) => element.laneId === lane.id && isOwn(version, element))
      .flatMap(({ id }) => parts.get(id) ?? []),
  });
}

function writeWay(make: Make, way: Transition, parts: ReadonlyMap<string, Part>): Part {
  const texts = [...writeWords('name', way.name), ...writeWords('consequence', way.consequence)];
  return make('bpmn:SequenceFlow', {
    id: way.id,
    ...(way.name !== null && { name: way.name['pt-BR'] }),
    ...(texts.length > 0 && {
      extensionElements: extensions(make, make('raia:Way', { texts: textParts(make, texts) })),
    }),
    sourceRef: parts.get(way.from),
    targetRef: parts.get(way.to),
    ...(way.condition !== undefined && {
      conditionExpression: make('bpmn:FormalExpression', { body: `=${way.condition}` }),
    }),
  });
}

/** The ways in and out of each element, as BPMN repeats them there. */
function connect(version: FlowVersion, parts: ReadonlyMap<string, Part>): void {
  const add = (element: Part | undefined, name: string, way: Part | undefined) => {
    const list = element?.get(name);
    if (Array.isArray(list) && way !== undefined) list.push(way);
  };
  for (const { id, from, to, isDefault } of version.transitions) {
    add(parts.get(from), 'outgoing', parts.get(id));
    add(parts.get(to), 'incoming', parts.get(id));
    if (isDefault === true) parts.get(from)?.set('default', parts.get(id));
  }
}

/** What is directly in the flow (`undefined`), in a sub-process or in another process. */
function contentsOf(
  version: FlowVersion,
  parts: ReadonlyMap<string, Part>,
  make: Make,
  within: string | undefined,
): readonly Part[] {
  const part = escalationPart(version);
  const returning = within === undefined ? version.elements.filter(({ id }) => part.has(id)) : [];
  const own = version.elements.filter((element) => element.within === within && !returning.includes(element));
  const found = withWays(version, parts, own);
  if (returning.length === 0) return found;
  // Where an escalation by hand goes and comes back from is an event sub-process to BPMN.
  const escalation = make('bpmn:SubProcess', {
    id: 'escalation',
    triggeredByEvent: true,
    extensionElements: extensions(make, make('raia:Escalation', { returns: true })),
    flowElements: withWays(version, parts, returning),
  });
  return [...found, escalation];
}

function withWays(
  version: FlowVersion,
  parts: ReadonlyMap<string, Part>,
  elements: readonly FlowElement[],
): readonly Part[] {
  const ids = new Set(elements.map(({ id }) => id));
  const ways = version.transitions.filter(({ from }) => ids.has(from));
  return [...elements, ...ways].flatMap(({ id }) => parts.get(id) ?? []);
}

/** In the flow itself, in whatever sub-process of it: the lanes of a process name no other's elements. */
function isOwn(version: FlowVersion, { within }: FlowElement): boolean {
  if (within === undefined) return true;
  const container = findElement(version, within);
  return container !== undefined && isOwn(version, container);
}

/** Processes that are called or talked to: what elements are within and is no element itself. */
function otherProcesses({ elements }: FlowVersion): readonly string[] {
  const ids = new Set(elements.map(({ id }) => String(id)));
  return [...new Set(elements.flatMap(({ within }) => within ?? []))].filter((id) => !ids.has(id));
}
