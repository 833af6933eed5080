/** The storage of small texts that a browser has, over a map. */
import type { HotStorage } from '#renderer/data/hot-view.ts';

export function aMemoryStorage(texts: Map<string, string> = new Map()): HotStorage {
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}
