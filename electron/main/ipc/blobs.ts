import { z } from 'zod';
import { largestFileBytes, sha256Schema } from '#shared/domain/case/attachment.ts';
import type { Blobs } from '../services/blobs.ts';
import type { Handlers } from './handle.ts';

const storeSchema = z.strictObject({ spaceId: z.uuid(), personId: z.uuid() });
const blobSchema = storeSchema.extend({ sha256: sha256Schema });
const putSchema = blobSchema.extend({
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= largestFileBytes),
  isSent: z.boolean(),
});

export function blobHandlers(blobs: Blobs) {
  return {
    'blob:put': {
      schema: putSchema,
      run: async ({ sha256, bytes, isSent, ...store }) => {
        await blobs.put(store, sha256, bytes, isSent);
        return null;
      },
    },
    'blob:read': { schema: blobSchema, run: ({ sha256, ...store }) => blobs.read(store, sha256) },
    'blob:mark-sent': {
      schema: blobSchema,
      run: async ({ sha256, ...store }) => {
        await blobs.markSent(store, sha256);
        return null;
      },
    },
    'blob:remove': {
      schema: blobSchema,
      run: async ({ sha256, ...store }) => {
        await blobs.remove(store, sha256);
        return null;
      },
    },
    'blob:list': { schema: storeSchema, run: (store) => blobs.list(store) },
  } satisfies Partial<Handlers>;
}
