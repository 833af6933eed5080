/**
 * Text as the store holds it: deflated where that is worth it. Rows are JSON and
 * shrink to about a quarter. The format has a checksum.
 */

import { PagesError } from './pages.ts';

export type Packed = { readonly text: string } | { readonly bytes: Uint8Array<ArrayBuffer> };

/** In UTF-16 units; below it the deflated bytes are hardly fewer. Builds before this one packed nothing. */
const shortest = 400;

export async function pack(text: string): Promise<Packed> {
  if (text.length < shortest) return { text };
  const bytes = await through(new Blob([text]), new CompressionStream('deflate')).arrayBuffer();
  return { bytes: new Uint8Array(bytes) };
}

/** Rejects with a `PagesError` where the bytes are damaged. */
export async function unpack(packed: Packed): Promise<string> {
  if ('text' in packed) return packed.text;
  try {
    return await through(new Blob([packed.bytes]), new DecompressionStream('deflate')).text();
  } catch (cause) {
    throw new PagesError('damaged', { cause });
  }
}

export function sizeOf(packed: Packed): number {
  return 'text' in packed ? packed.text.length : packed.bytes.length;
}

function through(blob: Blob, stream: CompressionStream | DecompressionStream): Response {
  return new Response(blob.stream().pipeThrough(stream));
}
