/** How a screen opens the cards of what was refused, which float above every screen. */
import { createContext, use } from 'react';

export const NeedsYouContext = createContext<() => void>(() => undefined);

export function useOpenNeedsYou(): () => void {
  return use(NeedsYouContext);
}
