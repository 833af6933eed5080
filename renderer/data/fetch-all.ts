/** Brings files to this computer one after the other, and finds out of those here whether they can be read. */
import type { BlobErrorKind } from './blobs.ts';
import type { Files } from './client.ts';

export type Fetched = {
  readonly end:
    | 'all'
    /** The server does not have each of them, or not as it was attached. */
    | 'some'
    | 'offline'
    | 'interrupted'
    /** The last one came and could not be kept. */
    | BlobErrorKind;
  readonly tried: readonly string[];
};

/** Ends early where the server is out of reach and where this computer keeps no more. */
export async function fetchAll(
  files: Pick<Files, 'open'>,
  hashes: readonly string[],
  mayGoOn = () => true,
): Promise<Fetched> {
  const tried: string[] = [];
  let end: Fetched['end'] = 'all';
  for (const sha256 of hashes) {
    if (!mayGoOn()) return { end: 'interrupted', tried };
    const opened = await files.open(sha256);
    if (opened.kind === 'offline') return { end: 'offline', tried };
    tried.push(sha256);
    if (opened.kind !== 'opened') end = 'some';
    else if (opened.unkept !== null) return { end: opened.unkept, tried };
  }
  return { end, tried };
}
