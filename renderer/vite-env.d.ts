/// <reference types="vite/client" />
import type { Desktop } from '#shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Present only in the desktop app. */
    readonly desktop?: Desktop;
  }
}
