/** A flow version written as BPMN and read again is the same flow version. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';
import {
  aFlow,
  automatic,
  boundary,
  call,
  end,
  gateway,
  start,
  step,
  subProcess,
  timer,
  words,
} from '#test/support/a-flow.ts';
import { definitions, process, way } from '#test/support/bpmn-text.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { readBpmn, writeBpmn } from './bpmn-file.ts';
import { parseFlow } from './parse-flow.ts';
import { readFlowVersion } from './read-flow-version.ts';
import { writeFlowVersion } from './write-flow-version.ts';

async function readAgain(xml: string, version: FlowVersion): Promise<FlowVersion> {
  const read = await readBpmn(xml);
  if (read.kind !== 'read') throw new Error(`${read.reason}: ${read.detail}`);
  expect(read.file.warnings).toEqual([]);
  const flow = readFlowVersion(read.file, { ...version, language: 'pt-BR' });
  if (flow.kind !== 'read') throw new Error(flow.kind === 'unreadable' ? flow.at : flow.kind);
  return flow.version;
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** In a file elements stand beside what they are in; their order is that of no rule. */
function sorted(version: FlowVersion): FlowVersion {
  const { messageFlows = [], decisions = [], ...rest } = version;
  return {
    ...rest,
    elements: byId(version.elements),
    transitions: byId(version.transitions),
    messageFlows: byId(messageFlows),
    decisions,
  };
}

async function expectSame(version: FlowVersion): Promise<void> {
  const xml = await writeBpmn(writeFlowVersion(version));
  const again = await readAgain(xml, version);
  expect(sorted(again)).toEqual(sorted(version));
  // Once in the order of a file, writing it again changes nothing.
  const twice = await writeBpmn(writeFlowVersion(again));
  expect(await writeBpmn(writeFlowVersion(await readAgain(twice, version)))).toBe(twice);
}

test.each(builtInFlows.map((flow) => [flow.key, flow] as const))('%s', async (_, flow) => {
  const xml = await writeBpmn(writeFlowVersion(flow));
  expect(sorted(await readAgain(xml, flow))).toEqual(sorted(flow));
});

test('flows drawn at random', async () => {
  await fc.assert(
    fc.asyncProperty(randomFlow, (flow) => expectSame(flow)),
    { seed, numRuns: 60 },
  );
});

describe('what only some flows have', () => {
  test('a decision table and the step that reads it', async () => {
    const table = {
      id: 'who',
      name: words('Who pays'),
      hitPolicy: 'first',
      inputs: [{ expression: 'person', label: words('Person') }],
      outputs: [{ id: 'contact', label: words('Contact') }],
      rules: [
        { when: ['"natural"'], gives: ['"A"'] },
        { when: ['-'], gives: ['"B & <C>"'] },
      ],
    };
    const flow = aFlow(
      [start(), automatic('R', { task: 'rule', decisionId: 'who' }), end()],
      ['start-R', 'R-end'],
      { decisions: [table] },
    );
    await expectSame(flow);
  });

  test('timers with their calendar, limits, tags, conditions and a script of several lines', async () => {
    const limit = { id: 'T2.1', name: words('Analysis'), soft: 'PT15M', hard: 'PT20M', calendar: 'wall' };
    const flow = aFlow(
      [
        start('start', { form: [] }),
        step('A', {
          script: words('Good {partOfDay}.\n\n“{company}” & <friends>'),
          limits: [limit],
          tags: ['solve', 'understand'],
          topic: words('printers'),
        }),
        boundary('late', 'A', {
          kind: 'timer',
          timer: { kind: 'cycle', value: 'R3/PT10M', calendar: 'wall' },
        }),
        boundary('edge', 'A', timer('PT1H'), false),
        gateway('G', 'exclusive'),
        end('one'),
        end('two', { kind: 'error', code: 'broken' }),
        end('three', { kind: 'terminate' }),
      ],
      [
        'start-A',
        'A-G',
        'G-one if debt > 10 and person = "natural"',
        'G-two else',
        'late-three',
        'edge-three',
      ],
    );
    await expectSame(flow);
  });

  test('the part an escalation by hand goes to, with what happens at its edges', async () => {
    const flow = aFlow(
      [
        ...[start(), step('A', { canEscalate: true }), end()],
        ...[start('up', { trigger: 'escalation' }), step('decide'), end('back', { kind: 'return' })],
        ...[boundary('late', 'decide', timer('PT1H')), end('givenUp', { kind: 'return' })],
      ],
      ['start-A', 'A-end', 'up-decide', 'decide-back', 'late-givenUp'],
    );
    await expectSame(flow);
  });

  test('sub-processes inside each other, an event sub-process and a called process', async () => {
    const flow = aFlow(
      [
        start(),
        subProcess('outer'),
        start('s1', { within: 'outer' }),
        subProcess('inner', { within: 'outer' }),
        start('s2', { within: 'inner' }),
        step('A', { within: 'inner' }),
        subProcess('guard', { isEvent: true }),
        start('up', { within: 'guard', trigger: 'escalation', code: 'slow', isInterrupting: false }),
        step('B', { within: 'guard' }),
        call('C', 'other'),
        start('s3', { within: 'other' }),
        step('D', { within: 'other' }),
        end(),
      ],
      ['start-outer', 'outer-C', 'C-end', 's1-inner', 's2-A', 'up-B', 's3-D'],
    );
    await expectSame(flow);
  });
});

test('a file of another tool is read with its names in one language, and what cannot be run is named', async () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
      <bpmn:process id="p" name="Returns">
        <bpmn:startEvent id="s" /><bpmn:scriptTask id="t" name="Compute" />
        <bpmn:exclusiveGateway id="g" name="Fits?" />
        <bpmn:userTask id="u" name="Look" /><bpmn:endEvent id="e" />
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" />
        <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="g" />
        <bpmn:sequenceFlow id="f3" name="yes" sourceRef="g" targetRef="e">
          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${fits}</bpmn:conditionExpression>
        </bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="f4" name="no" sourceRef="g" targetRef="u" />
        <bpmn:sequenceFlow id="f5" sourceRef="u" targetRef="e" />
      </bpmn:process>
    </bpmn:definitions>`;
  const read = await readBpmn(xml);
  const file = must(read.kind === 'read' ? read.file : undefined, 'a file that can be read');
  const flow = readFlowVersion(file, { ...must(builtInFlows[0], 'a flow'), language: 'en' });
  expect(flow).toMatchObject({
    kind: 'read',
    version: {
      name: { en: 'Returns', es: '' },
      lanes: [{ id: 'p', letter: 'R' }],
      elements: [
        { id: 's', kind: 'start', trigger: 'request' },
        { id: 't', kind: 'automatic', unsupported: 'scriptTask' },
        { id: 'g', kind: 'gateway', decidedBy: 'person' },
        { id: 'u', kind: 'step', task: 'user', name: { en: 'Look', es: '', 'pt-BR': '' } },
        { id: 'e', kind: 'end' },
      ],
      transitions: expect.arrayContaining([
        expect.objectContaining({ id: 'f3', unsupported: 'conditionExpression' }),
      ]),
    },
  });
});

test.each([
  ['the first step that is in no sub-process', '<task id="Y" name="Y"/>', 'Y'],
  ['the first place where something is waited for', '', 'sub'],
])('where a file does not say it cases reopen at %s', async (_, after, place) => {
  const inside = `<startEvent id="in"/><task id="X" name="X"/>${way('in', 'X')}`;
  const xml = `<startEvent id="s"/><subProcess id="sub">${inside}</subProcess>${after}${way('s', 'sub')}`;
  const version = await parseFlow(definitions(process(xml)));
  expect(version.reopensAt).toBe(place);
});

test('an event runs by the first of its definitions, its own or one it refers to, and the second is named', async () => {
  const hour = '<timeDuration>PT1H</timeDuration>';
  const both = `<timerEventDefinition>${hour}</timerEventDefinition><messageEventDefinition/>`;
  const catches = (id: string, inside: string) =>
    `<intermediateCatchEvent id="${id}">${inside}</intermediateCatchEvent>`;
  const read = await readBpmn(
    definitions(
      `<timerEventDefinition id="hour">${hour}</timerEventDefinition><signalEventDefinition id="signal"/>${process(
        [
          `<startEvent id="start">${both}</startEvent>`,
          catches('two', both),
          catches('referred', '<eventDefinitionRef>hour</eventDefinitionRef>'),
          catches('more', '<messageEventDefinition/><eventDefinitionRef>hour</eventDefinitionRef>'),
          catches('unknown', '<eventDefinitionRef>signal</eventDefinitionRef>'),
        ].join(''),
      )}`,
    ),
  );
  const file = must(read.kind === 'read' ? read.file : undefined, 'a file that can be read');
  const flow = readFlowVersion(file, { ...must(builtInFlows[0], 'a flow'), language: 'en' });
  const timed = { event: { kind: 'timer', timer: { kind: 'duration', value: 'PT1H' } } };
  const heard = { event: { kind: 'message' } };
  expect(flow).toMatchObject({
    version: {
      elements: [
        { id: 'start', trigger: 'timer', unsupported: 'messageEventDefinition' },
        { id: 'two', ...timed, unsupported: 'messageEventDefinition' },
        { id: 'referred', ...timed },
        { id: 'more', ...heard, unsupported: 'timerEventDefinition' },
        { id: 'unknown', ...heard, unsupported: 'signalEventDefinition' },
      ],
    },
  });
  expect(flow).not.toHaveProperty('version.elements.2.unsupported');
});

test('the lane of a called process is named as what calls it, where nothing else names it', async () => {
  const called = '<startEvent id="a" /><endEvent id="b" />';
  const calls = '<startEvent id="c" /><callActivity id="call" name="Check the bill" calledElement="q" />';
  const xml = definitions(
    `<collaboration id="x"><participant id="us" name="Us" processRef="p" /><participant id="they" name="They" processRef="r" /></collaboration>${process('<startEvent id="s" /><endEvent id="e" />')}${process(called, 'q')}${process(calls, 'r')}`,
  );
  const { lanes } = await parseFlow(xml);
  expect(lanes.map(({ name }) => name['pt-BR'])).toEqual(['Us', 'Check the bill', 'They']);
});
