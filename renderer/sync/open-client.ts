/** Opens the store of one person on this computer and keeps it in step with the server. */
import type { RaiaClient } from '#renderer/data/client.ts';
import type { Desktop } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/protocol/session.ts';

export type OpenClientOptions = {
  readonly session: Session;
  readonly token: string;
  /** Such as `http://127.0.0.1:4820`; empty where the page comes from the server itself. */
  readonly serverUrl: string;
  readonly desktop: Desktop | undefined;
};

/** Resolves at once; `sync.state().isLoaded` tells when the rows of this computer are in memory. */
export async function openClient(_options: OpenClientOptions): Promise<RaiaClient> {
  throw new Error('The store is not joined to its parts yet');
}
