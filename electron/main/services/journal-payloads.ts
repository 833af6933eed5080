/** What journal records hold: lines, sealed with the data key of the store where it has one. */
import { splitSealed } from '#shared/lib/sealed.ts';
import type { Payload } from './journal-records.ts';
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
    sealed: read.map(({ payload }) => (typeof payload === 'string' ? toPayload(payload, keys) : payload)),
    isSealed: keys.current === undefined || payloads.every((payload) => typeof payload !== 'string'),
  };
}

export function toPayload(line: string, { current }: KeyRing): Payload {
  return current === undefined ? line : seal(current, what, Buffer.from(line));
}

export function newestKeyId(payloads: readonly Payload[]): string | undefined {
  const newest = payloads.findLast((payload) => typeof payload !== 'string');
  return newest === undefined ? undefined : splitSealed(newest)?.keyId;
}

function lineOf(payload: Payload, keys: KeyRing): string | undefined {
  if (typeof payload === 'string') return payload;
  const unsealed = unseal(keys, what, payload);
  return unsealed.kind === 'opened' ? unsealed.content.toString() : undefined;
}
