/** What this device remembers of the interface; never anything another person should see. */
import { create } from 'zustand';
import { readStored, writeStored } from '#renderer/ui/stored.ts';

export const queueWidths = { min: 260, max: 420, usual: 300 } as const;
export const sideWidths = { min: 360, max: 480, usual: 400 } as const;

type Preferences = {
  readonly queueWidth: number;
  readonly sideWidth: number;
  readonly isQueueCollapsed: boolean;
  readonly queueResized: (width: number) => void;
  readonly sideResized: (width: number) => void;
  readonly queueCollapsed: (isCollapsed: boolean) => void;
};

export const usePreferences = create<Preferences>((set) => ({
  queueWidth: storedWidth('raia.queue-width', queueWidths),
  sideWidth: storedWidth('raia.side-width', sideWidths),
  isQueueCollapsed: readStored('raia.queue-collapsed') === 'true',
  queueResized: (queueWidth) => {
    writeStored('raia.queue-width', String(queueWidth));
    set({ queueWidth });
  },
  sideResized: (sideWidth) => {
    writeStored('raia.side-width', String(sideWidth));
    set({ sideWidth });
  },
  queueCollapsed: (isQueueCollapsed) => {
    writeStored('raia.queue-collapsed', String(isQueueCollapsed));
    set({ isQueueCollapsed });
  },
}));

type Widths = { readonly min: number; readonly max: number; readonly usual: number };

function storedWidth(key: string, { min, max, usual }: Widths): number {
  const width = Number(readStored(key) ?? Number.NaN);
  return Number.isFinite(width) ? Math.min(max, Math.max(min, width)) : usual;
}
