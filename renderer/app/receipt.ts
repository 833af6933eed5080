/** The receipt for work done without a network: that all of it has arrived, and what of it waits for its author. */
import type { SyncState } from '#renderer/data/client.ts';

export type Receipt = { readonly sent: number; readonly files: number; readonly refused: number };

export type ReceiptBook = {
  /** Every state in its turn; the receipt when the last of the work has arrived, its files included. */
  readonly see: (
    state: Pick<SyncState, 'connection' | 'pending' | 'refused' | 'isLoaded'> & {
      readonly files: Pick<SyncState['files'], 'waiting' | 'damaged'>;
    },
  ) => Receipt | undefined;
};

type Away = {
  readonly kept: number;
  readonly files: number;
  /** So many there were when it began. */
  readonly refused: number;
  readonly damaged: number;
};

export function createReceiptBook(): ReceiptBook {
  let away: Away | undefined;
  return {
    see: ({ connection, pending, refused, files: { waiting, damaged }, isLoaded }) => {
      if (!isLoaded) return undefined;
      if (connection !== 'online') {
        if (pending + waiting > 0)
          away = {
            kept: Math.max(away?.kept ?? 0, pending),
            files: Math.max(away?.files ?? 0, waiting),
            refused: away?.refused ?? refused,
            damaged: away?.damaged ?? damaged.length,
          };
        return undefined;
      }
      if (away === undefined || pending + waiting > 0) return undefined;
      // What cannot be sent has not arrived: its line in the case says so.
      if (damaged.length > away.damaged) return undefined;
      const receipt = { sent: away.kept, files: away.files, refused: Math.max(0, refused - away.refused) };
      away = undefined;
      return receipt;
    },
  };
}
