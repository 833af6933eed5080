import { z } from 'zod';
import type { Blobs } from '../services/blobs.ts';
import type { DataKeys } from '../services/data-keys.ts';
import type { Journals } from '../services/journals.ts';
import type { Handlers } from './handle.ts';

export const storeSchema = z.strictObject({ spaceId: z.uuid(), personId: z.uuid() });
const keySchema = z.strictObject({ id: z.uuid(), key: z.base64().length(44) });

export function storeHandlers(keys: DataKeys, journals: Journals, blobs: Blobs) {
  return {
    'key:open': { schema: storeSchema, run: (store) => keys.open(store) },
    'key:settle': {
      schema: storeSchema.extend({ copy: keySchema.nullable() }),
      run: ({ copy, ...store }) => keys.settle(store, copy),
    },
    'store:destroy': {
      schema: storeSchema,
      run: async (store) => {
        // The key first: whatever happens after that, nothing can be read any more.
        await keys.destroy(store);
        await journals.destroy(store);
        await blobs.destroy(store);
        return null;
      },
    },
  } satisfies Partial<Handlers>;
}
