/** Forgets what a store keeps in the browser's own file system: attached files, and the journal. */
import { isNamed } from './browser-error.ts';

const lookAgainMs = 100;

/** Waits for windows that have a file of it open. */
export async function removeStoreFolder(store: string): Promise<void> {
  const root = await globalThis.navigator?.storage?.getDirectory();
  for (;;) {
    try {
      await root?.removeEntry(store, { recursive: true });
      return;
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return;
      if (!isNamed(error, 'NoModificationAllowedError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }
}
