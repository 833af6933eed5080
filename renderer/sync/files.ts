/**
 * The bytes of files as one window asks for them: from this computer where they
 * are, else from the server, and kept here from then on.
 */
import { BlobError, type BlobErrorKind, type Blobs, type Bytes } from '#renderer/data/blobs.ts';
import type { Files, OpenedFile } from '#renderer/data/client.ts';
import { createListeners } from '#renderer/data/listeners.ts';
import type { BlobTransport } from './blob-transport.ts';

export type FilesOptions = {
  readonly blobs: Blobs;
  readonly blobTransport: BlobTransport;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
};

export function createFiles({ blobs, blobTransport, sha256Of }: FilesOptions): Files {
  const known = new Map<string, boolean>();
  const asked = new Set<string>();
  const unreadable = new Set<string>();
  const listeners = createListeners();
  let isLooking = false;

  async function held(): Promise<ReadonlyMap<string, number>> {
    return new Map((await blobs.list().catch(() => [])).map(({ sha256, bytes }) => [sha256, bytes]));
  }

  async function lookForAsked(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    // All that one painting asks for is one look.
    await Promise.resolve();
    const looked = [...asked];
    const here = await held();
    for (const sha256 of looked) {
      asked.delete(sha256);
      known.set(sha256, here.has(sha256));
    }
    isLooking = false;
    listeners.emit();
    if (asked.size > 0) void lookForAsked();
  }

  function tell(sha256: string, isHere: boolean): void {
    known.set(sha256, isHere);
    listeners.emit();
  }

  async function fetchFrom(sha256: string): Promise<OpenedFile> {
    let bytes: Bytes | undefined;
    try {
      bytes = await blobTransport.download(sha256);
    } catch {
      return { kind: 'offline' };
    }
    if (bytes === undefined) return { kind: 'not-there' };
    if ((await sha256Of(bytes)) !== sha256) return { kind: 'damaged' };
    return { kind: 'opened', bytes, unkept: await keepCopy(sha256, bytes) };
  }

  /** Why it could not be kept, or null. */
  async function keepCopy(sha256: string, bytes: Bytes): Promise<BlobErrorKind | null> {
    try {
      // What is unreadable may lie where files wait to be sent, and gives way only to one that waits.
      await blobs.put(sha256, bytes, !unreadable.has(sha256));
    } catch (error) {
      return error instanceof BlobError ? error.kind : 'failed';
    }
    unreadable.delete(sha256);
    tell(sha256, true);
    return null;
  }

  async function readHere(sha256: string): Promise<Bytes | undefined> {
    const bytes = await blobs.find(sha256).catch(() => undefined);
    if (bytes === undefined) return undefined;
    const isWhole = (await sha256Of(bytes)) === sha256;
    if (isWhole === unreadable.has(sha256)) {
      if (isWhole) unreadable.delete(sha256);
      else unreadable.add(sha256);
      listeners.emit();
    }
    return isWhole ? bytes : undefined;
  }

  return {
    keep: async (bytes) => {
      const sha256 = await sha256Of(bytes);
      await blobs.put(sha256, bytes, false);
      unreadable.delete(sha256);
      tell(sha256, true);
      return sha256;
    },
    open: async (sha256) => {
      const bytes = await readHere(sha256);
      if (bytes !== undefined) return { kind: 'opened', bytes, unkept: null };
      const fetched = await fetchFrom(sha256);
      if (fetched.kind === 'opened') return fetched;
      if (unreadable.has(sha256)) return { kind: 'damaged' };
      tell(sha256, false);
      return fetched;
    },
    readHere,
    held,
    isUnreadable: (sha256) => unreadable.has(sha256),
    isHere: (sha256) => {
      if (!known.has(sha256) && !asked.has(sha256)) {
        asked.add(sha256);
        void lookForAsked();
      }
      return known.get(sha256);
    },
    subscribe: listeners.subscribe,
  };
}
