/** Files made to do harm, or drawn by nobody: each is read, checked and played, or refused with its reason. */
import { expect, test } from 'vitest';
import { checkFlow } from '#shared/domain/flow/check/check-flow.ts';
import { startsWithin } from '#shared/domain/flow/elements.ts';
import { formFieldSchema } from '#shared/domain/flow/form.ts';
import { playFlow } from '#shared/domain/flow/play-flow.ts';
import { words } from '#test/support/a-flow.ts';
import { chain, definitions, fan, manyShapes, process, times, way } from '#test/support/bpmn-text.ts';
import { readBpmn } from './bpmn-file.ts';
import { noIdentity } from './parse-flow.ts';
import { readFlowVersion } from './read-flow-version.ts';

/** What became of a file: why it was refused, or what the checker found and where a case came to. */
async function outcomeOf(inside: string) {
  const read = await readBpmn(definitions(inside));
  if (read.kind === 'unreadable') return { refused: read.reason };
  const flow = readFlowVersion(read.file, noIdentity);
  if (flow.kind !== 'read') return { refused: flow };
  const found = [...flow.found, ...checkFlow(flow.version)];
  const rules = new Set(found.map(({ rule }) => rule));
  if (startsWithin(flow.version, null).length === 0) return { rules };
  const { entered, position } = playFlow(flow.version, []);
  return { rules, entered, faults: position.tokens.flatMap(({ fault }) => fault ?? []) };
}

test('a chain of 5,000 elements is read and played', async () => {
  expect(await outcomeOf(chain(5_000))).toMatchObject({ entered: ['n0', 'n1'], faults: [] });
});

test('a parting into 1,600 ways at once is checked within bounds, and played until it is too much', async () => {
  const { rules, faults } = await outcomeOf(fan('parallelGateway', 1_600));
  expect(rules).not.toContain('deadlock');
  expect(new Set(faults)).toEqual(new Set(['runaway']));
});

test('so many conditions that may all hold are checked within bounds', async () => {
  const condition = (nth: number) => `<conditionExpression>=v${nth} &gt; ${nth}</conditionExpression>`;
  expect(await outcomeOf(fan('inclusiveGateway', 1_600, condition))).toMatchObject({ faults: ['no-path'] });
});

test.each([
  ['counts to a thousand million', 'count(for i in 1..1000000000 return i) &gt; 0'],
  ['counts past its end', 'count(for i in 1..2.5 return i) &gt; 0'],
  ['tries every way to fit a pattern', `matches("${'a'.repeat(40)}!", "^(a+)+$")`],
])('a condition that %s is named and not evaluated', async (_, condition) => {
  const asked = fan('exclusiveGateway', 2, () => `<conditionExpression>=${condition}</conditionExpression>`);
  const { rules, faults } = await outcomeOf(asked);
  expect(rules).toContain('rule-unreadable');
  expect(faults).toEqual(['rule-failed']);
});

test('20,000 shapes of one element are one', async () => {
  expect(await outcomeOf(manyShapes(20_000))).toMatchObject({ entered: ['s'] });
});

test('150 sub-processes inside each other are read and entered', async () => {
  const nested = times(
    150,
    (nth) => `<subProcess id="b${nth}"><startEvent id="bs${nth}"/>${way(`bs${nth}`, `b${nth + 1}`)}`,
  );
  const { entered } = await outcomeOf(
    process(
      `<startEvent id="s"/>${way('s', 'b0')}${nested}<task id="b150" name="T"/>${'</subProcess>'.repeat(150)}`,
    ),
  );
  expect(entered).toContain('b150');
});

test('a process that nothing begins but what is inside it says so', async () => {
  const inside = '<task id="t" name="T"/><subProcess id="sp"><startEvent id="s"/></subProcess>';
  const { rules, entered } = await outcomeOf(process(inside));
  expect(rules).toContain('no-start');
  expect(entered).toBeUndefined();
});

test('a process that is called by what it calls is not called', async () => {
  const calls = (id: string, called: string) =>
    process(
      `<startEvent id="s${id}"/><callActivity id="c${id}" calledElement="${called}"/>${way(`s${id}`, `c${id}`)}`,
      id,
    );
  const itself = await outcomeOf(calls('p', 'p'));
  expect(itself.rules).toContain('nothing-to-run');
  expect(itself.faults).toEqual(['nothing-to-run']);
  const eachOther = await outcomeOf(`${calls('p', 'q')}${calls('q', 'p')}`);
  expect(eachOther.faults).toEqual(['nothing-to-run']);
  const another = await outcomeOf(`${calls('p', 'q')}${calls('q', 'q')}`);
  expect(another.faults).toContain('runaway');
});

test('a loop that makes two of every token stops with a fault', async () => {
  const loop = `<startEvent id="s"/><serviceTask id="a"/><parallelGateway id="g"/>${way('s', 'a')}${way('a', 'g')}${way('g', 'a')}<sequenceFlow id="again" sourceRef="g" targetRef="a"/>`;
  expect((await outcomeOf(process(loop))).faults).toContain('runaway');
});

test('what hangs on nothing, and ways out of the process, harm nothing', async () => {
  const hanging = '<startEvent id="s"/><boundaryEvent id="b" attachedToRef="nope"/><boundaryEvent id="b2"/>';
  expect(await outcomeOf(process(hanging))).toMatchObject({ entered: ['s'] });
  const across = `${process(`<startEvent id="s"/>${way('s', 't')}`)}${process('<task id="t" name="T"/>', 'q')}`;
  expect(await outcomeOf(across)).toMatchObject({ entered: ['s', 't'] });
});

test('elements called as the language calls its own things are run like any others', async () => {
  const named = '<task id="constructor" name="T"/><task id="toString" name="T"/>';
  const ways = `${way('s', 'constructor')}${way('s', 'toString')}`;
  expect(await outcomeOf(process(`<startEvent id="s"/>${named}${ways}`))).toMatchObject({
    entered: ['s', 'constructor', 'toString'],
    faults: [],
  });
});

test('an element or a field that could not be told from what every object has is refused', async () => {
  expect(await outcomeOf(process('<startEvent id="s"/><task id="__proto__" name="T"/>'))).toEqual({
    refused: { kind: 'unreadable', at: '__proto__ elements.1.id' },
  });
  const asked = { id: 'constructor', label: words('x'), help: null, type: 'text' };
  const rest = { options: [], isRequired: true, onlyFor: [] };
  expect(formFieldSchema.safeParse({ ...asked, ...rest }).success).toBe(false);
  expect(formFieldSchema.safeParse({ ...asked, ...rest, id: 'reason' }).success).toBe(true);
});

test.each([
  ['<startEvent/><task name="T"/>', '<startEvent>'],
  ['<startEvent id="s"/><subProcess id="sp"><userTask name="T"/></subProcess>', '<userTask name="T">'],
  [
    '<laneSet><lane name="L"><flowNodeRef>s</flowNodeRef></lane></laneSet><startEvent id="s"/>',
    '<lane name="L">',
  ],
  [
    '<startEvent id="s"/><task id="t" name="T"/><sequenceFlow sourceRef="s" targetRef="t"/>',
    '<sequenceFlow>',
  ],
])('an element without an id is named as the file has it: %s', async (inside, element) => {
  expect(await outcomeOf(process(inside))).toEqual({
    refused: { kind: 'without-id', element, process: 'p' },
  });
});

test('what is never asked for by its id may have none', async () => {
  const unasked = '<laneSet><lane id="l"/><lane/></laneSet><dataObjectReference/><textAnnotation/>';
  expect(await outcomeOf(process(`<startEvent id="s"/>${unasked}`))).toMatchObject({ entered: ['s'] });
});

test('paths and events at an edge that are tied to no element are named and left out', async () => {
  const data = '<dataObjectReference id="data"/>';
  const toData = await outcomeOf(process(`<startEvent id="s"/>${data}${way('s', 'data')}`));
  expect(toData).toMatchObject({ entered: ['s'], faults: [] });
  expect(toData.rules).toContain('loose-end');
  const toNothing = await outcomeOf(process(`<startEvent id="s"/>${way('s', 'gone')}`));
  expect(toNothing.rules).toContain('loose-end');
  const joined = `<inclusiveGateway id="j"/><task id="t" name="T"/>${way('s', 't')}${way('t', 'j')}`;
  for (const host of ['data', 'gone', 'b']) {
    const edge = `<boundaryEvent id="b" attachedToRef="${host}"/>${way('b', 'j')}`;
    const atEdge = await outcomeOf(process(`<startEvent id="s"/>${data}${joined}${edge}`));
    expect(atEdge).toMatchObject({ entered: ['s', 't'], faults: [] });
    expect(atEdge.rules).toContain('loose-end');
  }
});

/** Each holds so much of one thing that going through all of it for each of them would take minutes. */
test.each([
  ['attributes without a value', `<task id="t"${' a'.repeat(500_000)}/>`, 'too-many-faults'],
  ['elements BPMN does not know', '<x/>'.repeat(200_000), 'too-many-faults'],
  ['words where none belong', '<task>x</task>'.repeat(50_000), 'too-many-faults'],
  ['faults among lines without a word', `${'\n'.repeat(1_000_000)}${'<x/>'.repeat(100)}`, 'too-many-faults'],
  [
    'references in one attribute',
    `<task id="t" categoryValueRef="${'t '.repeat(500_000)}"/>`,
    'too-many-references',
  ],
  [
    'references in one lane',
    `<laneSet><lane>${'<flowNodeRef>t</flowNodeRef>'.repeat(200_000)}</lane></laneSet>`,
    'too-many-references',
  ],
  ['namespaces', `<task${times(100_000, (nth) => ` xmlns:a:${nth}="${nth}"`)}/>`, 'too-many-namespaces'],
  ['parts', '<task/>'.repeat(200_000), 'too-many-parts'],
  ['letters', ' '.repeat(10_000_000), 'too-large'],
])('too many %s are refused', { timeout: 15_000 }, async (_, inside, refused) => {
  expect(await outcomeOf(process(inside))).toEqual({ refused });
});

test.each([
  [
    'lanes',
    `<laneSet>${times(501, (nth) => `<lane id="l${nth}"><flowNodeRef>t${nth}</flowNodeRef></lane>`)}</laneSet>${times(501, (nth) => `<task id="t${nth}"/>`)}`,
  ],
  ['elements', times(6_001, (nth) => `<task id="t${nth}"/>`)],
  [
    'transitions',
    `<task id="t"/>${times(12_001, (nth) => `<sequenceFlow id="f${nth}" sourceRef="t" targetRef="t"/>`)}`,
  ],
])('more %s than a flow can have are refused by name', async (what, inside) => {
  expect(await outcomeOf(process(inside))).toEqual({ refused: { kind: 'too-many', what } });
});

test('140,000 lanes that nothing is in are none', async () => {
  const lanes = `<laneSet>${times(140_000, (nth) => `<lane id="l${nth}" name="L"/>`)}</laneSet>`;
  expect(await outcomeOf(process(`${lanes}<startEvent id="s"/>`))).toMatchObject({ entered: ['s'] });
});

test('10,000 pools with a process each are read', async () => {
  const pools = times(10_000, (nth) => `<participant id="a${nth}" processRef="p${nth}"/>`);
  const all = times(10_000, (nth) => process('', `p${nth}`));
  const drawn = `<collaboration id="c">${pools}</collaboration>${all}${process('<startEvent id="s"/>')}`;
  expect(await outcomeOf(drawn)).toMatchObject({ entered: ['s'] });
});
