import { useSyncExternalStore } from 'react';

/** Three columns; the case alone with its two; or one at a time (a small or much enlarged window). */
export type Layout = 'wide' | 'medium' | 'narrow';

const wide = window.matchMedia('(min-width: 1256px)');
const medium = window.matchMedia('(min-width: 900px)');

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () =>
    wide.matches ? 'wide' : medium.matches ? 'medium' : 'narrow',
  );
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  medium.addEventListener('change', listener);
  return () => {
    wide.removeEventListener('change', listener);
    medium.removeEventListener('change', listener);
  };
}
