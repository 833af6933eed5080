/** Mends written into documents: what was found is gone, and every other line stays. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '#shared/domain/flow/check/check-flow.ts';
import { mendAll } from '#shared/domain/flow/check/mend-flow.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { way } from '#test/support/bpmn-text.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { readBpmn, writeBpmn } from './bpmn-file.ts';
import { countBpmn } from './counts.ts';
import { mendDocument } from './mend-document.ts';
import { noIdentity } from './parse-flow.ts';
import { readFlowVersion } from './read-flow-version.ts';
import { writeFlowVersion } from './write-flow-version.ts';

const corpus = process.env.RAIA_CORPUS;

const identity = { ...noIdentity, language: 'en' } as const;

async function readDocument(text: string) {
  const read = await readBpmn(text);
  if (read.kind !== 'read') throw new Error(read.reason);
  const flow = readFlowVersion(read.file, identity);
  if (flow.kind !== 'read') throw new Error(flow.kind);
  return { file: read.file, version: flow.version };
}

/** The document as we write it, before and after every mend that is offered. */
async function mendText(text: string) {
  const { file, version } = await readDocument(text);
  const before = await writeBpmn(file.definitions);
  const { mended } = mendDocument(file, identity);
  const after = await writeBpmn(file.definitions);
  return { first: version, mended, before, after, again: (await readDocument(after)).version };
}

const isOffered = (version: FlowVersion) => checkFlow(version).filter(({ mend }) => mend !== null);
const foundIn = (version: FlowVersion) =>
  checkFlow(version).map(({ rule, elementId }) => `${rule} ${elementId}`);

/** Lines the first has and the second has not, without what stands before them. */
function lacking(text: string, other: string): readonly string[] {
  const lines = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => line.trim());
}

/** A document of another tool: a lane with a role of ours, colours, a note, a script nobody here can run, data. */
const foreign = (inside: string, drawn = '', lane = '<raia:lane role="agent" />') => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:raia="urn:raia:bpmn:1" xmlns:x="urn:x" id="d" targetNamespace="t" x:tool="9">
  <process id="p" name="Orders">
    <documentation>Read me</documentation>
    <laneSet id="ls"><lane id="l" name="We" x:floor="2"><extensionElements><x:paint a="1" />${lane}</extensionElements><flowNodeRef>s</flowNodeRef></lane></laneSet>
    <startEvent id="s" name="Begin" x:colour="red" />
    <dataObjectReference id="data" dataObjectRef="object" />
    <dataObject id="object" />
    ${inside}
    <textAnnotation id="note"><text>Mind this</text></textAnnotation>
  </process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
    <bpmndi:BPMNShape id="ss" bpmnElement="s" x:stroke="blue"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="fs" bpmnElement="note"><di:waypoint x="5" y="5" /><di:waypoint x="6" y="6" /></bpmndi:BPMNEdge>
    ${drawn}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
const shape = (id: string, x: number) =>
  `<bpmndi:BPMNShape id="${id}-drawn" bpmnElement="${id}"><dc:Bounds x="${x}" y="100" width="100" height="80" /></bpmndi:BPMNShape>`;
const called = (name: string) =>
  `<extensionElements><raia:named><raia:text of="name" lang="pt-BR">${name}</raia:text><raia:text of="name" lang="es">${name}</raia:text><raia:text of="name" lang="en">${name}</raia:text></raia:named></extensionElements>`;
const work = (id: string) => `<userTask id="${id}" name="${id}">${called(id)}</userTask>`;

describe('each mend changes its lines and no other', () => {
  test('a path that becomes the default loses its condition', async () => {
    const rule = (than: string) =>
      `<conditionExpression language="feel">debt ${than} 5</conditionExpression>`;
    const gateway = `<exclusiveGateway id="g" name="g">${called('g')}</exclusiveGateway>`;
    const { mended, before, after, again } = await mendText(
      foreign(
        `${gateway}${work('A')}<endEvent id="e" />${way('s', 'g')}${way('g', 'A', rule('&gt;'))}${way('g', 'e', rule('&lt;'))}${way('A', 'e')}`,
      ),
    );
    expect(mended).toMatchObject([{ rule: 'no-default', elementId: 'g' }]);
    expect(foundIn(again)).toEqual([]);
    expect(lacking(before, after)).toEqual([
      '<exclusiveGateway id="g" name="g">',
      '<sequenceFlow id="g-e" sourceRef="g" targetRef="e">',
      '<conditionExpression language="feel">debt &lt; 5</conditionExpression>',
    ]);
    expect(lacking(after, before)).toEqual([
      '<exclusiveGateway id="g" name="g" default="g-e">',
      '<sequenceFlow id="g-e" sourceRef="g" targetRef="e" />',
    ]);
  });

  test('what is taken out goes with what is tied to it, drawn or not', async () => {
    const lost = `<subProcess id="lost" name="lost">${called('lost')}<startEvent id="ls0" /><endEvent id="le" />${way('ls0', 'le')}<textAnnotation id="inner"><text>In it</text></textAnnotation></subProcess>`;
    const tied = `<boundaryEvent id="edge" attachedToRef="lost"><signalEventDefinition id="sig" /></boundaryEvent><association id="as" sourceRef="lost" targetRef="note" />`;
    const body = `${work('A')}<endEvent id="e" />${way('s', 'A')}${way('A', 'e')}`;
    const line = `<bpmndi:BPMNEdge id="as-drawn" bpmnElement="as"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>`;
    const { mended, after, again } = await mendText(
      foreign(
        `${body}${lost}${tied}${way('lost', 'e')}`,
        `${shape('A', 100)}${shape('lost', 300)}${shape('inner', 310)}${shape('note', 600)}${line}`,
      ),
    );
    expect(mended.map(({ rule }) => rule)).toContain('unreachable');
    expect(foundIn(again)).toEqual([]);
    const without = await mendText(foreign(body, `${shape('A', 100)}${shape('note', 600)}`));
    expect(after).toBe(without.before);
  });

  test('what is led to an end has a path there, drawn where both are', async () => {
    const { mended, before, after, again } = await mendText(
      foreign(
        `${work('A')}<endEvent id="A-e" />${way('s', 'A')}<sequenceFlow id="s-e" sourceRef="s" targetRef="A-e" />`,
        `${shape('A', 100)}${shape('A-e', 300)}`,
      ),
    );
    expect(mended).toMatchObject([{ rule: 'dead-end', elementId: 'A' }]);
    expect(foundIn(again)).not.toContain('dead-end A');
    expect(lacking(before, after)).toEqual(['<endEvent id="A-e" />']);
    expect(lacking(after, before)).toEqual([
      '<outgoing>A-A-e</outgoing>',
      '<endEvent id="A-e">',
      '<incoming>A-A-e</incoming>',
      '</endEvent>',
      '<sequenceFlow id="A-A-e" sourceRef="A" targetRef="A-e" />',
      '<bpmndi:BPMNEdge id="edge-A-A-e" bpmnElement="A-A-e">',
      '<di:waypoint x="200" y="140" />',
      '<di:waypoint x="300" y="140" />',
    ]);
  });

  test('a new path takes no id that something has', async () => {
    const { again } = await mendText(
      foreign(`${work('A')}<endEvent id="e" />${way('s', 'A')}<dataObject id="A-e" />${way('s', 'e')}`),
    );
    expect(again.transitions.map(({ id }) => id)).toEqual(['s-A', 's-e', 'A-e-2']);
  });

  test('a lane is given its role beside what others say of it', async () => {
    const body = `${work('A')}<endEvent id="e" />${way('s', 'A')}${way('A', 'e')}`;
    const { mended, before, after, again } = await mendText(foreign(body, '', ''));
    expect(mended).toMatchObject([{ rule: 'lane-without-role', elementId: 'l' }]);
    expect(foundIn(again)).toEqual([]);
    expect(lacking(before, after)).toEqual([]);
    expect(lacking(after, before)).toEqual(['<raia:lane role="agent" />']);
  });

  test('a timer counts always', async () => {
    const timer = `<intermediateCatchEvent id="w"><timerEventDefinition id="td"><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>`;
    const { mended, before, after, again } = await mendText(
      foreign(`${timer}<endEvent id="e" />${way('s', 'w')}${way('w', 'e')}`),
    );
    expect(mended).toMatchObject([{ rule: 'timer-without-calendar', elementId: 'w' }]);
    expect(foundIn(again)).toEqual([]);
    expect(lacking(before, after)).toEqual([]);
    expect(lacking(after, before)).toEqual(['<raia:timer calendar="wall" />']);
  });

  test('words are borrowed for a step and its buttons, and instructions stay', async () => {
    const step = `<userTask id="A" name="Look"><documentation>How</documentation><extensionElements><raia:step canEscalate="false"><raia:text of="topic" lang="en">T</raia:text></raia:step></extensionElements></userTask>`;
    const flow = (id: string, to: string) =>
      `<sequenceFlow id="${id}" name="${id}" sourceRef="A" targetRef="${to}" />`;
    const ways = `${way('s', 'A')}${flow('yes', 'e')}`;
    const { mended, before, after, again } = await mendText(foreign(`${step}<endEvent id="e" />${ways}`));
    expect(mended).toMatchObject([{ rule: 'words-missing', elementId: 'A' }]);
    // What was said in one language alone is left to be translated.
    expect(foundIn(again)).toEqual(['texts-missing A']);
    expect(lacking(before, after)).toEqual([
      '<sequenceFlow id="yes" name="yes" sourceRef="A" targetRef="e" />',
    ]);
    for (const lang of ['pt-BR', 'es', 'en'])
      for (const word of ['Look', 'yes'])
        expect(after).toContain(`<raia:text of="name" lang="${lang}">${word}</raia:text>`);
    expect(after).toContain('<raia:text of="topic" lang="en">T</raia:text>');
  });
});

/** Flows drawn at random in which something was forgotten, here and there. */
const forgotten = fc
  .tuple(randomFlow, fc.infiniteStream(fc.constantFrom(true, false, false)))
  .map(([flow, forgets]): FlowVersion => {
    const isLeftOut = () => forgets.next().value ?? false;
    const withoutCalendar = (element: FlowElement): FlowElement => {
      if (element.kind !== 'catch' && element.kind !== 'boundary') return element;
      if (element.event.kind !== 'timer' || element.event.timer.kind === 'date') return element;
      const { calendar: _, ...timer } = element.event.timer;
      return { ...element, event: { ...element.event, timer } } as FlowElement;
    };
    return {
      ...flow,
      lanes: flow.lanes.map((lane) => (isLeftOut() ? { ...lane, role: null } : lane)),
      elements: flow.elements
        .map((element) => (isLeftOut() ? { ...element, name: { ...element.name, es: '' } } : element))
        .map((element) => (isLeftOut() ? withoutCalendar(element) : element)),
      transitions: flow.transitions
        .filter(() => !isLeftOut())
        .map((one) => (isLeftOut() ? { ...one, isDefault: false } : one)),
    };
  });

test('flows with things forgotten are read again as they were mended, and nothing is offered any more', async () => {
  const rules = new Set<string>();
  await fc.assert(
    fc.asyncProperty(forgotten, async (flow) => {
      const { first, mended, again } = await mendText(await writeBpmn(writeFlowVersion(flow)));
      for (const { rule } of mended) rules.add(rule);
      expect(isOffered(again)).toEqual([]);
      const sorted = ({ diagram: _, elements, transitions, ...rest }: FlowVersion) => ({
        ...rest,
        elements: elements.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
        transitions: transitions.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      });
      // A process that nothing calls any more has a lane of its own.
      const callsIn = ({ elements }: FlowVersion) => elements.filter(({ kind }) => kind === 'call').length;
      if (callsIn(again) === callsIn(first)) expect(sorted(again)).toEqual(sorted(mendAll(first).version));
    }),
    { seed, numRuns: 60 },
  );
  expect(rules.size).toBeGreaterThan(2);
});

if (corpus !== undefined)
  test('models of others keep what Raia does not run, and nothing is offered any more', async () => {
    const folder = join(corpus, 'bpmn-models');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.bpmn'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      const { before, after, mended, again } = await mendText(text);
      expect(isOffered(again), name).toEqual([]);
      const of = async (xml: string) => countBpmn((await readDocument(xml)).file.definitions);
      const removed = mended.filter(({ mend }) => mend?.kind === 'remove').length;
      const [was, is] = [await of(before), await of(after)];
      expect(was.flowNodes - is.flowNodes, name).toBe(removed);
      expect([is.messageFlows, is.participants, is.lanes], name).toEqual([
        was.messageFlows,
        was.participants,
        was.lanes,
      ]);
    }
  });
