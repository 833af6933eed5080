/**
 * Lets so many pulls read at once, and so much text be on its way to slow
 * readers. The others wait their turn, or are told to come again.
 */
import { Readable } from 'node:stream';
import { ProblemError } from './problem.ts';

export type PullGate = {
  /** The lines of a pull as they go out. Rejects as `busy` where too many wait, or too much is unsent. */
  readonly answer: (pull: () => Promise<readonly string[]>) => Promise<Readable>;
};

export type PullLimits = {
  readonly atOnce: number;
  readonly waiting: number;
  readonly charsUnsent: number;
};

/** Lines written together, so that ten thousand rows are not ten thousand writes. */
const linesAWrite = 200;

export function createPullGate({ atOnce, waiting, charsUnsent }: PullLimits): PullGate {
  const queue: (() => void)[] = [];
  let reading = 0;
  let unsent = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (reading >= atOnce) await new Promise<void>((begin) => queue.push(begin));
    else reading += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes this place.
      const next = queue.shift();
      if (next === undefined) reading -= 1;
      else next();
    }
  }

  return {
    answer: async (pull) => {
      if (queue.length >= waiting || unsent >= charsUnsent)
        throw new ProblemError('busy', { retryAfterS: 2 });
      const lines = await inTurn(pull);
      const chars = lines.reduce((sum, line) => sum + line.length, 0);
      unsent += chars;
      return Readable.from(toChunks(lines)).once('close', () => {
        unsent -= chars;
      });
    },
  };
}

function* toChunks(lines: readonly string[]): Generator<string> {
  for (let index = 0; index < lines.length; index += linesAWrite)
    yield `${lines.slice(index, index + linesAWrite).join('\n')}\n`;
}
