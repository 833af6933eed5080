/**
 * The bytes of files as one window asks for them: from this computer where they
 * are, else from the server, and kept here from then on.
 */
import type { Blobs, Bytes } from '#renderer/data/blobs.ts';
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
  const listeners = createListeners();
  let isLooking = false;

  async function lookForAsked(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    // All that one painting asks for is one look.
    await Promise.resolve();
    const looked = [...asked];
    const held = new Set((await blobs.list().catch(() => [])).map(({ sha256 }) => sha256));
    for (const sha256 of looked) {
      asked.delete(sha256);
      known.set(sha256, held.has(sha256));
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
    // Without room for a copy it is fetched again the next time.
    await blobs.put(sha256, bytes, true).then(
      () => tell(sha256, true),
      () => undefined,
    );
    return { kind: 'opened', bytes };
  }

  return {
    keep: async (bytes) => {
      const sha256 = await sha256Of(bytes);
      await blobs.put(sha256, bytes, false);
      tell(sha256, true);
      return sha256;
    },
    open: async (sha256) => {
      const bytes = await blobs.find(sha256).catch(() => undefined);
      if (bytes !== undefined && (await sha256Of(bytes)) === sha256) return { kind: 'opened', bytes };
      const fetched = await fetchFrom(sha256);
      if (bytes !== undefined && fetched.kind !== 'opened') return { kind: 'damaged' };
      if (bytes === undefined && fetched.kind !== 'opened') tell(sha256, false);
      return fetched;
    },
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
