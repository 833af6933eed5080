/** `raia flow check` and `raia flow play`, on our own flow and on models of others. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inPackage } from '#server/paths.ts';
import { definitions as inModel, process as inProcess, times, way } from '#test/support/bpmn-text.ts';
import { aCli } from '#test/support/cli-run.ts';

const t0 = inPackage('resources', 'flows', 't0-heflo.bpmn');
const corpus = process.env.RAIA_CORPUS;

test('our own flow has nothing to be mended, and is counted', async () => {
  const { raia } = aCli();
  const { code, out } = await raia('flow', 'check', t0, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    ok: true,
    counts: {
      ...{ processes: 1, participants: 1, lanes: 4, flowNodes: 29, sequenceFlows: 30, messageFlows: 0 },
      ...{ shapes: 33, edges: 30 },
    },
    problems: [],
  });
});

test('a flow that comes along is named by its key, and checked, played and written as its file is', async () => {
  const { ask, raia, folder } = aCli();
  expect(await ask('flow', 'check', 'T0')).toEqual(await ask('flow', 'check', t0));
  expect(await ask('flow', 'play', 'T0')).toEqual(await ask('flow', 'play', t0));
  const file = join(folder, 't0.bpmn');
  expect((await raia('flow', 'convert', 'T0', file)).code).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(await readFile(t0, 'utf8'));
  expect(await raia('flow', 'check', 'T99', '--lang', 'en')).toMatchObject({
    code: 2,
    err: expect.stringContaining('T99 could not be read: there is no such file'),
  });
});

test('what is wrong is told by name, with its mend, and refused', async () => {
  const { raia, folder } = aCli();
  const file = join(folder, 'lost.bpmn');
  await writeFile(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
      <process id="p"><startEvent id="s"/><endEvent id="e"/><task id="lost" name="Lost &#10; thing"/>
      <sequenceFlow id="f" sourceRef="s" targetRef="e"/></process></definitions>`,
  );
  const { code, out } = await raia('flow', 'check', file, '--json', '--lang', 'es');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    problems: [
      {
        severity: 'error',
        elementId: 'lost',
        rule: 'unreachable',
        message: 'Ningún camino lleva a “Lost thing”. Arreglo: quitarlo.',
      },
      { rule: 'dead-end' },
      { rule: 'lane-without-role' },
      { rule: 'words-missing' },
    ],
  });
  const { err: words } = await raia('flow', 'check', file, '--lang', 'en');
  expect(words).toContain('Cannot be published yet: 2 errors. 2 more things to look at.');
});

test('a path that is tied to no element is an error, and the rest is checked without it', async () => {
  const { raia, folder } = aCli();
  const file = join(folder, 'loose.bpmn');
  const tied = way('s', 'data') + way('s', 'e');
  const ends = '<startEvent id="s"/><dataObjectReference id="data"/><endEvent id="e"/>';
  await writeFile(file, inModel(inProcess(`${ends}${tied}`)));
  const { code, out } = await raia('flow', 'check', file, '--json', '--lang', 'en');
  expect(code).toBe(1);
  const message =
    '“s-data” is tied to something that is no element of this flow, or to nothing: it is left out.';
  expect(JSON.parse(out).problems).toEqual([
    { severity: 'error', elementId: 's-data', rule: 'loose-end', message },
  ]);
});

const twice = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="x"/><process id="x"/></definitions>`;

test.each([
  ['a file that is not there', undefined, 'could not be read: there is no such file or folder.'],
  ['an empty file', '', 'it is empty'],
  ['no XML', 'hello', 'no XML that can be read: it does not begin with “<”'],
  ['a picture', '\u0089PNG\r\n', 'it does not begin with “<”'],
  ['an XML that is wrong', '<a>\n\n  <b></a>', 'line 3 (the XML parser says “closing tag mismatch”)'],
  ['half an XML', '<definitions>', 'it ends in the middle'],
  ['an id given twice', twice, 'the id “x” is given twice'],
  [
    'an id with an accent',
    inModel(inProcess(`<startEvent id="início"/><endEvent id="e"/>${way('início', 'e')}`)),
    'the id “início” has letters that ids of BPMN do not have',
  ],
  ['another XML', '<html/>', 'no BPMN 2.0 model'],
  ['nothing in it', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', 'no process'],
  ['a document type', '<!DOCTYPE x><definitions/>', 'entities'],
  ['more than can be read at once', ' '.repeat(10_000_001), 'larger than 10 MB'],
  [
    'an element without an id',
    inModel('<process id="p" name="Sale"><startEvent id="s"/><task name="Pay"/></process>'),
    'in the process “Sale”: <task name="Pay">',
  ],
  [
    'more elements than a flow can have',
    inModel(`<process id="p">${times(6_001, (nth) => `<task id="t${nth}"/>`)}</process>`),
    'more than 6000 elements',
  ],
])('%s is unreadable, with a sentence', async (_, text, said) => {
  const { raia, folder } = aCli();
  const file = join(folder, 'file.bpmn');
  if (text !== undefined) await writeFile(file, text);
  const { code, err } = await raia('flow', 'check', file, '--lang', 'en');
  expect(code).toBe(2);
  expect(err).toContain(said);
  expect(err).not.toMatch(/\bat .*\.ts|undefined/);
});

test.each([
  ['pt-BR', 'é uma pasta', 'está vazio', 'algo está errado na linha 1'],
  ['es', 'es una carpeta', 'está vacío', 'algo está mal en la línea 1'],
])('why a file is unreadable is said in the language of the person: %s', async (lang, ...said) => {
  const { raia, folder } = aCli();
  const files = [folder, join(folder, 'empty.bpmn'), join(folder, 'open.bpmn')] as const;
  await writeFile(files[1], '');
  await writeFile(files[2], '<a');
  for (const [index, file] of files.entries())
    expect(await raia('flow', 'check', file, '--lang', lang)).toMatchObject({
      code: 2,
      err: expect.stringContaining(said[index] ?? ''),
    });
});

test('a case is led through the flow by a list of decisions', async () => {
  const { raia, folder } = aCli();
  const file = join(folder, 'way.json');
  await writeFile(
    file,
    JSON.stringify([
      { element: 'S2', outcome: 'G1-yes', form: { category: 'error' } },
      { element: 'S3', outcome: 'Use the base' },
      { element: 'S4' },
    ]),
  );
  const { code, out } = await raia('flow', 'play', t0, '--decisions', file, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    entered: ['S1', 'M1', 'S2', 'G1', 'S3', 'G2', 'S4', 'M3', 'M4', 'End'],
    ended: true,
    problem: null,
  });
  await writeFile(file, JSON.stringify([{ element: 'S2', escalates: true }]));
  expect(JSON.parse((await raia('flow', 'play', t0, '--decisions', file, '--json')).out)).toMatchObject({
    entered: ['S1', 'M1', 'S2', 'E1', 'M7', 'S11'],
    waitingAt: ['S11'],
  });
  await writeFile(file, JSON.stringify([{ element: 'S9' }]));
  const lost = await raia('flow', 'play', t0, '--decisions', file, '--lang', 'en');
  expect(lost).toMatchObject({ code: 1, err: expect.stringContaining('nothing waits at “S9”') });
  await writeFile(file, '{"element": "S2"}');
  expect((await raia('flow', 'play', t0, '--decisions', file)).code).toBe(2);
});

test('where a case waits is told by id and name, with the ways out a decision can name', async () => {
  const { raia, folder } = aCli();
  const { code, err } = await raia('flow', 'play', t0, '--lang', 'en');
  expect(code).toBe(0);
  expect(err).toContain('S1 “');
  expect(err).toMatch(/The case waits at S2 “[^”]+”\. Ways out: G1-\w+ “[^”]+” \| G1-yes “/);
  expect(JSON.parse((await raia('flow', 'play', t0, '--json')).out).waits).toMatchObject([
    { element: 'S2', outcomes: expect.arrayContaining([expect.objectContaining({ outcome: 'G1-yes' })]) },
  ]);
  const file = join(folder, 'way.json');
  await writeFile(file, JSON.stringify([{ element: 'S2', outcome: 'maybe' }]));
  const lost = await raia('flow', 'play', t0, '--decisions', file, '--lang', 'en');
  expect(lost).toMatchObject({ code: 1, err: expect.stringMatching(/no way out “maybe”[\s\S]*G1-yes “/) });
});

test('a case that stops on the way is an error of the flow', async () => {
  const { raia, folder } = aCli();
  const file = join(folder, 'circle.bpmn');
  await writeFile(
    file,
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
      <process id="p"><startEvent id="s"/><exclusiveGateway id="g"/><exclusiveGateway id="h"/>
      <sequenceFlow id="sg" sourceRef="s" targetRef="g"/><sequenceFlow id="gh" sourceRef="g" targetRef="h"/>
      <sequenceFlow id="hg" sourceRef="h" targetRef="g"/></process></definitions>`,
  );
  const { code, out, err } = await raia('flow', 'play', file, '--json', '--lang', 'en');
  expect(code).toBe(1);
  expect(err).toContain('From s the flow runs in a circle.');
  expect(JSON.parse(out)).toMatchObject({ entered: ['s'], faults: [{ elementId: 's', fault: 'runaway' }] });
});

if (corpus !== undefined) {
  const models = join(corpus, 'bpmn-models');

  test.each([
    ['A.1.0', { flowNodes: 5, sequenceFlows: 4, shapes: 5, edges: 4 }],
    ['B.1.0', { flowNodes: 29, sequenceFlows: 26, shapes: 34, edges: 29 }],
    ['C.3.0', { flowNodes: 14, sequenceFlows: 15, shapes: 14, edges: 15 }],
    ['incident-process-gempen', { participants: 4, lanes: 2, messageFlows: 12, shapes: 39 }],
    ['incident-identification-saentis', { participants: 3, messageFlows: 2, shapes: 25 }],
  ])('%s is counted as its README says', async (name, counts) => {
    const { raia } = aCli();
    const { out } = await raia('flow', 'check', join(models, `${name}.bpmn`), '--json');
    expect(JSON.parse(out)).toMatchObject({ counts });
  });

  test('a step that somebody forgot in a model is found', async () => {
    const { raia } = aCli();
    const { code, out } = await raia('flow', 'check', join(models, 'incident-process-gempen.bpmn'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).problems[0]).toMatchObject({ elementId: 'Task_0rly2r8', rule: 'unreachable' });
  });
}
