import { useEffect, useState } from 'react';
import type { HeldFiles } from './use-held-files.ts';

export type StorageFacts = {
  /** The browser may throw nothing away by itself. Null while it is not known. */
  readonly isProtected: boolean | null;
  readonly usedBytes: number | null;
  readonly freeBytes: number | null;
};

const unknown: StorageFacts = { isProtected: null, usedBytes: null, freeBytes: null };

/** Browsers promise it to sites that are installed or often used, and say nothing to others. */
type Protecting = { readonly onProtect: () => void; readonly isRefused: boolean };

/** What the system says of the room Raia has on this computer. A page that is no secure context is told nothing. */
export function useStorage(held: HeldFiles | null): StorageFacts & Protecting {
  const [facts, setFacts] = useState(unknown);
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    // Files that come or go change the room: asked again whenever they were looked at.
    if (held === null) return;
    let isWanted = true;
    void readFacts().then((read) => isWanted && setFacts(read));
    return () => {
      isWanted = false;
    };
  }, [held]);
  const onProtect = () =>
    void navigator.storage.persist().then((isProtected) => {
      setFacts((before) => ({ ...before, isProtected }));
      setIsRefused(!isProtected);
    });
  return { ...facts, onProtect, isRefused };
}

async function readFacts(): Promise<StorageFacts> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (storage === undefined) return unknown;
  try {
    const [isProtected, { usage, quota }] = await Promise.all([storage.persisted(), storage.estimate()]);
    const isKnown = usage !== undefined && quota !== undefined;
    return { isProtected, usedBytes: usage ?? null, freeBytes: isKnown ? quota - usage : null };
  } catch {
    return unknown;
  }
}
