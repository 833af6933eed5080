/** Bytes made shorter, and what they were. The format has a checksum. */
import { must } from '#shared/lib/must.ts';
import type { Bytes } from './blobs.ts';

export async function deflate(content: string | Bytes): Promise<Bytes> {
  const deflated = await through(content, new CompressionStream('deflate')).arrayBuffer();
  return new Uint8Array(deflated);
}

/** To be read as text or as bytes, which rejects where they are damaged. */
export function inflate(deflated: Bytes): Response {
  return through(deflated, new DecompressionStream('deflate'));
}

/** Here, or in another thread. Rejects where the bytes are damaged. */
export type InflateText = (deflated: Bytes) => Promise<string>;

export function inflateText(deflated: Bytes): Promise<string> {
  return inflate(deflated).text();
}

/** A blob would go through another process of the browser. */
function through(content: BodyInit, stream: CompressionStream | DecompressionStream): Response {
  return new Response(must(new Response(content).body, 'a body').pipeThrough(stream));
}
