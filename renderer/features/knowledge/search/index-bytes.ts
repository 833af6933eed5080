/**
 * The kept index as bytes: the length of its texts (32 bits, little endian), the
 * texts in UTF-8, one a line, then its numbers; all of it deflated.
 */
import type { Bytes } from '#renderer/data/blobs.ts';
import { deflate, inflate } from '#renderer/data/deflate.ts';
import type { KeptIndex } from '#shared/search/kept-index.ts';

const headBytes = 4;

export function toIndexBytes({ texts, numbers }: KeptIndex): Promise<Bytes> {
  const text = new TextEncoder().encode(texts.join('\n'));
  const bytes = new Uint8Array(headBytes + text.length + numbers.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, headBytes);
  bytes.set(numbers, headBytes + text.length);
  return deflate(bytes);
}

/** Undefined where they are damaged. */
export async function readIndexBytes(deflated: Bytes): Promise<KeptIndex | undefined> {
  const content = await inflate(deflated)
    .arrayBuffer()
    .catch(() => undefined);
  if (content === undefined || content.byteLength < headBytes) return undefined;
  const textBytes = new DataView(content).getUint32(0, true);
  if (headBytes + textBytes > content.byteLength) return undefined;
  const text = new TextDecoder().decode(new Uint8Array(content, headBytes, textBytes));
  return { texts: text.split('\n'), numbers: new Uint8Array(content, headBytes + textBytes) };
}
