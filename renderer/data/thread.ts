/**
 * A worker of a store, asked from a window, one call after another. It starts
 * with the store and stays: created after the network has gone it would fail
 * without a word.
 */
export type ThreadRequest<Call> = {
  readonly seq: number;
  /** Where the store has its files: one person in one company. Not every worker has use for it. */
  readonly folder: string;
  readonly call: Call;
};
export type ThreadAnswer<Value, ErrorKind> =
  | { readonly seq: number; readonly value: Value }
  | { readonly seq: number; readonly error: ErrorKind };

export type Thread<Call, Value> = {
  readonly ask: (call: Call) => Promise<Value>;
  readonly end: () => void;
};

type Waiting<Value> = { readonly resolve: (value: Value) => void; readonly reject: (error: Error) => void };

export function askThread<Call, Value, ErrorKind>(
  worker: Worker,
  folder: string,
  toError: (kind: ErrorKind | 'failed') => Error,
): Thread<Call, Value> {
  const waiting = new Map<number, Waiting<Value>>();
  let seq = 0;
  let hasFailed = false;

  worker.onmessage = ({ data }: MessageEvent<ThreadAnswer<Value, ErrorKind>>) => {
    const asked = waiting.get(data.seq);
    waiting.delete(data.seq);
    if ('error' in data) asked?.reject(toError(data.error));
    else asked?.resolve(data.value);
  };
  worker.onerror = () => {
    hasFailed = true;
    for (const { reject } of waiting.values()) reject(toError('failed'));
    waiting.clear();
  };

  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        if (hasFailed) return reject(toError('failed'));
        seq += 1;
        const request: ThreadRequest<Call> = { seq, folder, call };
        waiting.set(seq, { resolve, reject });
        worker.postMessage(request);
      }),
    end: () => worker.terminate(),
  };
}

/** Inside the worker: answers what windows ask, in the order they ask it. */
export function answerInThread<Call, Value, ErrorKind>(
  answer: (folder: string, call: Call) => Promise<Value>,
  toKind: (error: unknown) => ErrorKind,
): void {
  let last: Promise<void> = Promise.resolve();

  async function tell({ seq, folder, call }: ThreadRequest<Call>): Promise<void> {
    let told: ThreadAnswer<Value, ErrorKind>;
    try {
      told = { seq, value: await answer(folder, call) };
    } catch (error) {
      told = { seq, error: toKind(error) };
    }
    self.postMessage(told);
  }

  self.onmessage = ({ data }: MessageEvent<ThreadRequest<Call>>) => {
    last = last.then(() => tell(data));
  };
}
