/**
 * Unsent work in a file, to be carried to another computer of the same person,
 * and the attached files that go with it.
 *
 * `RAIW`, format (1 byte), rounds of PBKDF2 with SHA-256 (u32, little endian),
 * salt (16 bytes), nonce (12 bytes); then JSON under AES-256-GCM with the key
 * those rounds make of the passphrase, all before it authenticated; then the
 * SHA-256 of everything before it, so that damage is told from a wrong
 * passphrase. Behind the JSON, after a zero byte, come the bytes of the files
 * it lists, in its order.
 *
 * Format 1: the first one, without files.
 * Format 2: files.
 */
import { z } from 'zod';
import { sha256Schema } from '#shared/domain/case/attachment.ts';
import { joinBytes } from '#shared/lib/journal-records.ts';
import { parseJson } from '#shared/lib/json.ts';
import { mutationSchema } from '#shared/protocol/messages.ts';
import type { Bytes } from './blobs.ts';
import { type CarriedFile, mostCarriedBytes } from './carried-files.ts';
import type { Unsent } from './client.ts';

const contentSchema = z
  .object({
    spaceId: z.uuid(),
    personId: z.uuid(),
    works: z.array(mutationSchema.unwrap().omit({ mid: true }).readonly()).readonly(),
    drafts: z.array(z.object({ key: z.string(), text: z.string() }).readonly()).readonly(),
    files: z
      .array(
        z.object({ sha256: sha256Schema, name: z.string(), size: z.number().int().positive() }).readonly(),
      )
      .readonly()
      .default([]),
  })
  .readonly();
export type CarriedWork = Unsent & {
  readonly spaceId: string;
  readonly personId: string;
  readonly files: readonly CarriedFile[];
};

export type ReadWork =
  | { readonly kind: 'read'; readonly work: CarriedWork }
  | { readonly kind: 'not-ours' }
  /** Written by a newer build. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'wrong-passphrase' };

export const shortestPassphrase = 10;
/** No work and files of one person come near it. */
export const largestWorkFileBytes = 2 * mostCarriedBytes;

const magic = new TextEncoder().encode('RAIW');
const format = 2;
/** What OWASP asks for; half a second on a slow computer. */
const rounds = 600_000;
const mostRounds = 10 * rounds;
const saltAt = 9;
const nonceAt = 25;
const bodyAt = 37;
const sumBytes = 32;

/** The same passphrase opens it, whichever way its letters were typed. */
export async function writeWorkFile(work: CarriedWork, passphrase: string): Promise<Bytes> {
  const head = new Uint8Array(bodyAt);
  head.set(magic);
  head[4] = format;
  new DataView(head.buffer).setUint32(5, rounds, true);
  crypto.getRandomValues(head.subarray(saltAt));
  const key = await keyOf(passphrase, head);
  const content = toContent(work);
  const body = new Uint8Array(await crypto.subtle.encrypt(cipherOf(head), key, content));
  const sealed = joinBytes([head, body]);
  return joinBytes([sealed, await sumOf(sealed)]);
}

export async function readWorkFile(file: Bytes, passphrase: string): Promise<ReadWork> {
  if (magic.some((byte, place) => file[place] !== byte)) return { kind: 'not-ours' };
  if ((file[4] ?? 0) > format) return { kind: 'newer' };
  const sealed = file.slice(0, -sumBytes);
  const sum = await sumOf(sealed);
  const isWhole = sealed.length > bodyAt && sum.every((byte, place) => byte === file[sealed.length + place]);
  const head = sealed.slice(0, bodyAt);
  if (!isWhole || roundsOf(head) > mostRounds || roundsOf(head) === 0) return { kind: 'damaged' };
  try {
    const key = await keyOf(passphrase, head);
    const content = await crypto.subtle.decrypt(cipherOf(head), key, sealed.slice(bodyAt));
    const work = readContent(new Uint8Array(content));
    return work === undefined ? { kind: 'newer' } : { kind: 'read', work };
  } catch {
    return { kind: 'wrong-passphrase' };
  }
}

function toContent(work: CarriedWork): Bytes {
  const files = work.files.map(({ sha256, name, bytes }) => ({ sha256, name, size: bytes.length }));
  const listed = new TextEncoder().encode(JSON.stringify(contentSchema.parse({ ...work, files })));
  return joinBytes([listed, Uint8Array.of(0), ...work.files.map(({ bytes }) => bytes)]);
}

/** Undefined where a newer build means something else by it. */
function readContent(content: Bytes): CarriedWork | undefined {
  const zero = content.indexOf(0);
  const listed = zero === -1 ? content : content.subarray(0, zero);
  const rest = content.subarray(listed.length + 1);
  const work = contentSchema.safeParse(parseJson(new TextDecoder().decode(listed))).data;
  if (work === undefined) return undefined;
  let from = 0;
  const files = work.files.map(({ sha256, name, size }): CarriedFile => {
    from += size;
    // A copy of its own: what is handed to another thread takes all of its buffer along.
    return { sha256, name, bytes: rest.slice(from - size, from) };
  });
  return from > rest.length ? undefined : { ...work, files };
}

function cipherOf(head: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv: head.slice(nonceAt), additionalData: head };
}

async function keyOf(passphrase: string, head: Bytes): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const salt = head.slice(saltAt, nonceAt);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: roundsOf(head) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function roundsOf(head: Bytes): number {
  return new DataView(head.buffer).getUint32(5, true);
}

async function sumOf(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
