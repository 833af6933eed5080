/**
 * `npm run simulate`: companies at work under every fault the memory ports can
 * express, judged by the invariants of the protocol.
 *
 * First what failed before (test/regressions), then `--seeds N` plans from
 * `--from S` on, on all cores. A seed that fails is made short and written to
 * test/regressions, where it stays until it passes and somebody names it.
 * `--first` stops at the first failure and keeps nothing of it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { must } from '#shared/lib/must.ts';
import { type Plan, planOf, planSchema } from './plan.ts';
import { complaintsOf, shrink } from './shrink.ts';

type Task = { readonly name: string; readonly plan: Plan; readonly isNew: boolean };
type Order = { readonly plan: Plan; readonly shrinks: boolean };
type Done = { readonly complaints: readonly string[]; readonly shortest: Plan | null };

const regressions = path.join('test', 'regressions');
/** Made short, of one run: most failures of a run are one and the same. */
const mostShrunk = 3;

if (isMainThread) await main();
else work();

function work(): void {
  const port = must(parentPort, 'who hands out the plans');
  port.on('message', async ({ plan, shrinks }: Order) => {
    const complaints = await complaintsOf(plan);
    const shortest = shrinks && complaints.length > 0 ? await shrink(plan, complaints) : null;
    port.postMessage({ complaints, shortest } satisfies Done);
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: String(Date.now() % 2 ** 31) },
      first: { type: 'boolean', default: false },
    },
  });
  const [seeds, from] = [Number(values.seeds), Number(values.from)];
  if (!Number.isInteger(seeds) || seeds < 0 || !Number.isInteger(from) || from < 0)
    throw new Error('--seeds and --from are whole numbers');
  console.log(`seeds ${from} to ${from + seeds - 1}: --seeds ${seeds} --from ${from}`);
  const begunAt = Date.now();
  mkdirSync(regressions, { recursive: true });
  const known = readdirSync(regressions).filter((name) => name.endsWith('.json'));
  const tasks = [
    ...known.map((name): Task => ({ name, plan: readPlan(name), isNew: false })),
    ...Array.from({ length: seeds }, (_, n): Task => {
      const seed = from + n;
      return { name: `seed ${seed}`, plan: planOf(seed), isNew: true };
    }),
  ];
  const total = await runAll(tasks, values.first);
  const seconds = (Date.now() - begunAt) / 1000;
  console.log(`${known.length} regressions and ${seeds} seeds in ${seconds.toFixed(0)} s`);
  mkdirSync('out', { recursive: true });
  writeFileSync(path.join('out', 'simulate.json'), JSON.stringify({ ...total, from, seeds, seconds }));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function readPlan(name: string): Plan {
  return planSchema.parse(JSON.parse(readFileSync(path.join(regressions, name), 'utf8')));
}

/** On as many threads as there are cores. */
async function runAll(
  tasks: readonly Task[],
  stopsAtFirst: boolean,
): Promise<{ passed: number; failed: number }> {
  const waiting = [...tasks];
  const total = { passed: 0, failed: 0 };
  const shrinks = (task: Task): boolean => task.isNew && !stopsAtFirst && total.failed < mostShrunk;
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), tasks.length) }, async () => {
      const worker = new Worker(new URL(import.meta.url));
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const done = await answerOf(worker, { plan: task.plan, shrinks: shrinks(task) });
        total[done.complaints.length === 0 ? 'passed' : 'failed'] += 1;
        if (done.complaints.length === 0) continue;
        report(task, done);
        if (stopsAtFirst) waiting.length = 0;
      }
      await worker.terminate();
    }),
  );
  return total;
}

function answerOf(worker: Worker, order: Order): Promise<Done> {
  return new Promise((resolve, reject) => {
    worker.once('message', (done: Done) => {
      worker.off('error', reject);
      resolve(done);
    });
    worker.once('error', reject);
    worker.postMessage(order);
  });
}

function report({ name, plan }: Task, { complaints, shortest }: Done): void {
  console.log(`✗ ${name}`);
  for (const sentence of complaints.slice(0, 5)) console.log(`    ${sentence}`);
  if (shortest === null) return;
  const file = path.join(regressions, `seed-${plan.seed}.json`);
  writeFileSync(file, `${JSON.stringify(shortest, null, 2)}\n`);
  console.log(`    ${plan.steps.length} steps became ${shortest.steps.length}: ${file}`);
}
