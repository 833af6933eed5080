/** What the pill says. The most urgent holds. */
import type { SyncState } from '#renderer/data/client.ts';

export type PillMood =
  | 'disk-full'
  | 'signed-out'
  | 'needs-update'
  | 'needs-you'
  | 'offline'
  | 'connecting'
  | 'sending'
  | 'sending-files'
  | 'set-aside'
  | 'up-to-date';

/** `asking`: cards that wait for a decision. */
export function pillMood(state: SyncState, asking: number): PillMood {
  if (state.isDiskFull) return 'disk-full';
  if (state.connection === 'signed-out') return 'signed-out';
  if (state.connection === 'app-older' || state.connection === 'server-older') return 'needs-update';
  if (asking > 0) return 'needs-you';
  if (state.connection === 'offline') return 'offline';
  if (state.connection === 'connecting') return 'connecting';
  if (state.pending > 0) return 'sending';
  if (state.files.waiting > 0) return 'sending-files';
  return state.setAside > 0 ? 'set-aside' : 'up-to-date';
}
