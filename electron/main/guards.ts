/**
 * What a page may never do, whatever it holds: leave the app, open windows,
 * embed other pages, or be granted what the interface has no use for.
 */
import { app, type Session, shell } from 'electron';
import { isAppAddress } from './app-address.ts';
import { isOutsideLink } from './outside-links.ts';

/** Copying a text, keeping its data, the board on the whole screen, and calling a server on this computer or network. */
const permissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'persistent-storage',
  'fullscreen',
  'local-network-access',
  'local-network',
  'loopback-network',
]);

export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!isAppAddress(event.url)) event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      if (isOutsideLink(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isAppAddress(contents.getURL()) && permissions.has(permission));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isAppAddress(origin) && permissions.has(permission),
  );
  session.setDevicePermissionHandler(() => false);
}
