import { useEffect, useState } from 'react';
import { chosenIn, isFilesDraftKey } from '#renderer/data/file-drafts.ts';
import { useClient } from '#renderer/data/hooks.ts';

const lookEveryMs = 30_000;

/** Hashes of files. */
export type HeldFiles = {
  /** What lies on this computer, with the bytes it takes. */
  readonly all: ReadonlyMap<string, number>;
  /** Chosen for a text that is being written. */
  readonly drafted: ReadonlySet<string>;
  /** Without what was found to be unreadable. */
  readonly readable: ReadonlySet<string>;
};

/** Null while they are being counted. Another window may bring some. */
export function useHeldFiles(): HeldFiles | null {
  const { files, rows, sync, drafts } = useClient();
  const [held, setHeld] = useState<HeldFiles | null>(null);
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const all = await files.held();
      const { damaged } = sync.state().files;
      const isReadable = (sha256: string) => !damaged.includes(sha256) && !files.isUnreadable(sha256);
      const drafted = drafts
        .keys()
        .filter(isFilesDraftKey)
        .flatMap((key) => chosenIn(drafts.find(key)?.text).map(({ sha256 }) => sha256));
      const readable = new Set([...all.keys()].filter(isReadable));
      if (isWanted) setHeld({ all, drafted: new Set(drafted), readable });
    };
    const lookNow = () => void look();
    lookNow();
    const timer = setInterval(lookNow, lookEveryMs);
    const stops = [files, rows, drafts].map(({ subscribe }) => subscribe(lookNow));
    return () => {
      isWanted = false;
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [files, rows, sync, drafts]);
  return held;
}
