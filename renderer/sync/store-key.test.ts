import { expect, test, vi } from 'vitest';
import type { Answer, OpenedKey, StoreKey } from '#shared/ipc/contract.ts';
import { idOf } from '../../test/support/ids.ts';
import type { Asking } from './asking.ts';
import { keepCopy, openStoreKey } from './store-key.ts';
import { SyncError, type SyncErrorKind } from './transport.ts';

const store = { spaceId: idOf('space'), personId: idOf('person') };
const key: StoreKey = { id: idOf('key'), key: `${'A'.repeat(43)}=` };
const made: StoreKey = { id: idOf('made'), key: key.key };

function aDesktop(opened: OpenedKey) {
  const ok = async <T>(value: T): Promise<Answer<T>> => ({ ok: true, value });
  const settled: (StoreKey | null)[] = [];
  const desktop = {
    openKey: () => ok(opened),
    settleKey: (_store: typeof store, copy: StoreKey | null) => {
      settled.push(copy);
      return ok<OpenedKey>({ kind: 'open', key: copy ?? made });
    },
  };
  return { desktop, settled };
}
const answering =
  (body: unknown): Asking['ask'] =>
  async () =>
    JSON.stringify(body);
const failing =
  (kind: SyncErrorKind): Asking['ask'] =>
  async () => {
    throw new SyncError(kind);
  };

test('a key the keychain opens is used without asking anybody', async () => {
  const { desktop } = aDesktop({ kind: 'open', key });
  expect(await openStoreKey(desktop, store, failing('unreachable'))).toEqual(key);
});

test('a lost key comes back from the server', async () => {
  const { desktop, settled } = aDesktop({ kind: 'lost', id: key.id });
  expect(await openStoreKey(desktop, store, answering({ key: key.key }))).toEqual(key);
  expect(settled).toEqual([key]);
});

test('only when the server says that it has no copy, a new key is made', async () => {
  const { desktop, settled } = aDesktop({ kind: 'lost', id: key.id });
  expect(await openStoreKey(desktop, store, answering({ key: null }))).toEqual(made);
  expect(settled).toEqual([null]);
});

test.each(['unreachable', 'busy', 'signed-out', 'wiped'] as const)(
  'while the server is %s about a lost key, nothing is settled',
  async (kind) => {
    const { desktop, settled } = aDesktop({ kind: 'lost', id: key.id });
    await expect(openStoreKey(desktop, store, failing(kind))).rejects.toMatchObject({ kind });
    expect(settled).toEqual([]);
  },
);

test('an answer that makes no sense settles nothing', async () => {
  const { desktop, settled } = aDesktop({ kind: 'lost', id: key.id });
  await expect(openStoreKey(desktop, store, answering({}))).rejects.toMatchObject({ kind: 'unreachable' });
  expect(settled).toEqual([]);
});

test('the copy is sent until it has arrived; a computer to be wiped hears of that', async () => {
  const kinds: (SyncErrorKind | null)[] = ['unreachable', 'busy', null];
  const sent: string[] = [];
  const onWiped = vi.fn();
  const waits: (() => void)[] = [];
  const clock = {
    now: () => 0,
    pause: async () => {},
    after: (_ms: number, run: () => void) => {
      waits.push(run);
      return () => {};
    },
  };
  const ask: Asking['ask'] = async (path) => {
    sent.push(path);
    const kind = kinds.shift();
    if (kind) throw new SyncError(kind);
    return '';
  };
  keepCopy({ ask, clock, key, onWiped });
  for (let nth = 1; nth <= 2; nth += 1) {
    await expect.poll(() => waits).toHaveLength(nth);
    waits[nth - 1]?.();
  }
  await expect.poll(() => sent).toHaveLength(3);
  expect(waits).toHaveLength(2);
  expect(onWiped).not.toHaveBeenCalled();
  keepCopy({ ask: failing('wiped'), clock, key, onWiped });
  await expect.poll(() => onWiped.mock.calls).toHaveLength(1);
});
