/**
 * Text as the store holds it: deflated where that is worth it, then sealed
 * where the store has a key. Rows are JSON and shrink to about a quarter.
 */
import { PagesError } from './pages.ts';
import type { Sealing } from './sealing.ts';

type Bytes = Uint8Array<ArrayBuffer>;
/** The format has a checksum. */
type Deflated = { readonly text: string } | { readonly bytes: Bytes };
type Holding = 'text' | 'deflated';
/** Builds before this one sealed nothing; what they wrote is sealed when it is next written. */
export type Packed = Deflated | { readonly sealed: Bytes; readonly holds: Holding };

export type Packing = {
  readonly pack: (text: string) => Promise<Packed>;
  /** Rejects with a `PagesError` where it is damaged, or sealed with a key that is lost for good. */
  readonly unpack: (packed: Packed) => Promise<string>;
};

/** In UTF-16 units; below it the deflated bytes are hardly fewer. */
const shortest = 400;

/** `sealing` is null where nothing is sealed: in a browser, and where the system has no keychain. */
export function createPacking(sealing: Sealing | null): Packing {
  async function unseal(sealed: Bytes, holds: Holding): Promise<Deflated> {
    const unsealed = await sealing?.unseal(holds, sealed);
    if (unsealed?.kind !== 'opened') throw new PagesError('damaged', { cause: unsealed?.kind });
    const { content } = unsealed;
    return holds === 'text' ? { text: new TextDecoder().decode(content) } : { bytes: content };
  }

  return {
    pack: async (text) => {
      const packed = await deflate(text);
      if (sealing === null) return packed;
      if ('bytes' in packed)
        return { sealed: await sealing.seal('deflated', packed.bytes), holds: 'deflated' };
      return { sealed: await sealing.seal('text', new TextEncoder().encode(packed.text)), holds: 'text' };
    },
    unpack: async (packed) =>
      inflate('sealed' in packed ? await unseal(packed.sealed, packed.holds) : packed),
  };
}

async function deflate(text: string): Promise<Deflated> {
  if (text.length < shortest) return { text };
  const bytes = await through(new Blob([text]), new CompressionStream('deflate')).arrayBuffer();
  return { bytes: new Uint8Array(bytes) };
}

async function inflate(packed: Deflated): Promise<string> {
  if ('text' in packed) return packed.text;
  try {
    return await through(new Blob([packed.bytes]), new DecompressionStream('deflate')).text();
  } catch (cause) {
    throw new PagesError('damaged', { cause });
  }
}

export function sizeOf(packed: Packed): number {
  if ('text' in packed) return packed.text.length;
  return 'sealed' in packed ? packed.sealed.length : packed.bytes.length;
}

function through(blob: Blob, stream: CompressionStream | DecompressionStream): Response {
  return new Response(blob.stream().pipeThrough(stream));
}
