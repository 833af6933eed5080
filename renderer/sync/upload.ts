/**
 * Sends the bytes of one file, piece by piece, from wherever the server stands.
 *
 * The server's offset is the only truth: it is asked before the first piece,
 * and believed whenever it differs. Even what the server has already is ended
 * with a piece, an empty one, because that turns its rows to `present`.
 */
import type { Bytes } from '#renderer/data/blobs.ts';
import { largestPieceBytes } from '#shared/protocol/blobs.ts';
import type { BlobTransport } from './blob-transport.ts';
import { SyncError } from './transport.ts';

export type UploadEnd =
  | 'sent'
  /** Something more urgent waits; the server keeps what it has. */
  | 'interrupted'
  /** No row this person may send for names it. */
  | 'not-wanted'
  /** The bytes here are not those of that name any more, or cannot be opened. */
  | 'damaged'
  | 'no-room';

export type UploadOptions = {
  readonly transport: BlobTransport;
  readonly now: () => number;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  /** Asked before each piece. */
  readonly mayGoOn: () => boolean;
  readonly onProgress: (sent: number) => void;
};

export const smallestPieceBytes = 16 * 1024;
const firstPieceBytes = 64 * 1024;
/** About as long as a piece may take: what is cut off is lost, and little of it should be. */
const pieceMs = 4_000;
/** A server that tells another offset each time, or finds the right bytes wrong, is left alone for a while. */
const mostSurprises = 3;

/** The next piece, from how long the last one took. */
export function nextPieceBytes(bytes: number, tookMs: number): number {
  const wish = tookMs < pieceMs / 4 ? bytes * 2 : tookMs > pieceMs ? Math.floor(bytes / 2) : bytes;
  return Math.min(largestPieceBytes, Math.max(smallestPieceBytes, wish));
}

/** Rejects with a `SyncError` where the server could not be reached, or was of no use. */
export async function upload(sha256: string, bytes: Bytes, options: UploadOptions): Promise<UploadEnd> {
  const { transport, now, sha256Of, mayGoOn, onProgress } = options;
  let offset = await transport.findOffset(sha256);
  if (offset === undefined) return 'not-wanted';
  if ((await sha256Of(bytes)) !== sha256) return 'damaged';
  let pieceBytes = firstPieceBytes;
  let surprises = 0;
  const beSurprised = (): void => {
    surprises += 1;
    if (surprises > mostSurprises) throw new SyncError('busy');
  };
  while (mayGoOn()) {
    onProgress(offset);
    const startedAt = now();
    const answer = await transport.append(sha256, offset, bytes.subarray(offset, offset + pieceBytes));
    switch (answer.kind) {
      case 'accepted':
        offset = answer.offset;
        if (offset >= answer.length) return 'sent';
        // Its row says that it is longer than it is.
        if (offset >= bytes.length) return 'damaged';
        pieceBytes = nextPieceBytes(pieceBytes, now() - startedAt);
        break;
      case 'wrong-offset':
        beSurprised();
        offset = answer.offset;
        break;
      case 'wrong-hash':
        beSurprised();
        offset = 0;
        break;
      case 'no-room':
        return 'no-room';
      case 'not-found':
        return 'not-wanted';
    }
  }
  return 'interrupted';
}
