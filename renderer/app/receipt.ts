/** The receipt for work done without a network: that all of it has arrived, and what of it waits for its author. */
import type { SyncState } from '#renderer/data/client.ts';

export type Receipt = { readonly sent: number; readonly refused: number };

export type ReceiptBook = {
  /** Every state in its turn; the receipt when the last of the work has arrived. */
  readonly see: (
    state: Pick<SyncState, 'connection' | 'pending' | 'refused' | 'isLoaded'>,
  ) => Receipt | undefined;
};

export function createReceiptBook(): ReceiptBook {
  let away: { readonly kept: number; readonly refused: number } | undefined;
  return {
    see: ({ connection, pending, refused, isLoaded }) => {
      if (!isLoaded) return undefined;
      if (connection !== 'online') {
        if (pending > 0)
          away = { kept: Math.max(away?.kept ?? 0, pending), refused: away?.refused ?? refused };
        return undefined;
      }
      if (away === undefined || pending > 0) return undefined;
      const receipt = { sent: away.kept, refused: Math.max(0, refused - away.refused) };
      away = undefined;
      return receipt;
    },
  };
}
