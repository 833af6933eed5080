/** How long until somebody can work: the app loaded again, and everything started a second time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { showOpenCases } from './case-paint.ts';
import { type Measured, quantile } from './figure.ts';
import type { Stage } from './stage.ts';

const reloads = 10;

/** From the navigation to the first row of the queue, painted, with 10,000 cases on this computer. */
export async function appReload(stage: Stage): Promise<readonly Measured[]> {
  const { page } = await showOpenCases(stage);
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('li[data-index="0"] a') === null) requestAnimationFrame(look);
      else performance.mark('rows');
    };
    requestAnimationFrame(look);
  });
  const [rows, anything]: [number[], number[]] = [[], []];
  for (let nth = 0; nth < reloads; nth++) {
    await page.reload();
    await page.waitForFunction(() => performance.getEntriesByName('rows').length > 0);
    const seen = await page.evaluate(() =>
      ['rows', 'first-contentful-paint'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? 0),
    );
    rows.push(seen[0] ?? 0);
    anything.push(seen[1] ?? 0);
  }
  await page.context().close();
  return [
    {
      name: 'app-reload',
      what: `10,000 cases on this computer: reload to the first row of the queue, median of ${reloads}`,
      unit: 'ms',
      ours: quantile(rows, 0.5),
      peers: { 'the first paint of anything': quantile(anything, 0.5) },
      target: { atMost: 6_000 },
    },
  ];
}

/** `npm start -- --no-desktop`, everything built and the company made: until somebody is signed in. */
export async function startAgain(): Promise<readonly Measured[]> {
  const data = await mkdtemp(path.join(tmpdir(), 'raia-bench-'));
  await chmod(data, 0o755);
  const port = await freePort();
  const launcher = ['scripts/start.mjs', '--no-desktop', '--data', data, '--port', String(port)];
  const server = ['dist/server/raia.js', 'serve', '--data', data, '--port', String(port)];
  try {
    await (await run(launcher)).stop();
    const [ours, limit]: [number[], number[]] = [[], []];
    for (let nth = 0; nth < 3; nth++) {
      for (const [args, times] of [
        [launcher, ours],
        [server, limit],
      ] as const) {
        const begun = performance.now();
        const running = await run(args);
        const answer = await fetch(`http://127.0.0.1:${port}/`);
        if (!answer.ok) throw new Error(`The app was answered with ${answer.status}`);
        times.push(performance.now() - begun);
        await running.stop();
      }
    }
    return [
      {
        name: 'start',
        what: 'npm start the second time: to the sign-in page served, median of 3',
        unit: 'ms',
        ours: quantile(ours, 0.5),
        peers: { 'the server alone': quantile(limit, 0.5) },
        target: { atMost: 6_000 },
      },
    ];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/** Resolves when the program says an address. */
async function run(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await Promise.race([
    addressSaid(child),
    ended.then(() => Promise.reject(new Error(`${args.join(' ')} ended before it began`))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { stop };
}

function addressSaid(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => line.includes('http://') && resolve());
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
