/** How the bytes of files travel: `HEAD`, `PATCH` and `GET /api/blobs/:sha256`. */

/** What a piece of an upload is sent as (IETF draft on resumable uploads). */
export const pieceType = 'application/partial-upload';
/** Over the slowest line waited for, 4 kB a second, this is more than a request may take: clients begin smaller. */
export const largestPieceBytes = 1024 * 1024;

export function blobPath(sha256: string): string {
  return `/api/blobs/${sha256}`;
}
