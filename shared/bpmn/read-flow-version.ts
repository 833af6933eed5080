/**
 * A BPMN file as a flow version: what the engine runs of it, and our own words
 * where the file has them. Everything else stays in the file.
 */
import { type Problem, toProblem } from '#shared/domain/flow/check/problem.ts';
import { type FlowVersion, flowVersionSchema, mostInFlow } from '#shared/domain/flow/flow-version.ts';
import type { FlowId, FlowVersionId } from '#shared/domain/flow/ids.ts';
import { firstPlace } from '#shared/domain/flow/reopening.ts';
import { groupBy } from '#shared/lib/group-by.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Language } from '#shared/lib/words.ts';
import type { BpmnFile, Part } from './bpmn-file.ts';
import { flowElementsIn, hasInside, lanesIn } from './counts.ts';
import {
  extensionIn,
  idOf,
  isSet,
  kindOf,
  lowerFirst,
  nameIn,
  numberIn,
  partIn,
  partsIn,
  textIn,
} from './parts.ts';
import { readDiagram } from './read-diagram.ts';
import { type DraftElement, readCondition, readElement } from './read-element.ts';
import { type DraftLane, readLanes } from './read-lanes.ts';
import { readLabelled } from './read-step.ts';
import { readTable } from './read-table.ts';
import { readWords, readWordsIf } from './words.ts';

/** What a file of another tool does not say. */
export type Identity = {
  readonly id: FlowVersionId;
  readonly flowId: FlowId;
  readonly publishedAt: Instant;
  /** The language its names are taken for. */
  readonly language: Language;
};

export type ReadFlow =
  | {
      readonly kind: 'read';
      readonly version: FlowVersion;
      /** What the file calls the process a case goes through. */
      readonly processId: string;
      /** Found while reading: the version does not have what it is about. */
      readonly found: readonly Problem[];
    }
  /** No process has anything in it that a case could be at. */
  | { readonly kind: 'empty' }
  /** `element` is as the file has it, `process` what that is called. */
  | { readonly kind: 'without-id'; readonly element: string; readonly process: string }
  | { readonly kind: 'too-many'; readonly what: keyof typeof mostInFlow }
  /** Something in it is beyond what a flow can be; `at` says where. */
  | { readonly kind: 'unreadable'; readonly at: string };

export function readFlowVersion({ definitions }: BpmnFile, identity: Identity): ReadFlow {
  const roots = partsIn(definitions, 'rootElements');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const collaborations = roots.filter((root) => root.$instanceOf('bpmn:Collaboration'));
  const messageFlows = collaborations.flatMap((one) => partsIn(one, 'messageFlows'));
  const main = mainProcess(processes, messageFlows);
  if (main === undefined) return { kind: 'empty' };
  const nameless = findWithoutId(processes);
  if (nameless !== undefined) return nameless;
  const parts = processes.flatMap(flowElementsIn);
  const flowNodes = parts.filter((part) => part.$instanceOf('bpmn:FlowNode'));
  if (flowNodes.length > mostInFlow.elements) return { kind: 'too-many', what: 'elements' };
  const { draft, found } = toDraft(definitions, { main, processes, collaborations, messageFlows }, identity);
  if (draft.elements.length === 0) return { kind: 'empty' };
  const lists = ['lanes', 'transitions'] as const;
  const what = lists.find((list) => draft[list].length > mostInFlow[list]);
  if (what !== undefined) return { kind: 'too-many', what };
  const parsed = flowVersionSchema.safeParse(draft);
  if (parsed.success)
    return { kind: 'read', version: reopening(parsed.data, main), processId: idOf(main), found };
  return { kind: 'unreadable', at: whereIn(draft, parsed.error.issues[0]?.path ?? []) };
}

/** Where a case reopens is the file's to say; most say nothing. */
function reopening(version: FlowVersion, main: Part): FlowVersion {
  if (textIn(extensionIn(main, 'raia:Flow'), 'reopensAt') !== undefined) return version;
  return { ...version, reopensAt: firstPlace(version)?.id ?? version.reopensAt };
}

/** The process a case goes through: ours where it says so, else the first that no other calls or begins. */
function mainProcess(processes: readonly Part[], messageFlows: readonly Part[]): Part | undefined {
  const ours = processes.find((process) => extensionIn(process, 'raia:Flow') !== undefined);
  if (ours !== undefined) return ours;
  const begun = new Set(messageFlows.map((flow) => partIn(flow, 'targetRef')));
  const called = new Set(processes.flatMap(callsOf));
  const free = processes.filter((process) => !called.has(idOf(process)));
  // Where each is called by another, any of them is as good.
  const candidates = free.some(isFilled) ? free : processes;
  const filled = candidates.filter(isFilled);
  const startsOf = (process: Part) =>
    partsIn(process, 'flowElements').filter(({ $type }) => $type === 'bpmn:StartEvent');
  return (
    filled.find((process) => startsOf(process).some((start) => !begun.has(start))) ??
    filled.find((process) => startsOf(process).length > 0) ??
    filled[0]
  );
}

function isFilled(process: Part): boolean {
  return partsIn(process, 'flowElements').length > 0;
}

/** The processes that one calls, but for itself. */
function callsOf(process: Part): readonly string[] {
  return flowElementsIn(process)
    .filter(({ $type }) => $type === 'bpmn:CallActivity')
    .map((call) => textIn(call, 'calledElement') ?? '')
    .filter((id) => id !== idOf(process));
}

/** The first that could not be told from others, as the file writes it. */
function findWithoutId(processes: readonly Part[]): Extract<ReadFlow, { kind: 'without-id' }> | undefined {
  for (const process of processes) {
    const lanes = partsIn(process, 'laneSets').flatMap(lanesIn);
    const part = [...lanes, ...flowElementsIn(process)].find((one) => needsId(one) && idOf(one) === '');
    if (part === undefined) continue;
    const name = nameIn(part);
    const element = `<${lowerFirst(kindOf(part))}${name === undefined ? '' : ` name="${name}"`}>`;
    return { kind: 'without-id', element, process: nameIn(process) ?? idOf(process) };
  }
  return undefined;
}

/** Lanes that name nothing, data and notes are nowhere asked for by their id. */
function needsId(part: Part): boolean {
  if (part.$type === 'bpmn:Lane') return partsIn(part, 'flowNodeRef').length > 0;
  return part.$type === 'bpmn:SequenceFlow' || part.$instanceOf('bpmn:FlowNode');
}

type Roots = {
  readonly main: Part;
  readonly processes: readonly Part[];
  readonly collaborations: readonly Part[];
  readonly messageFlows: readonly Part[];
};

function toDraft(
  definitions: Part,
  { main, processes, collaborations, messageFlows }: Roots,
  { id, flowId, publishedAt, language }: Identity,
) {
  const ours = extensionIn(main, 'raia:Flow');
  const pools = groupBy(
    collaborations.flatMap((one) => partsIn(one, 'participants')),
    (pool) => partIn(pool, 'processRef'),
  );
  const poolOf = (process: Part) => pools.get(process)?.[0];
  // The process a case goes through is not called: it would never come to its end.
  const callable = new Set(processes.filter((process) => process !== main).map(idOf));
  const inOrder = [main, ...processes.filter((process) => process !== main)];
  const lanes: DraftLane[] = [];
  const lanesBefore = { count: 0, letters: new Set<string>() };
  const callerLaneIds = new Map<string, string>();
  const callerNames = new Map(
    processes
      .flatMap(flowElementsIn)
      .filter(({ $type }) => $type === 'bpmn:CallActivity')
      .map((call) => [textIn(call, 'calledElement'), nameIn(call)]),
  );
  const ways = processes.flatMap(waysOf);
  const waysBySource = groupBy(ways, (way) => partIn(way, 'sourceRef'));
  const waysFrom = (element: Part) => waysBySource.get(element) ?? [];
  const all = inOrder.flatMap((process) => {
    const caller = { laneId: callerLaneIds.get(idOf(process)), name: callerNames.get(idOf(process)) };
    const read = readLanes(process, { pool: poolOf(process), caller }, lanesBefore, language);
    for (const lane of read.lanes) lanes.push(lane);
    const top = process === main ? undefined : idOf(process);
    return partsWithin(process, top).flatMap(({ part, within, returns }) => {
      const laneId = read.laneIdOf(idOf(part)) ?? '';
      const element = isReturning(part)
        ? undefined
        : readElement(part, { laneId, within, language, callable, waysFrom });
      if (element === undefined) return [];
      if (typeof element.calls === 'string') callerLaneIds.set(element.calls, laneId);
      return returns && element.kind === 'end' ? { ...element, event: { kind: 'return' } } : element;
    });
  });
  const { elements, transitions, found } = tied(all, ways, language);
  const named = new Set(elements.map((element) => element.laneId));
  const title = nameIn(collaborations[0]) ?? nameIn(main) ?? nameIn(definitions);
  const draft = {
    id: textIn(ours, 'id') ?? id,
    flowId: textIn(ours, 'flowId') ?? flowId,
    key: textIn(ours, 'key') ?? 'imported',
    number: numberIn(ours, 'number') ?? 1,
    name: readWords(ours, 'name', title ?? nameIn(poolOf(main)), language),
    publishedAt: momentOf(textIn(ours, 'publishedAt')) ?? publishedAt,
    lanes: lanes.filter((lane) => named.has(lane.id)),
    elements,
    transitions,
    messages: partsIn(definitions, 'rootElements').flatMap(readTemplate),
    messageFlows: messageFlows.flatMap(readMessageFlow),
    decisions: partsIn(ours, 'tables').map(readTable),
    categories: partsIn(ours, 'categories').map((category) => readLabelled(category, language)),
    reopensAt: textIn(ours, 'reopensAt') ?? elements[0]?.id,
    rules: partsIn(ours, 'rules').map((rule) => ({
      id: idOf(rule),
      text: readWords(rule, 'text', undefined, language),
    })),
    diagram: readDiagram(definitions, lanes, elements),
  };
  return { draft, found };
}

/** Without what is tied to no element: a reference may mean any part of a file, or none. */
function tied(all: readonly DraftElement[], allWays: readonly Part[], language: Language) {
  const hosts = new Set<unknown>(all.filter(({ kind }) => kind !== 'boundary').map(({ id }) => id));
  const elements = all.filter(({ kind, attachedTo }) => kind !== 'boundary' || hosts.has(attachedTo));
  const ids = new Set(elements.map(({ id }) => id));
  const transitions = allWays
    .map((way) => readWay(way, language))
    .filter(({ from, to }) => ids.has(from) && ids.has(to));
  const kept = new Set([...elements, ...transitions].map(({ id }) => id));
  const loose = [...all.map(({ id }) => id), ...allWays.map(idOf)].filter((id) => !kept.has(id));
  return { elements, transitions, found: loose.map((id) => toProblem(id, 'loose-end', 'error')) };
}

type Inside = { readonly part: Part; readonly within: string | undefined; readonly returns: boolean };

/** Each flow element with the sub-process it is in, or the process where that is not the flow's own. */
function partsWithin(container: Part, within: string | undefined): readonly Inside[] {
  const returns = isReturning(container);
  return partsIn(container, 'flowElements').flatMap((part) => {
    const itself = { part, within, returns };
    if (!hasInside(part)) return itself;
    return [itself, ...partsWithin(part, isReturning(part) ? within : idOf(part))];
  });
}

/** The part an escalation by hand goes to and comes back from: its token jumps there, nothing waits outside. */
function isReturning(part: Part): boolean {
  return hasInside(part) && isSet(extensionIn(part, 'raia:Escalation'), 'returns');
}

function waysOf(process: Part): readonly Part[] {
  return flowElementsIn(process).filter(({ $type }) => $type === 'bpmn:SequenceFlow');
}

function readWay(part: Part, language: Language) {
  const [from, to] = [partIn(part, 'sourceRef'), partIn(part, 'targetRef')];
  const extension = extensionIn(part, 'raia:Way');
  const plain = nameIn(part);
  const condition = readCondition(part);
  const isForeign = condition === undefined && partIn(part, 'conditionExpression') !== undefined;
  return {
    id: idOf(part),
    from: textIn(from, 'id') ?? '',
    to: textIn(to, 'id') ?? '',
    name:
      readWordsIf(extension, 'name') ??
      (plain === undefined || plain.trim() === '' ? null : readWords(undefined, 'name', plain, language)),
    consequence: readWordsIf(extension, 'consequence'),
    ...(condition !== undefined && { condition }),
    ...(partIn(from, 'default') === part && { isDefault: true }),
    ...(isForeign && { unsupported: 'conditionExpression' }),
  };
}

function readMessageFlow(part: Part): readonly object[] {
  const [from, to] = [partIn(part, 'sourceRef'), partIn(part, 'targetRef')];
  return from === undefined || to === undefined ? [] : [{ id: idOf(part), from: idOf(from), to: idOf(to) }];
}

function readTemplate(part: Part): readonly object[] {
  const template = part.$type === 'bpmn:Message' ? extensionIn(part, 'raia:Template') : undefined;
  if (template === undefined) return [];
  return [
    {
      id: idOf(template),
      name: readWords(template, 'name', nameIn(part), 'pt-BR'),
      to: textIn(template, 'to'),
      text: readWords(template, 'text', undefined, 'pt-BR'),
    },
  ];
}

function momentOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** The id of what a complaint of the schema is about, as far as its path leads to one. */
function whereIn(draft: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = draft;
  let id = '';
  for (const key of path) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    const found = typeof at === 'object' && at !== null ? Reflect.get(at, 'id') : undefined;
    if (typeof found === 'string') id = found;
  }
  return [id, path.map(String).join('.')].filter((one) => one !== '').join(' ');
}
