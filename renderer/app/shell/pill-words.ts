/** What the pill says. The most urgent holds. */
import type { SyncState } from '#renderer/data/client.ts';

export type PillMood =
  | 'disk-full'
  | 'cannot-keep'
  | 'signed-out'
  | 'needs-update'
  | 'needs-you'
  | 'offline'
  | 'connecting'
  | 'sending'
  | 'sending-files'
  | 'kept'
  | 'set-aside'
  | 'up-to-date';

/** `asking`: cards that wait for a decision. */
export function pillMood(state: SyncState, asking: number): PillMood {
  if (state.notKeeping !== null) return state.notKeeping === 'disk-full' ? 'disk-full' : 'cannot-keep';
  if (state.connection === 'signed-out') return 'signed-out';
  if (state.connection === 'app-older' || state.connection === 'server-older') return 'needs-update';
  if (asking > 0) return 'needs-you';
  if (state.connection === 'offline') return 'offline';
  if (state.connection === 'connecting') return 'connecting';
  if (state.pending > 0) return 'sending';
  if (state.files.waiting > 0) return 'sending-files';
  return state.setAside > 0 ? 'set-aside' : 'up-to-date';
}

/** What it says beside that: nothing urgent hides that one is offline, or how much waits. */
export function pillRest(state: SyncState, mood: PillMood): PillMood | null {
  const rest = wayOf(state);
  return rest === mood ? null : rest;
}

/** Something waits to be sent and the server cannot be reached: what can be done now is to take it along in a file. */
export function canTakeAlong({ connection, pending, files }: SyncState): boolean {
  const isAway = connection === 'offline' || connection === 'connecting';
  return isAway && pending + files.waiting > 0;
}

function wayOf({ connection, pending, files }: SyncState): PillMood | null {
  if (connection === 'offline') return 'offline';
  if (connection !== 'online') return pending > 0 ? 'kept' : connection === 'connecting' ? connection : null;
  if (pending > 0) return 'sending';
  return files.waiting > 0 ? 'sending-files' : null;
}
