import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { assertNever } from '#shared/lib/must.ts';
import { openPalette } from './palette/palette-store.ts';
import { useMyOpenCount } from './shell/use-my-open-count.ts';

/** What the shell asks of the interface (a notification clicked, a menu command), and the badge on its icon. */
export function useDesktop(): void {
  const [, go] = useLocation();
  const count = useMyOpenCount();
  useEffect(
    () =>
      window.desktop?.onEvent((event) => {
        switch (event.kind) {
          case 'open-case':
            return go(`/queue/${event.caseId}`);
          case 'command':
            return event.command === 'new-case' ? go('/queue/new') : openPalette();
          default:
            return assertNever(event);
        }
      }),
    [go],
  );
  useEffect(() => void window.desktop?.setBadge(count), [count]);
}
