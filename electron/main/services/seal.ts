/**
 * Seals bytes before they reach the disk, with the data key of a store.
 * The renderer does the same to its pages by WebCrypto: `renderer/data/sealing.ts`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  joinSealed,
  sealedContext,
  sealedNonceBytes,
  sealedTagBytes,
  splitSealed,
  type Unsealed,
} from '#shared/lib/sealed.ts';

/** 32 bytes and the uuid that names them. */
export type DataKey = { readonly id: string; readonly bytes: Uint8Array };

/** The keys of one store. Nothing is sealed where there is no current one. */
export type KeyRing = { readonly current: DataKey | undefined; readonly all: readonly DataKey[] };

const algorithm = 'aes-256-gcm';

/** `what` the content is takes part: it is unsealed as the same again, or not at all. */
export function seal(key: DataKey, what: string, content: Uint8Array): Buffer<ArrayBuffer> {
  const nonce = Uint8Array.from(randomBytes(sealedNonceBytes));
  const cipher = createCipheriv(algorithm, key.bytes, nonce);
  cipher.setAAD(sealedContext(key.id, what));
  const body = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return Buffer.from(joinSealed({ keyId: key.id, nonce, body }).buffer);
}

export function unseal({ all }: KeyRing, what: string, sealed: Uint8Array<ArrayBuffer>): Unsealed<Buffer> {
  const parts = splitSealed(sealed);
  if (parts === undefined) return { kind: 'damaged' };
  const { keyId, nonce, body } = parts;
  const key = all.find(({ id }) => id === keyId);
  if (key === undefined) return { kind: 'key-missing', keyId };
  const tagFrom = body.length - sealedTagBytes;
  const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength: sealedTagBytes });
  decipher.setAAD(sealedContext(keyId, what));
  decipher.setAuthTag(body.subarray(tagFrom));
  try {
    const content = Buffer.concat([decipher.update(body.subarray(0, tagFrom)), decipher.final()]);
    return { kind: 'opened', content };
  } catch {
    return { kind: 'damaged' };
  }
}
