/**
 * The files of this computer, as the leading window sees to them: what waits is
 * sent, what is pinned is fetched, and copies that nobody needs go.
 */
import type { Files, RowsView } from '#renderer/data/client.ts';
import { pinnedFiles } from '#renderer/data/pins.ts';
import { startFetching } from './fetching.ts';
import { startUploads, type Uploads, type UploadsOptions } from './uploads.ts';
import type { KeeperEvents } from './windows.ts';

export type FilesOfLeaderOptions = Omit<UploadsOptions, 'attachments' | 'isSpokenOf' | 'isPinned'> & {
  /** As this window reads them. */
  readonly files: Files;
  /** As this window shows them. */
  readonly rows: RowsView;
  readonly keptDrafts: KeeperEvents['keptDrafts'];
};

export function startFilesOfLeader(options: FilesOfLeaderOptions): Uploads {
  const { files, rows, clock, keptDrafts, mayRun } = options;

  function pinnedHashes(): readonly string[] {
    return pinnedFiles(rows).map(({ doc }) => doc.sha256);
  }

  function isSpokenOf(sha256: string): boolean {
    const refusals = rows.all('refusal').filter(({ doc }) => doc.settledAt === null);
    return (
      keptDrafts().some(({ text }) => text?.includes(sha256)) ||
      refusals.some(({ doc }) => JSON.stringify(doc.args).includes(sha256))
    );
  }

  const uploads = startUploads({
    ...options,
    attachments: () => rows.all('attachment'),
    isSpokenOf,
    isPinned: (sha256) => pinnedHashes().includes(sha256),
  });
  const fetching = startFetching({
    files,
    clock,
    wanted: pinnedHashes,
    mayRun: () => mayRun() && uploads.state().sending === null,
  });
  return {
    look: () => {
      uploads.look();
      fetching.look();
    },
    state: uploads.state,
    stop: () => {
      uploads.stop();
      fetching.stop();
    },
  };
}
