/**
 * Forgets what this computer keeps of one person, when the company wants that,
 * and tells the server how much of it was never sent. Cut off in between, the
 * next start goes on with it.
 */
import { Dexie } from 'dexie';
import { databaseName } from '#renderer/data/database.ts';
import { forgetHotView } from '#renderer/data/hot-view.ts';
import { removeStoreFolder } from '#renderer/data/remove-folder.ts';
import type { Desktop, StoreName } from '#shared/ipc/contract.ts';
import type { Wiped } from '#shared/protocol/session.ts';
import { createAsking, jsonBody } from './asking.ts';
import type { DeviceStore, Wiping } from './device-store.ts';
import { kindOf } from './transport.ts';

/** What was never sent, in numbers. */
export type Unsent = Pick<Wiped, 'changes' | 'drafts'>;

export type Wiper = {
  /** From now on it is decided, whatever happens to this window. */
  readonly begin: (store: StoreName, token: string, unsent: Unsent) => Promise<void>;
  /** Does what was begun. Resolves when nothing is left; the server may hear of it later. */
  readonly goOn: () => Promise<void>;
};

export type WiperOptions = {
  /** As in `openClient`. */
  readonly serverUrl: string;
  readonly desktop: Pick<Desktop, 'openKey' | 'destroyStore'> | undefined;
  readonly device: DeviceStore;
};

export function createWiper({ serverUrl, desktop, device }: WiperOptions): Wiper {
  async function goOn(): Promise<void> {
    const wiping = await device.readWiping();
    if (wiping === null) return;
    if (!wiping.isDestroyed) {
      await destroy(wiping.store);
      await device.writeWiping({ ...wiping, isDestroyed: true });
    }
    void report(wiping);
  }

  async function destroy(store: StoreName): Promise<void> {
    // The key first: whatever happens after that, nothing can be read any more.
    const destroyed = await desktop?.destroyStore(store);
    if (destroyed?.ok === false) throw new Error(`The store was not destroyed: ${destroyed.error}`);
    await Dexie.delete(databaseName(store));
    if (desktop === undefined) await removeStoreFolder(databaseName(store));
    forgetHotView(localStorage, store);
  }

  async function report({ token, wiped }: Wiping): Promise<void> {
    const { ask } = createAsking({ serverUrl, token });
    const isTold = await ask('/api/session/wiped', jsonBody('POST', wiped)).then(
      () => true,
      // A session that is over has told already. Otherwise the next start tells again.
      (error: unknown) => kindOf(error) === 'signed-out',
    );
    if (isTold) await device.writeWiping(null);
  }

  async function findKeyId(store: StoreName): Promise<string | null> {
    const opened = await desktop?.openKey(store);
    if (!opened?.ok || opened.value.kind === 'none') return null;
    return opened.value.kind === 'open' ? opened.value.key.id : opened.value.id;
  }

  return {
    begin: async (store, token, unsent) => {
      const wiped = { ...unsent, key: await findKeyId(store) };
      await device.writeWiping({ store, token, wiped, isDestroyed: false });
    },
    goOn,
  };
}
