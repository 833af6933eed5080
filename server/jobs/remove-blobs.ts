/** Bytes that no row names go 30 days after they were last wanted; uploads nobody goes on with go too. */
import type { BlobFiles, BlobKey } from '#server/blobs/ports.ts';
import { SpaceMissingError, type Store } from '#server/sync/ports.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';

export type BlobStores = { readonly files: BlobFiles; readonly store: Store };

const keptForMs = 30 * 24 * 3_600_000;
const everyMs = 6 * 3_600_000;
/** Looked up in one query, under the lock of their space. */
const blobsAtOnce = 200;

/** Every few hours until it is stopped; `onError` is told of a round that failed, and the next one tries again. */
export function startRemovingBlobs(
  stores: BlobStores,
  clock: () => Instant,
  onError: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => void removeUnnamed(stores, clock()).catch(onError), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

export async function removeUnnamed({ files, store }: BlobStores, now: Instant): Promise<void> {
  const before = toInstant(now - keptForMs);
  await files.dropUploadsBefore(before);
  let batch: BlobKey[] = [];
  const flush = async (): Promise<void> => {
    const [first] = batch;
    if (first !== undefined) await removeOf({ files, store }, first.space, batch);
    batch = [];
  };
  for await (const key of files.listBefore(before)) {
    if (batch.length === blobsAtOnce || batch[0]?.space !== key.space) await flush();
    batch.push(key);
  }
  await flush();
}

async function removeOf(
  { files, store }: BlobStores,
  space: string,
  keys: readonly BlobKey[],
): Promise<void> {
  try {
    await store.locked(space, async (locked) => {
      const named = await locked.findAttachments(keys.map(({ sha256 }) => sha256));
      const wanted = new Set(named.map(({ doc }) => String(Object(JSON.parse(doc)).sha256)));
      for (const key of keys) if (!wanted.has(key.sha256)) await files.remove(key);
    });
  } catch (error) {
    // A company that was dropped; a restore would bring both back.
    if (!(error instanceof SpaceMissingError)) throw error;
    for (const key of keys) await files.remove(key);
  }
}
