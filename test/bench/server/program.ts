/** A server in a process of its own, and how much memory it takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { must } from '#shared/lib/must.ts';

export type Program = {
  /** The first address it said. */
  readonly url: string;
  readonly pid: number;
  /** Heap and buffers once the garbage was collected, in bytes. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Resolves when the program says an address. */
export async function startProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, ['--inspect=0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  process.once('exit', () => child.kill());
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /http:\/\/[\d.:]+/.exec(line)?.[0];
        if (address !== undefined) resolve(address);
      });
    void ended.then(() => reject(new Error(`${args.join(' ')} ended before it began:\n${said.join('\n')}`)));
  });
  return {
    url,
    pid: must(child.pid, 'the number of a running program'),
    memory: () => memoryOf(must(said.join(' ').match(/ws:\/\/\S+/)?.[0], 'the address of its inspector')),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What it says is shown; a failure of it is for its report to tell. */
export async function runToEnd(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', process.stderr, 'inherit'] });
  await new Promise((resolve) => child.once('close', resolve));
}

/** Through the inspector of Node, which alone can have the garbage collected in a program as it is shipped. */
async function memoryOf(inspector: string): Promise<number> {
  const answers = new Map<number, (result: { readonly result?: { readonly value?: number } }) => void>();
  const socket = new WebSocket(inspector);
  socket.on('message', (text) => {
    const { id, result } = JSON.parse(String(text));
    answers.get(id)?.(result);
  });
  await once(socket, 'open');
  const ask = (id: number, method: string, params: object = {}) =>
    new Promise<{ readonly result?: { readonly value?: number } }>((resolve) => {
      answers.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  await ask(1, 'HeapProfiler.collectGarbage');
  const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
  const { result } = await ask(2, 'Runtime.evaluate', { expression });
  socket.terminate();
  return must(result?.value, 'what the program takes');
}
