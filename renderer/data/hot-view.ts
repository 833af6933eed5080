/**
 * What the last list showed, for a start to paint before anything is opened. It
 * lies in the storage that a browser has at hand with the page: opening a
 * database takes longer than all that paints the list (0025).
 */
import { z } from 'zod';
import type { StoreName } from '#shared/ipc/contract.ts';
import { parseJson } from '#shared/lib/json.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { databaseName } from './database.ts';
import type { Packing } from './packed.ts';

export type HotView = {
  /** Null where there is none, or none that can be read. */
  readonly read: () => Promise<string | null>;
  /** In place of the one before. Not kept where the rows have been replaced since `generation`. */
  readonly keep: (generation: number, text: string) => Promise<void>;
  /** The rows are those of this generation now: what was made of others goes. */
  readonly begin: (generation: number) => void;
};

/** A part of `Storage`, which may throw where there is no room. */
export type HotStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keptSchema = z
  .object({ generation: z.number(), text: z.string().optional(), sealed: z.string().optional() })
  .readonly();
type Kept = z.infer<typeof keptSchema>;

/** Nothing here rejects, nor throws where there is no room: without it the list comes with the rows. */
export function createHotView(
  storage: HotStorage,
  store: StoreName,
  { wrap, unpack }: Pick<Packing, 'wrap' | 'unpack'>,
): HotView {
  const key = keyOf(store);

  function readKept(): Kept | undefined {
    return keptSchema.safeParse(parseJson(storage.getItem(key) ?? '')).data;
  }

  function write(kept: Kept): void {
    try {
      storage.setItem(key, JSON.stringify(kept));
    } catch {
      // An old one would be of rows that may be gone by now.
      storage.removeItem(key);
    }
  }

  return {
    read: async () => {
      const { text = null, sealed } = readKept() ?? {};
      if (sealed === undefined) return text;
      try {
        return await unpack({ sealed: fromBase64(sealed), holds: 'text' });
      } catch {
        return null;
      }
    },
    keep: async (generation, text) => {
      const packed = await wrap(text).catch(() => undefined);
      if (packed === undefined || (readKept()?.generation ?? generation) > generation) return;
      write({ generation, ...('sealed' in packed ? { sealed: toBase64(packed.sealed) } : { text }) });
    },
    begin: (generation) => write({ generation }),
  };
}

export function forgetHotView(storage: HotStorage, store: StoreName): void {
  storage.removeItem(keyOf(store));
}

function keyOf(store: StoreName): string {
  return `${databaseName(store)}.hot`;
}
