/**
 * Lets so many pulls be under way, and so much text be on its way to slow
 * readers. Whoever comes beyond that is told to come again.
 */
import { Readable } from 'node:stream';
import { ProblemError } from './problem.ts';

export type PullGate = {
  /** The lines of a pull as they go out. Rejects as `busy` where too many are read, or too much is unsent. */
  readonly answer: (pull: () => Promise<readonly string[]>) => Promise<string | Readable>;
};

export type PullLimits = {
  readonly reading: number;
  readonly charsUnsent: number;
};

/** Lines written together, so that ten thousand rows are not ten thousand writes. */
const linesAWrite = 200;
/** What fits into the buffer of a connection goes out in one piece, and is nobody's burden. */
const charsAtOnce = 64 * 1024;

export function createPullGate(limits: PullLimits): PullGate {
  let reading = 0;
  let unsent = 0;

  async function read(pull: () => Promise<readonly string[]>): Promise<readonly string[]> {
    reading += 1;
    try {
      return await pull();
    } finally {
      reading -= 1;
    }
  }

  return {
    answer: async (pull) => {
      if (reading >= limits.reading || unsent >= limits.charsUnsent)
        throw new ProblemError('busy', { retryAfterS: 2 });
      const lines = await read(pull);
      const chars = lines.reduce((sum, line) => sum + line.length, 0);
      if (chars <= charsAtOnce) return textOf(lines);
      unsent += chars;
      return Readable.from(toChunks(lines)).once('close', () => {
        unsent -= chars;
      });
    },
  };
}

function* toChunks(lines: readonly string[]): Generator<string> {
  for (let index = 0; index < lines.length; index += linesAWrite)
    yield textOf(lines.slice(index, index + linesAWrite));
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
