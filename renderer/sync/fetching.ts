/**
 * Brings the files of pinned cases to this computer before anybody asks for
 * them: one at a time, when the server is there and nothing waits to be sent.
 */
import type { Files } from '#renderer/data/client.ts';
import { fetchAll } from '#renderer/data/fetch-all.ts';
import type { Clock } from '#renderer/data/ports.ts';
import { createResting } from './resting.ts';

export type Fetching = {
  /** Something may have changed: pins, files, the connection. */
  readonly look: () => void;
  readonly stop: () => void;
};

export type FetchingOptions = {
  readonly files: Files;
  readonly clock: Clock;
  /** Hashes of what shall be here. */
  readonly wanted: () => readonly string[];
  readonly mayRun: () => boolean;
};

/** Whether it came or did not: it is looked for again after this. */
const againMs = 10 * 60_000;
/** What found no room came all the way for nothing. */
const noRoomMs = 60 * 60_000;

export function startFetching({ files, clock, wanted, mayRun }: FetchingOptions): Fetching {
  /** They need not be looked for. */
  const resting = createResting(clock);
  /** Since this window leads: what lies here is opened once, for it may be unreadable. */
  const opened = new Set<string>();
  let isRunning = false;
  let isStopped = false;

  function due(): readonly string[] {
    return wanted().filter((sha256) => !resting.isResting(sha256));
  }

  function rest(hashes: readonly string[], ms: number): void {
    for (const sha256 of hashes) resting.rest(sha256, ms);
  }

  async function run(): Promise<void> {
    const held = await files.held();
    const isHere = (sha256: string): boolean =>
      held.has(sha256) && opened.has(sha256) && !files.isUnreadable(sha256);
    const looked = due();
    rest(looked.filter(isHere), againMs);
    const away = looked.filter((sha256) => !isHere(sha256));
    const { end, tried } = await fetchAll(files, away, () => !isStopped && mayRun());
    for (const sha256 of tried) opened.add(sha256);
    if (end === 'disk-full' || end === 'failed') rest(away, noRoomMs);
    else rest(tried, againMs);
  }

  return {
    look: () => {
      if (isRunning || isStopped || !mayRun() || due().length === 0) return;
      isRunning = true;
      void run().finally(() => {
        isRunning = false;
      });
    },
    stop: () => {
      isStopped = true;
    },
  };
}
