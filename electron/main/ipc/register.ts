import type { Channel } from '#shared/ipc/contract.ts';
import type { Blobs } from '../services/blobs.ts';
import type { DataKeys } from '../services/data-keys.ts';
import type { Journals } from '../services/journals.ts';
import type { Secrets } from '../services/secrets.ts';
import { blobHandlers } from './blobs.ts';
import { type DesktopServices, desktopHandlers } from './desktop.ts';
import { type Handlers, handle, type IpcPort } from './handle.ts';
import { journalHandlers } from './journal.ts';
import { sessionHandlers } from './session.ts';
import { storeHandlers } from './store.ts';

export type Services = {
  readonly keys: DataKeys;
  readonly journals: Journals;
  readonly blobs: Blobs;
  readonly secrets: Secrets;
  readonly desktop: DesktopServices;
};

export function registerIpc(port: IpcPort, { keys, journals, blobs, secrets, desktop }: Services): void {
  const handlers: Handlers = {
    ...desktopHandlers(desktop),
    ...sessionHandlers(secrets),
    ...storeHandlers(keys, journals, blobs),
    ...journalHandlers(journals),
    ...blobHandlers(blobs),
  };
  for (const channel of Object.keys(handlers) as Channel[]) handle(port, channel, handlers[channel]);
}
