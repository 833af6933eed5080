/** Texts of the store inflated beside the window, which reads rows out of one while the next is made. */
import type { StoreName } from '#shared/ipc/contract.ts';
import type { Bytes } from './blobs.ts';
import { databaseName } from './database.ts';
import { type InflateText, inflateText as inflateHere } from './deflate.ts';
import { askThread } from './thread.ts';

export type InflateErrorKind =
  | 'damaged'
  /** The thread did not start. */
  | 'failed';

export type Inflating = {
  readonly inflateText: InflateText;
  readonly end: () => void;
};

class InflateError extends Error {
  override readonly name = 'InflateError';
  readonly kind: InflateErrorKind;
  constructor(kind: InflateErrorKind) {
    super(`A text of the store could not be inflated (${kind})`);
    this.kind = kind;
  }
}

export function startInflating(store: StoreName): Inflating {
  const worker = new Worker(new URL('./inflate-worker.ts', import.meta.url), { type: 'module' });
  const { ask, end } = askThread<Bytes, string, InflateErrorKind>(
    worker,
    databaseName(store),
    (kind) => new InflateError(kind),
  );
  /** One after another: several together would leave the window no moment to answer a key. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn(deflated: Bytes): Promise<string> {
    const made = last.then(() => inflateHere(deflated));
    last = made.catch(() => undefined);
    return made;
  }

  return {
    inflateText: async (deflated) => {
      try {
        return await ask(deflated);
      } catch (error) {
        // Without its thread a window reads the store all the same.
        if (error instanceof InflateError && error.kind === 'failed') return inTurn(deflated);
        throw error;
      }
    },
    end,
  };
}
