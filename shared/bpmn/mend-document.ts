/**
 * A document with what the checker offers, taken: each mend is made in the flow
 * that is read of it, and what it changes there is written into the document.
 * Everything else stays as it is: what other tools put there, and what Raia does
 * not run.
 */
import { mendAll } from '#shared/domain/flow/check/mend-flow.ts';
import type { Problem } from '#shared/domain/flow/check/problem.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Transition } from '#shared/domain/flow/flow-version.ts';
import { timerOf } from '#shared/domain/flow/timers.ts';
import { groupBy } from '#shared/lib/group-by.ts';
import { must } from '#shared/lib/must.ts';
import type { Words } from '#shared/lib/words.ts';
import type { BpmnFile, Part } from './bpmn-file.ts';
import { extensions, type Make, maker, textParts } from './make.ts';
import { extensionIn, idOf, numberIn, partIn, partsIn, textIn } from './parts.ts';
import { definitionsOf, namedBy } from './read-element.ts';
import { type Identity, type ReadFlow, readFlowVersion } from './read-flow-version.ts';
import { insideOf, takeOut } from './take-out.ts';
import { writeWords } from './words.ts';

/** Read again after it: a process that is no longer called is read in another way. */
export function mendDocument(
  file: BpmnFile,
  identity: Identity,
): { readonly flow: ReadFlow; readonly mended: readonly Problem[] } {
  const taken = new Map<string, Problem>();
  for (;;) {
    const flow = readFlowVersion(file, identity);
    if (flow.kind !== 'read') return { flow, mended: [...taken.values()] };
    const made = mendAll(flow.version);
    const offered = new Map(made.mended.map((one) => [`${one.rule} ${one.elementId}`, one]));
    // What is found again after it was mended is not: it is told as what it is.
    if ([...offered.keys()].every((key) => taken.has(key)))
      return { flow, mended: [...taken].flatMap(([key, one]) => (offered.has(key) ? [] : one)) };
    for (const [key, one] of offered) taken.set(key, one);
    writeMended(file.definitions, flow.version, made.version);
  }
}

/** `before` is the flow of the document, `after` the same one mended. */
function writeMended(definitions: Part, before: FlowVersion, after: FlowVersion): void {
  const make = maker();
  const all = [definitions, ...insideOf(definitions)];
  const parts = new Map(all.map((part) => [idOf(part), part]));
  const partOf = (id: string) => must(parts.get(id), `${id} in the document`);
  const gone = [
    ...goneFrom<Named>(before.elements, after.elements),
    ...goneFrom<Named>(before.transitions, after.transitions),
  ];
  takeOut(
    definitions,
    gone.map(({ id }) => partOf(id)),
  );
  for (const [was, lane] of kept(before.lanes, after.lanes))
    if (was.role !== lane.role && lane.role !== null)
      ourExtension(make, partOf(lane.id), 'raia:Lane').set('role', lane.role);
  for (const [was, element] of kept(before.elements, after.elements))
    mendElement(make, partOf(element.id), was, element);
  for (const [was, way] of kept(before.transitions, after.transitions))
    mendWay(make, partOf(way.id), was, way);
  const ways = goneFrom(after.transitions, before.transitions);
  addWays(
    make,
    ways.map(({ id, from, to }) => ({ id, from: partOf(from), to: partOf(to) })),
    all,
  );
  if (before.reopensAt !== after.reopensAt)
    for (const part of all)
      if (part.$type === 'raia:Flow' && textIn(part, 'reopensAt') !== undefined)
        part.set('reopensAt', after.reopensAt);
}

type Named = { readonly id: string };

function goneFrom<T extends Named>(list: readonly T[], other: readonly Named[]): readonly T[] {
  const ids = new Set(other.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

/** What is in both and differs. */
function kept<T extends Named>(list: readonly T[], other: readonly T[]): readonly (readonly [T, T])[] {
  const before = new Map(list.map((one) => [one.id, one]));
  return other.flatMap((one) => {
    const was = before.get(one.id);
    return was === undefined || was === one ? [] : [[was, one] as const];
  });
}

function mendElement(make: Make, part: Part, was: FlowElement, element: FlowElement): void {
  if (was.name !== element.name)
    writeName(make, namedBy(part) ?? ourExtension(make, part, 'raia:Named'), element.name);
  const [timer, counted] = [timerOf(was), timerOf(element)];
  const [definition] = definitionsOf(part);
  if (definition !== undefined && counted !== undefined && counted !== timer && counted.kind !== 'date')
    ourExtension(make, definition, 'raia:Timer').set('calendar', counted.calendar);
}

function mendWay(make: Make, part: Part, was: Transition, way: Transition): void {
  if (was.name !== way.name && way.name !== null)
    writeName(make, ourExtension(make, part, 'raia:Way'), way.name);
  if (way.isDefault === true) partIn(part, 'sourceRef')?.set('default', part);
  if (was.condition !== undefined && way.condition === undefined) part.set('conditionExpression', undefined);
}

function writeName(make: Make, extension: Part, name: Words): void {
  const others = partsIn(extension, 'texts').filter((text) => textIn(text, 'of') !== 'name');
  put(extension, 'texts', [...textParts(make, writeWords('name', name)), ...others]);
}

/** What Raia says of a part besides BPMN, made where it says nothing yet. */
function ourExtension(make: Make, part: Part, type: string): Part {
  const found = extensionIn(part, type);
  if (found !== undefined) return found;
  const made = make(type);
  const around = partIn(part, 'extensionElements');
  if (around !== undefined) put(around, 'values', [...partsIn(around, 'values'), made]);
  else {
    const holder = extensions(make, made);
    holder.$parent = part;
    part.set('extensionElements', holder);
  }
  return made;
}

function put(part: Part, list: string, values: readonly Part[]): void {
  for (const value of values) value.$parent ??= part;
  part.set(list, values);
}

type NewWay = { readonly id: string; readonly from: Part; readonly to: Part };

function addWays(make: Make, ways: readonly NewWay[], all: readonly Part[]): void {
  if (ways.length === 0) return;
  const taken = new Set(all.map(idOf));
  const added = ways.map(({ id, from, to }) => {
    const way = make('bpmn:SequenceFlow', { id: freeId(id, taken), sourceRef: from, targetRef: to });
    from.set('outgoing', [...partsIn(from, 'outgoing'), way]);
    to.set('incoming', [...partsIn(to, 'incoming'), way]);
    return { id, from, to, way };
  });
  for (const [container, inside] of groupBy(added, ({ from }) =>
    must(from.$parent, `what ${idOf(from)} is in`),
  ))
    put(container, 'flowElements', [...partsIn(container, 'flowElements'), ...inside.map(({ way }) => way)]);
  for (const plane of all.filter(({ $type }) => $type === 'bpmndi:BPMNPlane')) {
    const drawn = partsIn(plane, 'planeElement');
    const boxes = new Map(drawn.map((shape) => [partIn(shape, 'bpmnElement'), partIn(shape, 'bounds')]));
    const edges = added.flatMap(({ id, from, to, way }) => {
      const [start, end] = [boxes.get(from), boxes.get(to)];
      // It is drawn where both its ends are, straight from one to the other.
      if (start === undefined || end === undefined) return [];
      const waypoint = straight(start, end).map((point) => make('dc:Point', point));
      return [make('bpmndi:BPMNEdge', { id: freeId(`edge-${id}`, taken), bpmnElement: way, waypoint })];
    });
    if (edges.length > 0) put(plane, 'planeElement', [...drawn, ...edges]);
  }
}

/** It is taken from now on. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let nth = 2; taken.has(free); nth++) free = `${id}-${nth}`;
  taken.add(free);
  return free;
}

/** From side to side. */
function straight(from: Part, to: Part) {
  const [one, other] = [sidesOf(from), sidesOf(to)];
  return one.right <= other.left
    ? [
        { x: one.right, y: one.middle },
        { x: other.left, y: other.middle },
      ]
    : [
        { x: one.left, y: one.middle },
        { x: other.right, y: other.middle },
      ];
}

function sidesOf(box: Part) {
  const measure = (name: string) => numberIn(box, name) ?? 0;
  const left = measure('x');
  return { left, right: left + measure('width'), middle: measure('y') + measure('height') / 2 };
}
