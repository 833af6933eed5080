/** System notifications. A click brings the app forward and opens the case. */
import { Notification } from 'electron';
import type { ShellEvent } from '#shared/ipc/contract.ts';

export type Notice = { readonly title: string; readonly body: string; readonly caseId: string };

/** Those on screen: one that is garbage collected no longer hears its click. */
const shown = new Set<Notification>();

export function showNotification({ title, body, caseId }: Notice, tell: (event: ShellEvent) => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    tell({ kind: 'open-case', caseId });
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
