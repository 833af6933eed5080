/** The bridge: `window.desktop`, named functions over channels nobody else can name. */
import { contextBridge, ipcRenderer } from 'electron';
import {
  type Answer,
  type Channel,
  type Channels,
  type Desktop,
  type ShellEvent,
  shellEventChannel,
} from '#shared/ipc/contract.ts';

function invoke<C extends Channel>(
  channel: C,
  args: Channels[C]['args'],
): Promise<Answer<Channels[C]['result']>> {
  return ipcRenderer.invoke(channel, args);
}

const listeners = new Set<(event: ShellEvent) => void>();
/** A link may open the app before the interface listens. */
const waiting: ShellEvent[] = [];

ipcRenderer.on(shellEventChannel, (_event, event: ShellEvent) => {
  if (listeners.size === 0) waiting.push(event);
  for (const listener of listeners) listener(event);
});

function onEvent(listener: (event: ShellEvent) => void): () => void {
  listeners.add(listener);
  for (const event of waiting.splice(0)) listener(event);
  return () => {
    listeners.delete(listener);
  };
}

const desktop: Desktop = {
  info: () => invoke('app:info', null),
  readSession: () => invoke('session:read', null),
  writeSession: (token) => invoke('session:write', { token }),
  openKey: ({ spaceId, personId }) => invoke('key:open', { spaceId, personId }),
  settleKey: ({ spaceId, personId }, copy) => invoke('key:settle', { spaceId, personId, copy }),
  destroyStore: ({ spaceId, personId }) => invoke('store:destroy', { spaceId, personId }),
  openJournal: ({ spaceId, personId }, epoch) => invoke('journal:open', { spaceId, personId, epoch }),
  appendJournal: ({ spaceId, personId }, epoch, lines) =>
    invoke('journal:append', { spaceId, personId, epoch, lines }),
  compactJournal: ({ spaceId, personId }, epoch, lines) =>
    invoke('journal:compact', { spaceId, personId, epoch, lines }),
  putBlob: ({ spaceId, personId }, sha256, bytes, isSent) =>
    invoke('blob:put', { spaceId, personId, sha256, bytes, isSent }),
  readBlob: ({ spaceId, personId }, sha256) => invoke('blob:read', { spaceId, personId, sha256 }),
  markBlobSent: ({ spaceId, personId }, sha256) => invoke('blob:mark-sent', { spaceId, personId, sha256 }),
  removeBlob: ({ spaceId, personId }, sha256) => invoke('blob:remove', { spaceId, personId, sha256 }),
  listBlobs: ({ spaceId, personId }) => invoke('blob:list', { spaceId, personId }),
  notify: (title, body, caseId) => invoke('notify:show', { title, body, caseId }),
  setBadge: (count) => invoke('badge:set', { count }),
  openLink: (url) => invoke('link:open', { url }),
  onEvent,
};

contextBridge.exposeInMainWorld('desktop', desktop);
