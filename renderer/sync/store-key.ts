/**
 * The key a store is sealed with. On the desktop the keychain has it and the
 * server a copy, for the day the keychain has not. A browser has none.
 */
import { z } from 'zod';
import type { Clock } from '#renderer/data/ports.ts';
import type { Answer, Desktop, StoreKey, StoreName } from '#shared/ipc/contract.ts';
import { parseJson } from '#shared/lib/json.ts';
import { foundStoreKeySchema } from '#shared/protocol/session.ts';
import { type Asking, jsonBody } from './asking.ts';
import { kindOf, SyncError } from './transport.ts';

type KeyDesktop = Pick<Desktop, 'openKey' | 'settleKey'>;

/**
 * Null where the system has no keychain. Rejects with a `SyncError` where the
 * key is lost here and the server could not be asked: whether what is kept can
 * ever be read again is open until then, so nothing of it is touched.
 */
export async function openStoreKey(
  desktop: KeyDesktop,
  store: StoreName,
  ask: Asking['ask'],
): Promise<StoreKey | null> {
  const opened = valueIn(await desktop.openKey(store));
  if (opened.kind === 'lost') {
    const copy = await findCopy(ask, opened.id);
    const settled = valueIn(await desktop.settleKey(store, copy));
    return settled.kind === 'open' ? settled.key : null;
  }
  return opened.kind === 'open' ? opened.key : null;
}

const againMs = 60_000;

/** Sees to it that the server has a copy. The answer gives up. */
export function keepCopy({
  ask,
  clock,
  key,
  onWiped,
}: {
  readonly ask: Asking['ask'];
  readonly clock: Clock;
  readonly key: StoreKey;
  readonly onWiped: () => void;
}): () => void {
  let isStopped = false;
  let cancelNext = () => {};

  async function attempt(): Promise<void> {
    try {
      await ask(addressOf(key.id), jsonBody('PUT', { key: key.key }));
    } catch (error) {
      if (isStopped) return;
      if (kindOf(error) === 'wiped') onWiped();
      else cancelNext = clock.after(againMs, () => void attempt());
    }
  }

  void attempt();
  return () => {
    isStopped = true;
    cancelNext();
  };
}

async function findCopy(ask: Asking['ask'], id: string): Promise<StoreKey | null> {
  const found = foundStoreKeySchema.safeParse(parseJson(await ask(addressOf(id))));
  if (!found.success) throw new SyncError('unreachable', { cause: z.prettifyError(found.error) });
  const { key } = found.data;
  return key === null ? null : { id, key };
}

function addressOf(id: string): string {
  return `/api/session/keys/${id}`;
}

function valueIn<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`The shell has no key for this store: ${answer.error}`);
  return answer.value;
}
