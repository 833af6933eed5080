/** Seals what the store keeps, by WebCrypto. The key cannot be read out of it again. */
import {
  joinSealed,
  sealedContext,
  sealedNonceBytes,
  splitSealed,
  type Unsealed,
} from '#shared/lib/sealed.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type Sealing = {
  /** `what` the content is takes part: it is unsealed as the same again, or not at all. */
  readonly seal: (what: string, content: Bytes) => Promise<Bytes>;
  readonly unseal: (what: string, sealed: Bytes) => Promise<Unsealed<Bytes>>;
};

const name = 'AES-GCM';

/** `bytes`: the 32 of the data key, which the uuid names. */
export async function createSealing({
  id,
  bytes,
}: {
  readonly id: string;
  readonly bytes: Bytes;
}): Promise<Sealing> {
  const key = await crypto.subtle.importKey('raw', bytes, name, false, ['encrypt', 'decrypt']);
  return {
    seal: async (what, content) => {
      const nonce = crypto.getRandomValues(new Uint8Array(sealedNonceBytes));
      const additionalData = sealedContext(id, what);
      const body = await crypto.subtle.encrypt({ name, iv: nonce, additionalData }, key, content);
      return joinSealed({ keyId: id, nonce, body: new Uint8Array(body) });
    },
    unseal: async (what, sealed) => {
      const parts = splitSealed(sealed);
      if (parts === undefined) return { kind: 'damaged' };
      const { keyId, nonce, body } = parts;
      if (keyId !== id) return { kind: 'key-missing', keyId };
      const additionalData = sealedContext(id, what);
      try {
        const content = await crypto.subtle.decrypt({ name, iv: nonce, additionalData }, key, body);
        return { kind: 'opened', content: new Uint8Array(content) };
      } catch {
        return { kind: 'damaged' };
      }
    },
  };
}
