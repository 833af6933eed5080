/**
 * The layout of sealed bytes, the same wherever they lie: in the journal file,
 * in the pages of a store, in a blob.
 *
 * A byte for the format, the id of the key (16 bytes), a nonce (12 bytes), then
 * what AES-256-GCM made of the content, its 16-byte tag last. Format, key id and
 * what the content is (a few ASCII letters) are authenticated with it, so that
 * a wrong key is told from damage, and a page is never taken for a journal record.
 *
 * Format 1: the first one.
 */
const format = 1;
export const sealedNonceBytes = 12;
export const sealedTagBytes = 16;
const headBytes = 17;

export type SealedParts = {
  readonly keyId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** Content and tag. */
  readonly body: Uint8Array<ArrayBuffer>;
};

/** What became of sealed bytes. */
export type Unsealed<Content extends Uint8Array = Uint8Array> =
  | { readonly kind: 'opened'; readonly content: Content }
  /** Sealed with a key that is not here. */
  | { readonly kind: 'key-missing'; readonly keyId: string }
  /** Changed or cut since they were sealed, or sealed as something else. */
  | { readonly kind: 'damaged' };

export function joinSealed({ keyId, nonce, body }: SealedParts): Uint8Array<ArrayBuffer> {
  const sealed = new Uint8Array(headBytes + nonce.length + body.length);
  sealed.set(headOf(keyId));
  sealed.set(nonce, headBytes);
  sealed.set(body, headBytes + nonce.length);
  return sealed;
}

/** Undefined where they are not of this format, or too short. */
export function splitSealed(sealed: Uint8Array<ArrayBuffer>): SealedParts | undefined {
  const bodyFrom = headBytes + sealedNonceBytes;
  if (sealed[0] !== format || sealed.length < bodyFrom + sealedTagBytes) return undefined;
  return {
    keyId: toUuid(sealed.subarray(1, headBytes)),
    nonce: sealed.subarray(headBytes, bodyFrom),
    body: sealed.subarray(bodyFrom),
  };
}

/** What is authenticated beside the content. */
export function sealedContext(keyId: string, what: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...headOf(keyId), ...Array.from(what, (letter) => letter.charCodeAt(0))]);
}

function headOf(keyId: string): Uint8Array {
  const pairs = keyId.replaceAll('-', '').match(/../g) ?? [];
  return Uint8Array.from([format, ...pairs.map((pair) => Number.parseInt(pair, 16))]);
}

function toUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
