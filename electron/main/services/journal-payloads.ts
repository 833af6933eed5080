/** What journal records hold: lines, sealed with the data key of the store where it has one. */
import type { Payload } from '#shared/lib/journal-records.ts';
import { splitSealed } from '#shared/lib/sealed.ts';
import { type KeyRing, seal, unseal } from './seal.ts';

const what = 'journal';

export type ReadPayloads = {
  readonly lines: readonly string[];
  /** Those its keys do not open, as they lie there. */
  readonly locked: readonly Payload[];
  /** All of them in their order, sealed where they can be. */
  readonly sealed: readonly Payload[];
  /** False where some lie there unsealed and need not. */
  readonly isSealed: boolean;
};

export function readPayloads(payloads: readonly Payload[], keys: KeyRing): ReadPayloads {
  const read = payloads.map((payload) => ({ payload, line: lineOf(payload, keys) }));
  return {
    lines: read.flatMap(({ line }) => line ?? []),
    locked: read.filter(({ line }) => line === undefined).map(({ payload }) => payload),
    sealed: payloads.map((payload) => (payload.isSealed ? payload : sealedWhereItCan(payload.bytes, keys))),
    isSealed: keys.current === undefined || payloads.every((payload) => payload.isSealed),
  };
}

export function toPayload(line: string, keys: KeyRing): Payload {
  return sealedWhereItCan(Buffer.from(line), keys);
}

export function newestKeyId(payloads: readonly Payload[]): string | undefined {
  const newest = payloads.findLast(({ isSealed }) => isSealed);
  return newest === undefined ? undefined : splitSealed(newest.bytes)?.keyId;
}

function sealedWhereItCan(bytes: Payload['bytes'], { current }: KeyRing): Payload {
  if (current === undefined) return { isSealed: false, bytes };
  return { isSealed: true, bytes: seal(current, what, bytes) };
}

function lineOf({ isSealed, bytes }: Payload, keys: KeyRing): string | undefined {
  if (!isSealed) return Buffer.from(bytes).toString();
  const unsealed = unseal(keys, what, bytes);
  return unsealed.kind === 'opened' ? unsealed.content.toString() : undefined;
}
