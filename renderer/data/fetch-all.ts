/** Brings files to this computer one after the other, and finds out of those here whether they can be read. */
import type { BlobErrorKind } from './blobs.ts';
import type { Files } from './client.ts';

export type FetchEnd =
  | 'all'
  /** The server does not have each of them, or not as it was attached. */
  | 'some'
  /** At least one did not get through; the server was out of reach, or the line or the server failed over it. */
  | 'offline'
  | 'interrupted'
  /** The last one came and could not be kept. */
  | BlobErrorKind;

/** So many in a row that did not get through are no longer the fault of one file. */
const mostMisses = 2;

/** Ends early where the server is out of reach and where this computer keeps no more. */
export async function fetchAll(
  files: Pick<Files, 'open'>,
  hashes: readonly string[],
  mayGoOn = () => true,
): Promise<{ readonly end: FetchEnd; readonly tried: readonly string[] }> {
  const tried: string[] = [];
  let end: FetchEnd = 'all';
  let misses = 0;
  for (const sha256 of hashes) {
    if (!mayGoOn()) return { end: 'interrupted', tried };
    const opened = await files.open(sha256);
    tried.push(sha256);
    misses = opened.kind === 'offline' ? misses + 1 : 0;
    if (opened.kind === 'offline') end = 'offline';
    else if (opened.kind !== 'opened') end = end === 'offline' ? end : 'some';
    else if (opened.unkept !== null) return { end: opened.unkept, tried };
    if (misses === mostMisses) break;
  }
  return { end, tried };
}
