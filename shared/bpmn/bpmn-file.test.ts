/** Files from anywhere: read safely, or refused with a reason. */
import { expect, test } from 'vitest';
import { readBpmn, writeBpmn } from './bpmn-file.ts';
import { countBpmn } from './counts.ts';

const model = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"';
const inProcess = (inner: string) =>
  `<?xml version="1.0"?><definitions ${model}><process id="p">${inner}</process></definitions>`;

async function reasonOf(text: string): Promise<string> {
  const read = await readBpmn(text);
  return read.kind === 'read' ? 'read' : read.reason;
}

test.each([
  ['nothing', '', 'not-xml'],
  ['words', 'hello', 'not-xml'],
  ['a page', '<html><body/></html>', 'not-bpmn'],
  ['a file cut in the middle', inProcess('<task id="a"/>').slice(0, -30), 'not-xml'],
  ['a document type', `<!DOCTYPE d [<!ENTITY x "y">]>${inProcess('')}`, 'has-entities'],
  [
    'a billion laughs',
    `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><definitions ${model} name="&b;"/>`,
    'has-entities',
  ],
  ['an entity of a file', `<!doctype d SYSTEM "file:///etc/passwd">${inProcess('')}`, 'has-entities'],
  ['two of one id', inProcess('<task id="a"/><task id="a"/>'), 'duplicate-id'],
  ['an id with an accent', inProcess('<startEvent id="início"/>'), 'illegal-id'],
  ['a long id with an accent', inProcess(`<task id="é${'e'.repeat(300)}"/>`), 'illegal-id'],
  ['an id with a blank, of something drawn', inProcess('<laneSet><lane id="a b"/></laneSet>'), 'illegal-id'],
  [
    'twenty thousand inside each other',
    inProcess('<subProcess>'.repeat(20_000) + '</subProcess>'.repeat(20_000)),
    'too-deep',
  ],
  [
    'twenty thousand inside each other, with ends in their names',
    inProcess(`${'<subProcess name="</subProcess>">'.repeat(20_000)}${'</subProcess>'.repeat(20_000)}`),
    'too-deep',
  ],
  [
    'twenty thousand inside each other, after a quote that is never closed',
    inProcess(`<task name='a="/>${'<subProcess>'.repeat(20_000)}${'</subProcess>'.repeat(20_000)}`),
    'too-deep',
  ],
])('%s is refused', async (_, text, reason) => {
  expect(await reasonOf(text)).toBe(reason);
});

test('what is between quotes is no tag, however much it looks like one', async () => {
  const flow = (nth: number) =>
    `<sequenceFlow id="f${nth}" name="sum > ${nth}" sourceRef="a" targetRef='b'/><task id="t${nth}" name='"/> "'></task>`;
  const many = Array.from({ length: 300 }, (_, nth) => flow(nth)).join('');
  expect(await reasonOf(inProcess(`<task id="a"/><task id="b"/>${many}`))).toBe('read');
});

test('a reference that leads nowhere is left out and told', async () => {
  const read = await readBpmn(
    inProcess('<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/>'),
  );
  if (read.kind !== 'read') throw new Error(read.reason);
  expect(read.file.warnings.join()).toContain('gone');
});

test('names of the language itself harm nothing', async () => {
  const read = await readBpmn(
    inProcess('<task id="__proto__" name="constructor" toString="x"/><task id="hasOwnProperty"/>'),
  );
  if (read.kind !== 'read') throw new Error(read.reason);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect(countBpmn(read.file.definitions).flowNodes).toBe(2);
});

test('what others put into a file is there after writing it, and writing it again changes nothing', async () => {
  const foreign = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:acme="urn:acme" id="d" targetNamespace="t" acme:version="7">
  <bpmn:process id="p">
    <bpmn:extensionElements><acme:box kind="x"><acme:deep>text &amp; more</acme:deep></acme:box></bpmn:extensionElements>
    <bpmn:task id="a" name="A" acme:colour="red"><bpmn:ioSpecification><bpmn:inputSet /><bpmn:outputSet /></bpmn:ioSpecification></bpmn:task>
    <bpmn:complexGateway id="c" />
    <bpmn:dataObject id="o" />
    <bpmn:textAnnotation id="n"><bpmn:text>Mind this</bpmn:text></bpmn:textAnnotation>
  </bpmn:process>
</bpmn:definitions>`;
  const read = await readBpmn(foreign);
  if (read.kind !== 'read') throw new Error(read.reason);
  const once = await writeBpmn(read.file.definitions);
  for (const kept of [
    'acme:version="7"',
    'kind="x"',
    'text &amp; more',
    'acme:colour="red"',
    'Mind this',
    'complexGateway',
  ])
    expect(once).toContain(kept);
  const again = await readBpmn(once);
  if (again.kind !== 'read') throw new Error(again.reason);
  expect(await writeBpmn(again.file.definitions)).toBe(once);
});
