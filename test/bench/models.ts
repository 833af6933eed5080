/** Models of hundreds and thousands of elements: read and checked, laid out, and made to do harm. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import { layOut } from '#shared/diagram/layout/lay-out.ts';
import { checkFlow } from '#shared/domain/flow/check/check-flow.ts';
import { bigFlow } from '#test/support/big-flow.ts';
import { chain, definitions, fan, process as inProcess, manyShapes, nest } from '#test/support/bpmn-text.ts';
import { type Measured, median } from './figure.ts';

/** Reading a model drawn by any tool, and what the checker says of it. */
export async function importModel(): Promise<readonly Measured[]> {
  const flow = bigFlow(1_000);
  const xml = await writeBpmn(writeFlowVersion({ ...flow, diagram: layOut(flow) }));
  return [
    {
      name: 'import',
      what: `a model of ${flow.elements.length.toLocaleString('en')} elements in ${flow.lanes.length} lanes read and checked`,
      unit: 'ms',
      ours: await medianMs(async () => checkFlow(await parseFlow(xml))),
      peers: { 'bpmn-moddle, which only reads': await medianMs(() => new BpmnModdle().fromXML(xml)) },
      target: { atMost: 500 },
    },
  ];
}

export async function layoutModel(): Promise<readonly Measured[]> {
  const flow = bigFlow(300);
  const text = JSON.stringify(flow);
  return [
    {
      name: 'layout',
      what: `a flow of ${flow.elements.length} elements in ${flow.lanes.length} lanes laid out, on one thread`,
      unit: 'ms',
      ours: await medianMs(() => layOut(flow)),
      peers: { 'reading the same flow as JSON': await medianMs(() => JSON.parse(text)) },
      target: { atMost: 1_000 },
    },
  ];
}

/** Beyond any flow there is, each in its own way. */
const hostile: Readonly<Record<string, string>> = {
  'a chain of 5,000': definitions(chain(5_000)),
  '1,600 ways at once': definitions(fan('parallelGateway', 1_600)),
  '1,600 conditions': definitions(
    fan(
      'inclusiveGateway',
      1_600,
      (nth) => `<conditionExpression>=v${nth} &gt; ${nth}</conditionExpression>`,
    ),
  ),
  '20,000 inside each other': definitions(nest(20_000)),
  '20,000 shapes of one': definitions(manyShapes(20_000)),
  '140,000 parts': definitions(inProcess('<task/>'.repeat(140_000))),
  '50,000 references': definitions(
    inProcess(
      `<laneSet id="ls"><lane id="l">${'<flowNodeRef>s</flowNodeRef>'.repeat(50_000)}</lane></laneSet><startEvent id="s"/>`,
    ),
  ),
  '200,000 faults': definitions('<x/>'.repeat(200_000)),
  'a tangle of 5,000': await writeBpmn(writeFlowVersion(bigFlow(5_000))),
};

/** `raia flow check` of each, from the first byte of the program to its end. */
export async function hostileModels(): Promise<readonly Measured[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raia-bench-'));
  try {
    const plain = await checked(folder, definitions(chain(3)));
    const all = [];
    for (const [what, xml] of Object.entries(hostile)) all.push({ what, ...(await checked(folder, xml)) });
    const slowest = all.reduce((one, other) => (other.ms > one.ms ? other : one));
    const largest = all.reduce((one, other) => (other.megabytes > one.megabytes ? other : one));
    return [
      {
        name: 'hostile',
        what: `raia flow check of the slowest of ${all.length} hostile files: ${slowest.what}`,
        unit: 'ms',
        ours: slowest.ms,
        peers: { 'a flow of three steps': plain.ms },
        target: { atMost: 5_000 },
      },
      {
        name: 'hostile-memory',
        what: `the most memory the program took for one of them: ${largest.what}`,
        unit: 'MB',
        ours: largest.megabytes,
        peers: { 'a flow of three steps': plain.megabytes },
        target: { atMost: 500 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As it ends the program says how much it took at most, in kilobytes. */
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('took '+process.resourceUsage().maxRSS))`;

async function checked(folder: string, xml: string) {
  const file = path.join(folder, 'model.bpmn');
  await writeFile(file, xml);
  const program = path.resolve('dist', 'server', 'raia.js');
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', tellMemory, program, 'flow', 'check', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  await once(child, 'close');
  const kilobytes = Number(/took (\d+)$/.exec(said)?.[1]);
  return { ms: performance.now() - begun, megabytes: (kilobytes * 1_024) / 1_000_000 };
}

async function medianMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return median(times);
}
