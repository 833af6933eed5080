/** `raia flow convert`, on our own flows, on models of others and on what cannot be converted. */
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { inPackage } from '#server/paths.ts';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { overlap } from '#shared/diagram/geometry.ts';
import { mostLaidOut } from '#shared/diagram/layout/drawn.ts';
import { bigFlow } from '#test/support/big-flow.ts';
import { chain, definitions, fan, times } from '#test/support/bpmn-text.ts';
import { aCli } from '#test/support/cli-run.ts';

const flows = inPackage('resources', 'flows');
const corpus = process.env.RAIA_CORPUS;

/** A folder to convert into, and what `raia` says of it. */
function aDesk() {
  const { raia, folder } = aCli();
  const run = async (...args: readonly string[]) => {
    const { code, out } = await raia(...args, '--json');
    return { code, json: JSON.parse(out) };
  };
  /** As `flow check` counts it; what is drawn is told apart, for a file that draws nothing is drawn. */
  const countsOf = async (file: string) => {
    const { shapes, edges, ...counts } = (await run('flow', 'check', file)).json.counts;
    return { counts, drawn: { shapes, edges } };
  };
  return { run, countsOf, into: (name: string) => path.join(folder, name) };
}

describe('a flow of ours', () => {
  test('is the same file again', async () => {
    const { run, into } = aDesk();
    for (const name of await readdir(flows)) {
      const { code } = await run('flow', 'convert', path.join(flows, name), into('same.bpmn'));
      expect(code, name).toBe(0);
      expect(await readFile(into('same.bpmn'), 'utf8'), name).toBe(
        await readFile(path.join(flows, name), 'utf8'),
      );
    }
  });

  test('is a picture with every name in it, and a picture of pixels', async () => {
    const { run, into } = aDesk();
    const t0 = path.join(flows, 't0-heflo.bpmn');
    await run('flow', 'convert', t0, into('t0.svg'), '--lang', 'en');
    const svg = await readFile(into('t0.svg'), 'utf8');
    for (const word of ['Customer', 'Process owner', 'categorise', 'known?']) expect(svg).toContain(word);
    await run('flow', 'convert', t0, into('t0.png'));
    const png = await readFile(into('t0.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(2_000);
  });
});

test('a file that draws nothing is drawn, and everything else in it stays', async () => {
  const { run, countsOf, into } = aDesk();
  const plain = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x" id="d" targetNamespace="t">
  <collaboration id="c"><participant id="us" name="Us" processRef="p" /><participant id="they" name="They" /><messageFlow id="m" sourceRef="t" targetRef="they" /></collaboration>
  <process id="p"><laneSet id="ls"><lane id="l1" name="A"><flowNodeRef>s</flowNodeRef></lane><lane id="l2" name="B"><flowNodeRef>t</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>
    <startEvent id="s" /><userTask id="t" name="Do &lt;it&gt;" x:cost="7" /><endEvent id="e" /><sequenceFlow id="a" sourceRef="s" targetRef="t" /><sequenceFlow id="b" sourceRef="t" targetRef="e" /></process>
</definitions>`;
  await writeFile(into('plain.bpmn'), plain);
  const { json } = await run('flow', 'convert', into('plain.bpmn'), into('drawn.bpmn'));
  expect(json.isDrawnAnew).toBe(true);
  const [before, after] = [await countsOf(into('plain.bpmn')), await countsOf(into('drawn.bpmn'))];
  expect(after.counts).toEqual(before.counts);
  expect(after.drawn).toEqual({ shapes: 7, edges: 3 });
  expect(await readFile(into('drawn.bpmn'), 'utf8')).toContain('x:cost="7"');
  await run('flow', 'convert', into('drawn.bpmn'), into('again.bpmn'));
  expect(await readFile(into('again.bpmn'), 'utf8')).toBe(await readFile(into('drawn.bpmn'), 'utf8'));
  await run('flow', 'convert', into('plain.bpmn'), into('plain.svg'));
  expect(await readFile(into('plain.svg'), 'utf8')).toContain('Do &lt;it&gt;');
});

test('notes and data are drawn under what they belong to, and lie on nothing', async () => {
  const { run, countsOf, into } = aDesk();
  const plain = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="p"><startEvent id="s" /><dataObject id="do" /><dataObjectReference id="bill" name="Bill" dataObjectRef="do" />
    <userTask id="t" name="Check"><dataOutputAssociation id="out"><targetRef>bill</targetRef></dataOutputAssociation></userTask><endEvent id="e" />
    <sequenceFlow id="a" sourceRef="s" targetRef="t" /><sequenceFlow id="b" sourceRef="t" targetRef="e" />
    <textAnnotation id="note"><text>Twice</text></textAnnotation><association id="says" sourceRef="t" targetRef="note" /></process>
</definitions>`;
  await writeFile(into('plain.bpmn'), plain);
  await run('flow', 'convert', into('plain.bpmn'), into('drawn.bpmn'));
  expect((await countsOf(into('drawn.bpmn'))).drawn).toEqual({ shapes: 5, edges: 4 });
  const xml = await readFile(into('drawn.bpmn'), 'utf8');
  const boxes = [...xml.matchAll(/<dc:Bounds x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"/g)].map(
    ([, x, y, width, height]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    }),
  );
  boxes.forEach((box, nth) => {
    for (const other of boxes.slice(nth + 1)) expect(overlap(box, other), xml).toBe(false);
  });
});

/** Drawn whole by hand: the line goes down and up again, and no lane is drawn. */
const drawnByHand = (edge: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="t">
  <process id="p" name="By hand"><startEvent id="s" /><endEvent id="e" /><sequenceFlow id="se" sourceRef="s" targetRef="e" /></process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
    <bpmndi:BPMNShape id="ss" bpmnElement="s"><dc:Bounds x="500" y="300" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="es" bpmnElement="e"><dc:Bounds x="700" y="300" width="36" height="36" /></bpmndi:BPMNShape>
    ${edge}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
const line = `<bpmndi:BPMNEdge id="see" bpmnElement="se"><di:waypoint x="518" y="336" /><di:waypoint x="518" y="400" /><di:waypoint x="718" y="400" /><di:waypoint x="718" y="336" /></bpmndi:BPMNEdge>`;

test('a picture is what the file draws, without lanes as well, with room around it', async () => {
  const { run, into } = aDesk();
  await writeFile(into('hand.bpmn'), drawnByHand(line));
  const { json } = await run('flow', 'convert', into('hand.bpmn'), into('hand.svg'));
  expect(json.isDrawnAnew).toBe(false);
  const svg = await readFile(into('hand.svg'), 'utf8');
  expect(svg).toContain('By hand');
  // The band begins 50 left of and above the drawing, and ends 50 under the lowest bend.
  expect(svg).toMatch(/<rect x="-30" y="0" width="366" height="200"/);
});

test('in a picture the name of a step is whole, in smaller letters where its box asks for them', async () => {
  const { run, into } = aDesk();
  const long = 'Translate solution, send confirmation mail and close ticket';
  const drawn = drawnByHand(line)
    .replace('<endEvent id="e" />', `<userTask id="e" name="${long}" />`)
    .replace('x="700" y="300" width="36" height="36"', 'x="700" y="300" width="100" height="80"');
  await writeFile(into('long.bpmn'), drawn);
  await run('flow', 'convert', into('long.bpmn'), into('long.svg'));
  const svg = await readFile(into('long.svg'), 'utf8');
  const written = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);
  expect(written.join(' ')).toContain(long);
});

test('what is not drawn whole is laid out for a picture, and as a file stays as it is', async () => {
  const { run, into } = aDesk();
  await writeFile(into('half.bpmn'), drawnByHand(''));
  const picture = await run('flow', 'convert', into('half.bpmn'), into('half.svg'));
  const again = await run('flow', 'convert', into('half.bpmn'), into('again.bpmn'));
  expect([picture.json.isDrawnAnew, again.json.isDrawnAnew]).toEqual([true, false]);
  expect(await readFile(into('again.bpmn'), 'utf8')).toContain('x="500"');
});

describe('what cannot be converted is said, and nothing is written', () => {
  test.each([
    ['an ending nobody knows', ['t0-heflo.bpmn', 'out.docx'], 'convertTo', 2],
    ['a file that is not there', ['nowhere.bpmn', 'out.svg'], 'fileUnreadable', 2],
    ['a place that cannot be written', ['t0-heflo.bpmn', 'no-folder/out.svg'], 'notWritten', 1],
  ])('%s', async (_, [from = '', to = ''], code, exit) => {
    const { run, into } = aDesk();
    const result = await run('flow', 'convert', path.join(flows, from), into(to));
    expect([result.code, result.json.problem.code]).toEqual([exit, code]);
  });

  test('a file over itself, by whatever name', async () => {
    const { run, into } = aDesk();
    const xml = await readFile(path.join(flows, 't0-heflo.bpmn'), 'utf8');
    await writeFile(into('own.bpmn'), xml);
    await symlink(into('own.bpmn'), into('link.bpmn'));
    for (const name of ['own.bpmn', 'link.bpmn']) {
      const result = await run('flow', 'convert', into('own.bpmn'), into(name));
      expect([result.code, result.json.problem.code]).toEqual([1, 'writtenOverItself']);
    }
    expect(await readFile(into('own.bpmn'), 'utf8')).toBe(xml);
  });

  test('why a place cannot be written is in words', async () => {
    const { run, into } = aDesk();
    const { json } = await run(
      'flow',
      'convert',
      path.join(flows, 't0-heflo.bpmn'),
      into('no-folder/out.svg'),
    );
    expect(json.problem.message).toMatch(/cannot be written: there is no such file or folder\.$/);
  });

  test('what can be read and not be written again', async () => {
    const { run, into } = aDesk();
    const odd = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p"><startEvent id="s"/><complexGateway id="g" activationCondition="x"/></process></definitions>`;
    await writeFile(into('odd.bpmn'), odd);
    const result = await run('flow', 'convert', into('odd.bpmn'), into('odd-out.bpmn'));
    expect([result.code, result.json.problem.code]).toEqual([1, 'bpmn_unwritable']);
  });
});

if (corpus !== undefined)
  test('models of others keep their counts, and a second time changes nothing', async () => {
    const { run, countsOf, into } = aDesk();
    const models = path.join(corpus, 'bpmn-models');
    const files = (await readdir(models, { recursive: true })).filter((name) => name.endsWith('.bpmn'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const { code } = await run('flow', 'convert', path.join(models, name), into('one.bpmn'));
      expect(code, name).toBe(0);
      const [before, after] = [await countsOf(path.join(models, name)), await countsOf(into('one.bpmn'))];
      expect(after.counts, name).toEqual(before.counts);
      if (before.drawn.shapes > 0) expect(after.drawn, name).toEqual(before.drawn);
      await run('flow', 'convert', into('one.bpmn'), into('two.bpmn'));
      expect(await readFile(into('two.bpmn'), 'utf8'), name).toBe(await readFile(into('one.bpmn'), 'utf8'));
      const pictured = await run('flow', 'convert', path.join(models, name), into('one.svg'));
      expect(pictured.code, name).toBe(0);
    }
  });

describe('a flow that would take too long to lay out is refused with a sentence', () => {
  const big = definitions(chain(mostLaidOut.elements + 1));

  test.each([
    ['elements', '.svg', big],
    ['elements', '.png', big],
    ['elements', '.bpmn', big],
    ['transitions', '.svg', definitions(fan('parallelGateway', mostLaidOut.transitions / 2))],
  ] as const)('too many %s, to %s', async (what, to, xml) => {
    const { run, into } = aDesk();
    await writeFile(into('big.bpmn'), xml);
    const { code, json } = await run('flow', 'convert', into('big.bpmn'), into(`out${to}`), '--lang', 'en');
    expect([code, json.problem.code]).toEqual([2, `layOut_too-many-${what}`]);
    expect(json.problem.message).toContain(`more than ${mostLaidOut[what]} `);
    await expect(readFile(into(`out${to}`))).rejects.toThrow('ENOENT');
  });

  test('nor is it published', async () => {
    const { run, into } = aDesk();
    await writeFile(into('big.bpmn'), await writeBpmn(writeFlowVersion(bigFlow(mostLaidOut.elements - 10))));
    const { code, json } = await run('flow', 'publish', into('big.bpmn'));
    expect([code, json.problem.code]).toEqual([2, 'layOut_too-many-transitions']);
  });

  test('nor adapted', async () => {
    const { run, into } = aDesk();
    const t0 = await readFile(path.join(flows, 't0-heflo.bpmn'), 'utf8');
    const [prefix] = /(\w+:)?(?=endEvent )/.exec(t0) ?? [''];
    const more = times(mostLaidOut.elements, (nth) => `<${prefix}endEvent id="more${nth}"/>`);
    await writeFile(into('big.bpmn'), t0.replace(/(?=<\/(\w+:)?process>)/, more));
    const { code, json } = await run('flow', 'adapt', into('big.bpmn'), 'A1', into('out.bpmn'));
    expect([code, json.problem.code]).toEqual([2, 'layOut_too-many-elements']);
  });

  test('and one drawn in its file is not', async () => {
    const { run, into } = aDesk();
    const xml = definitions(
      `${chain(mostLaidOut.elements + 1)}<bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="h" bpmnElement="n0"><dc:Bounds x="1" y="1" width="36" height="36"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
    );
    await writeFile(into('big.bpmn'), xml);
    const { code, json } = await run('flow', 'convert', into('big.bpmn'), into('out.bpmn'));
    expect([code, json.isDrawnAnew]).toEqual([0, false]);
  });
});
