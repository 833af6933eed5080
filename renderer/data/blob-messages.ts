/** What a window and its blob worker say to each other. */
import type { Blobs, Bytes, HeldBlob } from './blobs.ts';

export type BlobCall =
  | { readonly kind: 'put'; readonly sha256: string; readonly bytes: Bytes; readonly isSent: boolean }
  | { readonly kind: 'find' | 'mark-sent' | 'remove'; readonly sha256: string }
  | { readonly kind: 'list' };

export type BlobValue = { readonly bytes?: Bytes; readonly list?: readonly HeldBlob[] };

/** Does what was asked, and answers with what there is to tell. */
export async function answerCall(blobs: Blobs, call: BlobCall): Promise<BlobValue> {
  switch (call.kind) {
    case 'put':
      await blobs.put(call.sha256, call.bytes, call.isSent);
      return {};
    case 'find': {
      const bytes = await blobs.find(call.sha256);
      return bytes === undefined ? {} : { bytes };
    }
    case 'mark-sent':
      await blobs.markSent(call.sha256);
      return {};
    case 'remove':
      await blobs.remove(call.sha256);
      return {};
    case 'list':
      return { list: await blobs.list() };
  }
}
