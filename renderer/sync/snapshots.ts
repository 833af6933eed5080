/**
 * The pages a first sync begins with, fetched one by one.
 *
 * What has come is kept in memory until it is published: a line that is cut
 * costs the page it was cut in, and the next attempt goes on with that one.
 */
import type { Bytes } from '#renderer/data/blobs.ts';
import type { BeginningProgress } from '#renderer/data/client.ts';
import { must } from '#shared/lib/must.ts';
import type { NamedSnapshot } from '#shared/protocol/messages.ts';
import { SyncError, type Transport } from './transport.ts';

export type Snapshots = {
  /**
   * The texts of all their pages, a row a line; undefined where a page is gone, or nobody waits for them any more.
   * Rejects where one does not come, or is not what it is called.
   */
  readonly fetch: (named: readonly NamedSnapshot[]) => Promise<readonly string[] | undefined>;
  /** They are published, or no longer wanted. */
  readonly forget: () => void;
};

type Wanted = NamedSnapshot['pages'][number] & { readonly scope: string };

export type SnapshotsOptions = {
  readonly transport: Pick<Transport, 'snapshotPage'>;
  readonly sha256Of: (bytes: Bytes) => Promise<string>;
  /** The window leads no more. */
  readonly isStopped: () => boolean;
  /** Null when nothing is fetched any more. */
  readonly onProgress: (beginning: BeginningProgress | null) => void;
};

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { transport, sha256Of, isStopped, onProgress } = options;
  /** By the hash of their text. */
  let pages = new Map<string, string>();
  let isTold = false;

  function tell(wanted: readonly Wanted[]): void {
    const come = wanted.filter(({ hash }) => pages.has(hash));
    isTold = true;
    onProgress({ come: bytesOf(come), all: bytesOf(wanted) });
  }

  return {
    fetch: async (named) => {
      const wanted = named.flatMap(({ scope, pages: its }) => its.map((page) => ({ scope, ...page })));
      // Others are of snapshots that are told no more, perhaps of a scope that was withdrawn.
      pages = new Map(wanted.flatMap(({ hash }) => entryOf(pages, hash)));
      for (const { scope, hash } of wanted) {
        if (pages.has(hash)) continue;
        if (isStopped()) return undefined;
        tell(wanted);
        const text = await transport.snapshotPage(scope, hash);
        if (text === undefined) return undefined;
        if ((await sha256Of(new TextEncoder().encode(text))) !== hash) throw new SyncError('unreachable');
        pages.set(hash, text);
      }
      return wanted.map(({ hash }) => must(pages.get(hash), 'a page that has come'));
    },
    forget: () => {
      if (isTold) onProgress(null);
      isTold = false;
      pages = new Map();
    },
  };
}

function bytesOf(wanted: readonly Wanted[]): number {
  return wanted.reduce((sum, { bytes }) => sum + bytes, 0);
}

function entryOf(pages: ReadonlyMap<string, string>, hash: string): readonly [string, string][] {
  const text = pages.get(hash);
  return text === undefined ? [] : [[hash, text]];
}
