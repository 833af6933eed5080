/**
 * Text as the store holds it: deflated where that is worth it, then sealed
 * where the store has a key. Rows are JSON and shrink to a sixth, which takes
 * ten times as long as sealing them: what has just been received waits for it.
 */
import { deflate, type InflateText } from './deflate.ts';
import { PagesError } from './pages.ts';
import type { Sealing } from './sealing.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Deflated = { readonly text: string } | { readonly bytes: Bytes };
type Holding = 'text' | 'deflated';
/** Builds before this one sealed nothing; what they wrote is sealed when it is next written. */
export type Packed = Deflated | { readonly sealed: Bytes; readonly holds: Holding };

export type Packing = {
  /** As it is. */
  readonly wrap: (text: string) => Promise<Packed>;
  /** Deflated. */
  readonly pack: (text: string) => Promise<Packed>;
  /** Rejects with a `PagesError` where it is damaged, or sealed with a key that is lost for good. */
  readonly unpack: (packed: Packed) => Promise<string>;
  /** What another thread has deflated, and will inflate. */
  readonly packDeflated: (bytes: Bytes) => Promise<Packed>;
  /** Rejects as `unpack` does. */
  readonly unpackDeflated: (packed: Packed) => Promise<Bytes>;
};

/** In UTF-16 units; below it the deflated bytes are hardly fewer. */
const shortest = 400;

/** `sealing` is null where nothing is sealed: in a browser, and where the system has no keychain. */
export function createPacking(sealing: Sealing | null, inflateText: InflateText): Packing {
  async function unseal(packed: Packed): Promise<Deflated> {
    if (!('sealed' in packed)) return packed;
    const { sealed, holds } = packed;
    const unsealed = await sealing?.unseal(holds, sealed);
    if (unsealed?.kind !== 'opened') throw new PagesError('damaged', { cause: unsealed?.kind });
    const { content } = unsealed;
    return holds === 'text' ? { text: new TextDecoder().decode(content) } : { bytes: content };
  }

  async function wrap(text: string): Promise<Packed> {
    if (sealing === null) return { text };
    return { sealed: await sealing.seal('text', new TextEncoder().encode(text)), holds: 'text' };
  }

  async function packDeflated(bytes: Bytes): Promise<Packed> {
    if (sealing === null) return { bytes };
    return { sealed: await sealing.seal('deflated', bytes), holds: 'deflated' };
  }

  return {
    wrap,
    pack: async (text) => (text.length < shortest ? wrap(text) : packDeflated(await deflate(text))),
    unpack: async (packed) => {
      const deflated = await unseal(packed);
      if ('text' in deflated) return deflated.text;
      try {
        return await inflateText(deflated.bytes);
      } catch (cause) {
        throw new PagesError('damaged', { cause });
      }
    },
    packDeflated,
    unpackDeflated: async (packed) => {
      const deflated = await unseal(packed);
      if ('text' in deflated) throw new PagesError('damaged');
      return deflated.bytes;
    },
  };
}

export function sizeOf(packed: Packed): number {
  if ('text' in packed) return packed.text.length;
  return 'sealed' in packed ? packed.sealed.length : packed.bytes.length;
}
