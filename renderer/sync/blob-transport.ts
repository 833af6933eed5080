/** How bytes of files reach the server and come from it: a port, with fetch behind it in the app. */
import type { Bytes } from '#renderer/data/blobs.ts';
import { blobPath, pieceType } from '#shared/protocol/blobs.ts';
import { createAsking, errorOf, type HttpTransportOptions } from './asking.ts';
import { SyncError } from './transport.ts';

export type Appended =
  /** `offset` is how much the server has, of `length`. */
  | { readonly kind: 'accepted'; readonly offset: number; readonly length: number }
  /** The server has more or less than was thought. */
  | { readonly kind: 'wrong-offset'; readonly offset: number }
  /** The bytes are not those of that name. */
  | { readonly kind: 'wrong-hash' }
  | { readonly kind: 'no-room' }
  /** No row this person may send for names it. */
  | { readonly kind: 'not-found' };

/** Rejects with a `SyncError` where there is no such answer. */
export type BlobTransport = {
  /** How much the server has; undefined where no row this person may send for names it. */
  readonly findOffset: (sha256: string) => Promise<number | undefined>;
  readonly append: (sha256: string, offset: number, piece: Bytes) => Promise<Appended>;
  /** Undefined where this person may not read it, or it has not come yet. */
  readonly download: (sha256: string) => Promise<Bytes | undefined>;
};

export function createBlobTransport(options: HttpTransportOptions): BlobTransport {
  const { fetchWhole } = createAsking(options);

  return {
    findOffset: async (sha256) => {
      const { response } = await fetchWhole(blobPath(sha256), { method: 'HEAD' });
      if (response.status === 404) return undefined;
      if (!response.ok) throw errorOf(response);
      return numberIn(response, 'upload-offset');
    },
    append: async (sha256, offset, piece) => {
      const headers = { 'content-type': pieceType, 'upload-offset': String(offset) };
      const { response } = await fetchWhole(blobPath(sha256), { method: 'PATCH', headers, body: piece });
      switch (response.status) {
        case 204: {
          const next = numberIn(response, 'upload-offset');
          return { kind: 'accepted', offset: next, length: numberIn(response, 'upload-length') };
        }
        case 409:
          return { kind: 'wrong-offset', offset: numberIn(response, 'upload-offset') };
        // Longer than its row says, or of another hash.
        case 413:
        case 422:
          return { kind: 'wrong-hash' };
        case 507:
          return { kind: 'no-room' };
        case 404:
          return { kind: 'not-found' };
        default:
          throw errorOf(response);
      }
    },
    download: async (sha256) => {
      const { response, body } = await fetchWhole(blobPath(sha256));
      if (response.status === 404) return undefined;
      if (!response.ok) throw errorOf(response);
      return body;
    },
  };
}

function numberIn({ headers }: Response, name: string): number {
  const text = headers.get(name) ?? '';
  // A proxy that takes headers away is as good as no server.
  if (!/^\d{1,15}$/.test(text)) throw new SyncError('unreachable');
  return Number(text);
}
