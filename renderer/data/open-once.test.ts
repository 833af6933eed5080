import { afterEach, expect, test, vi } from 'vitest';
import { openOnce } from './open-once.ts';

afterEach(() => vi.unstubAllGlobals());

test('what opens is opened once, also where several ask while it opens', async () => {
  let openings = 0;
  const opened = openOnce(async () => {
    openings += 1;
    return openings;
  });
  expect(await Promise.all([opened(), opened()])).toEqual([1, 1]);
  expect(await opened()).toBe(1);
});

test('what did not open is opened again', async () => {
  let openings = 0;
  const opened = openOnce(async () => {
    openings += 1;
    if (openings === 1) throw new Error('shut');
    return openings;
  });
  const both = [opened(), opened()];
  for (const one of both) await expect(one).rejects.toThrow('shut');
  expect(await opened()).toBe(2);
  expect(await opened()).toBe(2);
});

/** As the browser has them inside a worker; `open` is what each opening of the folders does. */
function aWorkerScope(open: () => void) {
  const told: unknown[] = [];
  const folder = { getDirectoryHandle: async () => folder, entries: () => [], keys: () => [] };
  const getDirectory = async () => {
    open();
    return folder;
  };
  const scope = {
    postMessage: (message: unknown) => void told.push(message),
    onmessage: (_event: { readonly data: unknown }): void => {},
  };
  vi.stubGlobal('self', scope);
  vi.stubGlobal('navigator', { storage: { getDirectory } });
  vi.stubGlobal(
    'FileSystemFileHandle',
    class {
      createSyncAccessHandle(): void {}
    },
  );
  const ask = async (seq: number, call: unknown): Promise<unknown> => {
    scope.onmessage({ data: { seq, folder: 'raia', call } });
    await vi.waitUntil(() => told.length === seq);
    return told.at(-1);
  };
  return { ask };
}

test('files can be kept once a disk that was full at the first of them has room', async () => {
  let isFull = true;
  const { ask } = aWorkerScope(() => {
    if (isFull) throw new DOMException('No room', 'QuotaExceededError');
  });
  await import('./blob-worker.ts');
  expect(await ask(1, { kind: 'list' })).toEqual({ seq: 1, error: 'disk-full' });
  isFull = false;
  expect(await ask(2, { kind: 'list' })).toEqual({ seq: 2, value: { list: [] } });
});

test('a journal whose folder did not open is opened when it is asked for again', async () => {
  let isShut = true;
  const { ask } = aWorkerScope(() => {
    if (isShut) throw new DOMException('Not now', 'UnknownError');
  });
  await import('./journal-worker.ts');
  expect(await ask(1, { kind: 'start' })).toEqual({ seq: 1, error: 'failed' });
  isShut = false;
  expect(await ask(2, { kind: 'start' })).toMatchObject({ seq: 2, value: { setAside: 0 } });
});
